using System.Text.Json.Nodes;

namespace Descent.Charts;

public sealed partial class Chart
{
    /// <summary>
    /// The same figure laid out anew for another size: margins, line breaks of titles, the legend's place, the number of
    /// ticks and the cells of a grid are decided again. Data, colours, ranges and words stay.
    /// </summary>
    /// <remarks>
    /// <see cref="WithSize"/> is for a figure in the making. This is for one that was read back: <see cref="ToJson"/> has
    /// written into it what was decided for its first size, and there it looks like the author's own wish.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 120 or above 4,000 pixels.</exception>
    public Chart Resized(int width, int height)
    {
        var layout = (JsonObject)Layout.DeepClone();
        layout.Remove("margin");
        if (layout["legend"] is JsonObject legend)
            foreach (string key in new[] { "x", "y", "xanchor", "yanchor", "orientation" })
                legend.Remove(key);
        if (layout["legend"] is JsonObject { Count: 0 })
            layout.Remove("legend");
        if (layout["title"] is JsonObject title)
        {
            foreach (string key in new[] { "x", "y", "xanchor", "yanchor" })
                title.Remove(key);
            Unbreak(title);
        }
        foreach (var (_, axis) in layout.Where(part => part.Key.StartsWith("xaxis", StringComparison.Ordinal) || part.Key.StartsWith("yaxis", StringComparison.Ordinal)))
        {
            if (axis is not JsonObject given)
                continue;
            given.Remove("nticks");
            if (Drawing.Text(given["type"]) is "log" or "category")
                foreach (string key in new[] { "tickmode", "tickvals", "ticktext", "tickangle" })
                    given.Remove(key);
            if (layout["grid"] is not null || Traces.Any(trace => Drawing.Kind(trace) == "image"))
                given.Remove("domain");
            if (given["title"] is JsonObject name)
            {
                Unbreak(name);
                if (name["font"] is JsonObject font && Drawing.Text(font["color"]) == Drawing.Invisible)
                    font.Remove("color");
            }
        }
        var traces = Traces.Select(trace => (JsonObject)trace.DeepClone()).ToList();
        foreach (var trace in traces)
            (trace["colorbar"] as JsonObject)?.Remove("x");
        return new Chart(traces, layout, Frames).WithSize(width, height);

        static void Unbreak(JsonObject title)
        {
            if (Drawing.Text(title["text"]) is { } text)
                title["text"] = text.Replace("<br>", " ");
        }
    }
}
