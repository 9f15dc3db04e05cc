using System.Text.Json.Nodes;
using Descent.Charts;
using Descent.Publishing.Slides;

namespace Descent.Publishing;

/// <summary>
/// A chart drawn once more for a phone, on which the labels of the wide drawing would be half as high as text. Of a grid at most
/// two plots stand side by side then, and none if that leaves no room for their labels.
/// </summary>
internal static class NarrowFigure
{
    /// <summary>In pixels, about what a phone shows: a label of 12 pixels stays one.</summary>
    private const int Width = 380, Least = 300;

    /// <summary>A figure whose title and legend leave its plot less than this, in pixels, becomes higher.</summary>
    private const int LeastPlot = 180, Most = 480, Step = 30;

    /// <summary>Of two plots side by side none is narrower, in pixels, where they could stand below each other.</summary>
    private const int LeastOfPair = 110;

    /// <summary>How high a row of a grid is in pixels.</summary>
    private const int LowRow = 180, HighRow = 240;

    /// <summary>Of more rows nobody compares the first with the last.</summary>
    private const int MostRows = 4;

    /// <summary>Its SVG; null where the figure is none that Descent.Charts draws, or has no room for its plots and labels.</summary>
    /// <param name="figure">The Plotly figure.</param>
    public static string? Draw(JsonNode figure)
    {
        int cells = PlotlyFigure.Plots(figure);
        if (cells < 2 || PlotlyFigure.Columns(figure) < 2)
            return PlotlyFigure.IsOfImages(figure) ? Draw(figure, Lowered(figure)) : Plot(figure, Math.Max(Least, Lowered(figure)));
        string? pairs = cells % 2 == 0 ? Draw(PlotlyFigure.Arranged(figure, 2), Height(cells / 2, LowRow)) : null;
        bool small = pairs is null || SvgLabels.Sizes(pairs).Any(plot => plot.Width < LeastOfPair);
        return (small && cells <= MostRows ? Draw(PlotlyFigure.Arranged(figure, 1), Height(cells, HighRow)) : null) ?? pairs;
    }

    private static string? Plot(JsonNode figure, int height)
    {
        string? svg = Draw(figure, height);
        for (; height < Most && (svg is null || SvgLabels.LowestPlot(svg) < LeastPlot); height += Step)
            svg = Draw(figure, height + Step) ?? svg;
        return svg;
    }

    private static string? Draw(JsonNode figure, int height)
    {
        try
        {
            string svg = Chart.FromJson(figure.ToJsonString()).Resized(Width, height).ToSvg();
            return SvgLabels.AreReadable(svg, PlotlyFigure.IsOfImages(figure)) ? svg : null;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException or NotSupportedException)
        {
            return null; // no room, or nothing that Descent.Charts can draw
        }
    }

    /// <summary>As high as the figure is beside its width.</summary>
    private static int Lowered(JsonNode figure) => (int)(Width / PlotlyFigure.Ratio(figure));

    /// <summary>Of so many rows, with the title and what stands below them.</summary>
    private static int Height(int rows, int row) => 60 + rows * row;
}
