using System.Globalization;
using System.Text.RegularExpressions;

namespace Descent.Publishing.Slides;

/// <summary>Whether the plots and the texts of a drawn chart can be read.</summary>
internal static partial class SvgLabels
{
    /// <summary>The average width of a letter of Arial, in em.</summary>
    private const double Letter = 0.52;

    /// <summary>The height of a row of images with its captions.</summary>
    private const double LeastRow = 48;

    /// <summary>
    /// True if every plot is large enough to show something, no y label is longer than its plot, and no two texts of a line
    /// run into each other, as the labels of many small plots do when there is too little room.
    /// </summary>
    /// <param name="svg">The chart.</param>
    /// <param name="images">True for a chart of images: what is measured is their rows.</param>
    public static bool AreReadable(string svg, bool images)
    {
        if (images && Picture().Match(svg) is { Success: true, Value: var picture } && Number(picture, "y") is { } top && Number(picture, "height") is { } length)
        {
            // The captions stand in the picture, above each row of images.
            int rows = Text().Matches(svg).Select(text => Number(text.Groups[1].Value, "y") ?? 0).Where(y => y > top && y < top + length).Distinct().Count();
            return length / Math.Max(1, rows) >= LeastRow && !Collide(svg, double.PositiveInfinity);
        }
        var plots = Sizes(svg);
        var (width, height) = plots.Count > 1 ? (80, 48) : (130, 80);
        return plots.All(plot => plot.Width >= width && plot.Height >= height) && !Collide(svg, Lowest(plots) + 24);
    }

    /// <summary>The height of the lowest plot in pixels; infinite if there is none.</summary>
    public static double LowestPlot(string svg) => Lowest(Sizes(svg));

    private static double Lowest(IEnumerable<(double Width, double Height)> plots) => plots.Select(plot => plot.Height).DefaultIfEmpty(double.PositiveInfinity).Min();

    /// <summary>The sizes of all plots, in the pixels that the chart was drawn for.</summary>
    public static List<(double Width, double Height)> Sizes(string svg) =>
        [.. Plot().Matches(svg).Select(plot => (Width: Number(plot.Value, "width") ?? 0, Height: Number(plot.Value, "height") ?? 0))];

    /// <param name="svg">The chart.</param>
    /// <param name="tallest">How long a text that runs upwards may be.</param>
    private static bool Collide(string svg, double tallest)
    {
        var lines = new Dictionary<(int, bool), List<(double Left, double Right)>>();
        foreach (Match text in Text().Matches(svg))
        {
            string attributes = text.Groups[1].Value;
            if (Number(attributes, "y") is not { } y || Number(attributes, "x") is not { } x)
                continue;
            double size = Number(attributes, "font-size") ?? 12, width = HtmlLines.Text(text.Groups[2].Value).Length * Letter * size;
            double angle = Math.Abs(Turn().Match(attributes) is { Success: true } turn ? double.Parse(turn.Groups[1].Value, CultureInfo.InvariantCulture) : 0);
            bool turned = angle > 0;
            if (angle == 90 && width > tallest)
                return true;
            // What a turned text takes of its line is its height, cut aslant.
            width = turned ? size / Math.Sin(angle * Math.PI / 180) : width;
            double left = turned || attributes.Contains("\"middle\"", StringComparison.Ordinal) ? x - width / 2 : attributes.Contains("\"end\"", StringComparison.Ordinal) ? x - width : x;
            var line = ((int)Math.Round(y), turned);
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

    [GeneratedRegex("<image[^>]*? style=")]
    private static partial Regex Picture();

    [GeneratedRegex(@"rotate\((-?[0-9.]+)")]
    private static partial Regex Turn();

    [GeneratedRegex("<clipPath[^>]*><rect[^>]*>")]
    private static partial Regex Plot();

    [GeneratedRegex("<text([^>]*)>(.*?)</text>", RegexOptions.Singleline)]
    private static partial Regex Text();
}
