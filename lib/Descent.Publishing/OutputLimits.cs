namespace Descent.Publishing;

/// <summary>How much of an output a page shows.</summary>
internal static class OutputLimits
{
    /// <summary>Characters of a text.</summary>
    public const int Text = 50_000;

    /// <summary>Characters of an HTML or SVG output, or of a figure: what is larger is left out.</summary>
    public const int Markup = 3_000_000;

    /// <summary>The beginning of a text, up to the end of a line where there is one.</summary>
    public static string Cut(string text)
    {
        if (text.Length <= Text)
            return text;
        int end = text.LastIndexOf('\n', Text - 1, Text / 2);
        end = end < 0 ? Text : end + 1;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)];
    }

    /// <summary>What is said below a text that was cut.</summary>
    public static string Note(int length, int shown) =>
        $"<p class=\"note\">Cut here: {(length - shown).ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} more characters are in the notebook.</p>";
}
