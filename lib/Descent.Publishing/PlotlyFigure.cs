using System.Globalization;
using System.Text.Json.Nodes;

namespace Descent.Publishing;

/// <summary>What publishing asks of a Plotly figure. Anybody may have written it: what is missing or of the wrong kind counts as Plotly's default.</summary>
internal static class PlotlyFigure
{
    /// <summary>Width over height, as it is on the page.</summary>
    public static double Ratio(JsonNode? figure) => Number(Layout(figure)?["width"], 700) / Number(Layout(figure)?["height"], 420);

    /// <summary>How many plots it has; each has axes of its own.</summary>
    public static int Plots(JsonNode? figure) => Layout(figure)?.Count(part => part.Key.StartsWith("xaxis", StringComparison.Ordinal)) ?? 1;

    /// <summary>How many of its plots stand side by side.</summary>
    public static int Columns(JsonNode? figure) => (int)Math.Clamp(Number((Layout(figure)?["grid"] as JsonObject)?["columns"], 1), 1, 100);

    /// <summary>The same figure with so many of its plots side by side, and its markers so many times as large, where their size is one number. It must have a grid.</summary>
    public static JsonNode Arranged(JsonNode figure, int columns, double markers = 1)
    {
        JsonNode arranged = figure.DeepClone();
        foreach (var marker in (arranged["data"] as JsonArray ?? []).OfType<JsonObject>().Select(trace => trace["marker"]).OfType<JsonObject>())
            if (Number(marker["size"], 0) is > 0 and var size)
                marker["size"] = markers * size;
        (arranged["layout"]!["grid"]!["columns"], arranged["layout"]!["grid"]!["rows"]) = (columns, (Plots(figure) + columns - 1) / columns);
        return arranged;
    }

    /// <summary>True if it shows images.</summary>
    public static bool IsOfImages(JsonNode? figure) =>
        (figure as JsonObject)?["data"] is JsonArray traces && traces.OfType<JsonObject>().Any(trace => trace["type"]?.ToString() == "image");

    private static JsonObject? Layout(JsonNode? figure) => (figure as JsonObject)?["layout"] as JsonObject;

    private static double Number(JsonNode? node, double otherwise) =>
        double.TryParse(node?.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number > 0 && double.IsFinite(number) ? number : otherwise;
}
