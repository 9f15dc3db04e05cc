using System.Text.RegularExpressions;

namespace Descent.Notebooks;

/// <summary>
/// Compares texts in which the numbers may differ a little and nothing else may: a text is cut into numbers and what is between
/// them; there must be as many, the pieces between must be equal, the numbers within the tolerance.
/// </summary>
/// <remarks>
/// Digits that touch a letter, an underscore or a # are no number but part of a name, a colour or a hash, and must be equal;
/// so must the parts of a version such as 1.2.3, and NaN and ∞, which are text.
/// </remarks>
internal static partial class TextComparison
{
    /// <summary>Null if the texts agree; else what differs, beginning with the line where there are several.</summary>
    public static string? Difference(string expected, string actual, NumberTolerance tolerance)
    {
        expected = expected.Replace("\r\n", "\n");
        actual = actual.Replace("\r\n", "\n");
        if (Agree(expected, actual, tolerance, Numbers()))
            return null;
        string[] expectedLines = expected.Split('\n');
        string[] actualLines = actual.Split('\n');
        for (int i = 0; i < Math.Min(expectedLines.Length, actualLines.Length); i++)
        {
            if (Agree(expectedLines[i], actualLines[i], tolerance, Numbers()))
                continue;
            string line = expectedLines.Length + actualLines.Length > 2 ? $"line {i + 1}: " : "";
            return line + Excerpts(expectedLines[i], actualLines[i]);
        }
        return $"expected {Lines(expectedLines.Length)}, got {Lines(actualLines.Length)}";
    }

    /// <summary>The same for a list of coordinates (path data, points, transforms), where numbers may touch letters.</summary>
    public static bool GeometryAgrees(string expected, string actual, NumberTolerance tolerance) =>
        Agree(expected, actual, tolerance, Coordinates());

    /// <summary>What was expected and what came, in quotes; of long texts the part around the first character that differs.</summary>
    public static string Excerpts(string expected, string actual) => $"expected {Excerpt(expected, actual)}, got {Excerpt(actual, expected)}";

    private static bool Agree(string expected, string actual, NumberTolerance tolerance, Regex numbers)
    {
        if (expected == actual)
            return true;
        int expectedAt = 0, actualAt = 0;
        Match a = numbers.Match(expected), b = numbers.Match(actual);
        for (; a.Success && b.Success; a = a.NextMatch(), b = b.NextMatch())
        {
            if (!expected.AsSpan(expectedAt, a.Index - expectedAt).SequenceEqual(actual.AsSpan(actualAt, b.Index - actualAt))
                || !tolerance.Agree(a.ValueSpan, b.ValueSpan))
                return false;
            expectedAt = a.Index + a.Length;
            actualAt = b.Index + b.Length;
        }
        return a.Success == b.Success && expected.AsSpan(expectedAt).SequenceEqual(actual.AsSpan(actualAt));
    }

    private static string Excerpt(string text, string other)
    {
        const int Width = 80;
        int same = text.AsSpan().CommonPrefixLength(other);
        int start = text.Length <= Width ? 0 : Math.Clamp(same - Width / 2, 0, text.Length - Width);
        int length = Math.Min(Width, text.Length - start);
        return $"\"{(start > 0 ? "…" : "")}{text.Substring(start, length)}{(start + length < text.Length ? "…" : "")}\"";
    }

    private static string Lines(int count) => count == 1 ? "1 line" : $"{count} lines";

    [GeneratedRegex(@"(?<![\w#.])(?:(?<![\w#.)\]])[-+])?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?(?!\w|\.\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Coordinates();
}
