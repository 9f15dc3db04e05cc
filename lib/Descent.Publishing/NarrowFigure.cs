using System.Text.Json.Nodes;
using Descent.Charts;
using Descent.Publishing.Slides;

namespace Descent.Publishing;

/// <summary>A chart drawn once more for a phone, on which the labels of the wide drawing would be half as high as text.</summary>
internal static class NarrowFigure
{
    /// <summary>In pixels, about what a phone shows: a label of 12 pixels stays one.</summary>
    private const int Width = 380, Least = 300;

    /// <summary>Its SVG; null where the figure is none that Descent.Charts draws, or has no room for its plots and labels.</summary>
    /// <param name="figure">The Plotly figure.</param>
    public static string? Draw(JsonNode figure)
    {
        try
        {
            var chart = Chart.FromJson(figure.ToJsonString());
            bool images = FigurePart.IsOfImages(figure);
            int height = (int)(Width / FigurePart.RatioOf(figure));
            string svg = chart.Resized(Width, images ? height : Math.Max(height, Least)).ToSvg();
            return SvgLabels.AreReadable(svg, images) ? svg : null;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException or NotSupportedException)
        {
            return null;
        }
    }
}
