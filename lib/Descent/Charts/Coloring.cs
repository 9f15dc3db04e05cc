using System.Text.Json.Nodes;

namespace Descent.Charts;

/// <summary>Gives every series that has no colour the next of the palette, and writes down Plotly's other defaults that show.</summary>
internal static class Coloring
{
    public static void Apply(List<JsonObject> traces, JsonObject layout)
    {
        var given = (layout["colorway"] as JsonArray ?? layout["template"]?["layout"]?["colorway"] as JsonArray)?.Select(c => c!.ToString()).ToArray();
        IReadOnlyList<string> colors = given is { Length: > 0 } ? given : Palette.Series;
        var groups = new Dictionary<string, string>();
        int next = 0;
        for (int i = 0; i < traces.Count; i++)
        {
            if (Drawing.Kind(traces[i]) is not ("scatter" or "scattergl" or "bar" or "histogram"))
                continue;
            var trace = (JsonObject)traces[i].DeepClone();
            traces[i] = trace;
            string? color = Drawing.Text(trace["line"]?["color"]) ?? Drawing.Text(trace["marker"]?["color"]);
            string? group = Drawing.Text(trace["legendgroup"]);
            if (color is null && (group is null || !groups.TryGetValue(group, out color)))
                color = colors[next++ % colors.Count];
            if (group is not null)
                groups.TryAdd(group, color);
            if (Drawing.Kind(trace) is "bar" or "histogram")
            {
                Part(trace, "marker")["color"] ??= color;
                continue;
            }
            string mode = Drawing.Text(trace["mode"]) ?? "lines";
            trace["mode"] ??= mode;
            if (mode.Contains("lines"))
            {
                Part(trace, "line")["color"] ??= color;
                Part(trace, "line")["width"] ??= 2;
            }
            if (mode.Contains("markers"))
            {
                Part(trace, "marker")["color"] ??= color;
                Part(trace, "marker")["size"] ??= 7;
            }
            if (Drawing.Text(trace["fill"]) is not (null or "none"))
                trace["fillcolor"] ??= Palette.Fade(color, 0.18);
        }
    }

    private static JsonObject Part(JsonObject trace, string key)
    {
        if (trace[key] is not JsonObject part)
            trace[key] = part = [];
        return part;
    }
}
