using System.Globalization;
using System.Text.Json.Nodes;

namespace Descent.Charts;

/// <summary>What a figure shows, in one line of text: for a screen reader, a log, and the SVG's desc.</summary>
internal static class Description
{
    private const int NamedSeries = 8;

    public static string Of(Chart chart)
    {
        var drawing = chart.Drawing;
        var captions = Captions(drawing);
        string kind = Kind(chart, captions.Count);
        string title = Label.Plain(drawing.Title);
        string text = title.Length > 0 ? $"{kind} “{title}”" : kind;
        if (captions.Count > 0)
            text += ": " + Listed([.. captions.Select(caption => $"“{caption}”")]);
        if (chart.Frames.Count > 0)
            text += $", {chart.Frames.Count} frames";
        var names = drawing.Traces.Where(t => Drawing.Flag(t["showlegend"]) != false).Select(t => Label.Plain(Drawing.Text(t["name"])))
            .Where(n => n.Length > 0).Distinct().ToList();
        if (names.Count > 0)
            text += ": " + Listed(names);
        int cells = drawing.Axes.Count / 2;
        if (cells > 1)
            text += $"; {cells} panels";
        else if (drawing.Axes["x"] is { Visible: true } x)
            text += $"; x: {Describe(x)}; y: {Describe(drawing.Axes["y"])}";
        var bare = chart.Traces.Where(t => t["y"] is JsonArray y && y.All(v => v is null)).ToList();
        if (bare.Count > 0)
            text += "; no data" + (bare.Count < chart.Traces.Count ? $" in {bare.Count} series" : "");
        int gaps = chart.Traces.Except(bare).Sum(Gaps);
        if (gaps > 0)
            text += $"; {gaps} value{(gaps == 1 ? " is" : "s are")} not a finite number";
        if (drawing.ThinnedPoints > 0)
            text += string.Create(CultureInfo.InvariantCulture, $"; {drawing.ThinnedPoints:#,##0} points that would not be seen are left out");
        return text + ".";
    }

    private static string Listed(List<string> names) =>
        string.Join(", ", names.Take(NamedSeries)) + (names.Count > NamedSeries ? $" and {names.Count - NamedSeries} more" : "");

    private static string Kind(Chart chart, int pictures)
    {
        var kinds = chart.Traces.Select(Drawing.Kind).ToHashSet();
        return pictures > 1 ? $"{pictures} pictures" : kinds.Contains("contour") ? "Contour chart" : kinds.Contains("heatmap") ? "Heatmap" : kinds.Contains("image") ? PictureOf(chart)
            : kinds.Contains("histogram") ? "Histogram" : kinds.Contains("bar") ? "Bar chart"
            : chart.Traces.All(t => Drawing.Text(t["mode"]) == "markers") && chart.Traces.Count > 0 ? "Point chart"
            : chart.Traces.Count > 0 ? "Line chart" : "Empty chart";
    }

    /// <summary>The captions above the pictures of a mosaic: the texts without an arrow over an image.</summary>
    private static List<string> Captions(Drawing drawing) =>
        drawing.Traces.Any(t => Drawing.Kind(t) == "image") && drawing.Layout["annotations"] is JsonArray notes
            ? [.. notes.Where(n => Drawing.Flag(n?["showarrow"]) == false && n?["xref"] is null).Select(n => Label.Plain(Drawing.Text(n!["text"])).Trim())]
            : [];

    private static string PictureOf(Chart chart)
    {
        var sizes = chart.Traces.Where(t => Drawing.Kind(t) == "image").Select(Pictures.Size).ToList();
        return sizes is [var (width, height)] && chart.Traces.Count == 1 && width > 0 ? $"Picture of {height}×{width} pixels" : "Picture";
    }

    private static string Describe(Axis axis)
    {
        string title = Label.Plain(axis.Title);
        if (title.Length > 0)
            title += " ";
        if (axis.Type == "category")
            return title + string.Join(", ", axis.Categories.Take(NamedSeries).Select(Label.Plain)) + (axis.Categories.Count > NamedSeries ? ", …" : "");
        double from = axis.From, to = axis.To;
        return axis.Type == "log"
            ? $"{title}{Numbers.Short(Numbers.Significant(Math.Pow(10, from), 3))} to {Numbers.Short(Numbers.Significant(Math.Pow(10, to), 3))}, logarithmic"
            : $"{title}{Numbers.Short(Numbers.Significant(from, 4))} to {Numbers.Short(Numbers.Significant(to, 4))}";
    }

    private static int Gaps(JsonObject trace) =>
        Drawing.Kind(trace) is "scatter" or "bar" && trace["y"] is JsonArray y ? y.Count(v => v is null) : 0;
}
