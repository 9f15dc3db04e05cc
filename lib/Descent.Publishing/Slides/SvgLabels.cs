using System.Globalization;
using System.Text.RegularExpressions;

namespace Descent.Publishing.Slides;

/// <summary>The level texts of a drawn chart.</summary>
internal static partial class SvgLabels
{
    /// <summary>The average width of a letter of Arial, in em.</summary>
    private const double Letter = 0.52;

    /// <summary>True if two texts of a line run into each other, as the labels of many small plots do when there is too little room.</summary>
    public static bool Collide(string svg)
    {
        var lines = new Dictionary<int, List<(double Left, double Right)>>();
        foreach (Match text in Text().Matches(svg))
        {
            string attributes = text.Groups[1].Value;
            if (attributes.Contains("rotate", StringComparison.Ordinal) || Number(attributes, "y") is not { } y || Number(attributes, "x") is not { } x)
                continue;
            double width = HtmlLines.Text(text.Groups[2].Value).Length * Letter * (Number(attributes, "font-size") ?? 12);
            double left = attributes.Contains("\"middle\"", StringComparison.Ordinal) ? x - width / 2 : attributes.Contains("\"end\"", StringComparison.Ordinal) ? x - width : x;
            int line = (int)Math.Round(y);
            if (!lines.TryGetValue(line, out var others))
                lines[line] = others = [];
            if (others.Any(other => left + 2 < other.Right && other.Left + 2 < left + width))
                return true;
            others.Add((left, left + width));
        }
        return false;
    }

    private static double? Number(string attributes, string name) =>
        Regex.Match(attributes, $" {name}=\"(-?[0-9.]+)\"") is { Success: true } match ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex("<text([^>]*)>(.*?)</text>", RegexOptions.Singleline)]
    private static partial Regex Text();
}
