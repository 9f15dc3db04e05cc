using System.Text.Json.Nodes;

namespace Descent.Charts;

/// <summary>
/// Frames behind a slider: in Plotly they play, in SVG up to six of them stand side by side.
/// </summary>
internal static class Scrubber
{
    private const int MostPanels = 6;

    /// <summary>Makes one chart of several that differ in their data. The axes are those of all of them together.</summary>
    public static Chart Of(IReadOnlyList<(string Name, Chart Chart)> steps, string label)
    {
        if (steps.Count == 0)
            throw new ArgumentException("A scrubber needs at least one frame.", nameof(steps));
        var layout = (JsonObject)steps[^1].Chart.Layout.DeepClone();
        var slider = new JsonArray();
        var frames = new List<JsonObject>();
        int count = steps[0].Chart.Traces.Count;
        foreach (var (name, chart) in steps)
            if (chart.Traces.Count != count)
                throw new ArgumentException($"Frame '{name}' has {chart.Traces.Count} series, the first has {count}.", nameof(steps));
        // Only what moves is stored again: a trace that is the same in every frame stays as it is.
        var moving = Enumerable.Range(0, count).Where(t => steps.Any(s => !JsonNode.DeepEquals(s.Chart.Traces[t], steps[0].Chart.Traces[t]))).ToList();
        foreach (var (name, chart) in steps)
        {
            string escaped = Label.Escape(name);
            frames.Add(new JsonObject
            {
                ["name"] = escaped,
                ["data"] = new JsonArray([.. moving.Select(t => Difference(chart.Traces[t], steps[^1].Chart.Traces[t]))]),
                ["traces"] = new JsonArray([.. moving.Select(t => JsonValue.Create(t))]),
            });
            slider.Add(new JsonObject { ["label"] = escaped, ["method"] = "animate", ["args"] = new JsonArray(new JsonArray(escaped), Jump(0)) });
        }
        foreach (string letter in new[] { "x", "y" })
        {
            var axes = steps.Select(s => s.Chart.Drawing.Axes[letter]).ToList();
            if (axes[0].Type != "category")
                Chart.Part(layout, letter + "axis")["range"] ??= new JsonArray(axes.Min(a => a.From), axes.Max(a => a.To));
        }
        layout["sliders"] = new JsonArray(new JsonObject
        {
            ["active"] = steps.Count - 1,
            ["steps"] = slider,
            ["x"] = 0.12,
            ["len"] = 0.88,
            ["y"] = 0,
            ["yanchor"] = "top",
            ["pad"] = new JsonObject { ["t"] = 56, ["b"] = 4 },
            ["currentvalue"] = new JsonObject { ["prefix"] = Label.Escape(label) + " ", ["xanchor"] = "right" },
        });
        layout["updatemenus"] = new JsonArray(new JsonObject
        {
            ["type"] = "buttons",
            ["showactive"] = false,
            ["x"] = 0,
            ["y"] = 0,
            ["xanchor"] = "left",
            ["yanchor"] = "top",
            ["direction"] = "left",
            ["pad"] = new JsonObject { ["t"] = 72 },
            ["buttons"] = new JsonArray(
                new JsonObject { ["label"] = "▶", ["method"] = "animate", ["args"] = new JsonArray(null, Jump(400)) },
                new JsonObject { ["label"] = "❚❚", ["method"] = "animate", ["args"] = new JsonArray(new JsonArray((JsonNode?)null), Jump(0)) }),
        });
        layout["height"] = (int)Drawing.Known(Drawing.Number(layout["height"]), Chart.DefaultHeight) + 60;
        return new Chart(steps[^1].Chart.Traces, layout, frames);
    }

    private static JsonObject Jump(int milliseconds) => new()
    {
        ["mode"] = "immediate",
        ["fromcurrent"] = true,
        ["transition"] = new JsonObject { ["duration"] = 0 },
        ["frame"] = new JsonObject { ["duration"] = milliseconds, ["redraw"] = true },
    };

    /// <summary>What a frame must say anew about a trace.</summary>
    private static JsonObject Difference(JsonObject trace, JsonObject shown)
    {
        var difference = new JsonObject { ["type"] = Drawing.Kind(trace) };
        foreach (var (key, value) in trace)
            if (key is "x" or "y" or "z" or "text" || !JsonNode.DeepEquals(value, shown[key]))
                if (key is not ("x" or "y") || Drawing.Kind(trace) is not ("contour" or "heatmap"))
                    difference[key] = value?.DeepClone();
        return difference;
    }

    /// <summary>The first, the last and evenly chosen frames between them, side by side.</summary>
    public static Chart SmallMultiples(Chart chart)
    {
        int shown = Math.Min(MostPanels, chart.Frames.Count);
        var panels = Enumerable.Range(0, shown).Select(i => shown == 1 ? 0 : i * (chart.Frames.Count - 1) / (shown - 1)).Select(i => Panel(chart, chart.Frames[i])).ToList();
        int columns = shown <= 3 ? shown : (shown + 1) / 2;
        var grid = Chart.Grid(columns, panels);
        return grid.With(layout =>
        {
            if (chart.Layout["title"] is { } title)
                layout["title"] = title.DeepClone();
            layout["showlegend"] = chart.Layout["showlegend"]?.DeepClone();
            layout["height"] = shown > columns ? 520 : 320;
        });
    }

    private static Chart Panel(Chart chart, JsonObject frame)
    {
        var traces = chart.Traces.Select(t => (JsonObject)t.DeepClone()).ToList();
        var data = frame["data"] as JsonArray ?? [];
        for (int i = 0; i < data.Count; i++)
        {
            int target = frame["traces"] is JsonArray indices ? (int)Drawing.Number(indices[i]) : i;
            if (data[i] is JsonObject change && target < traces.Count)
                foreach (var (key, value) in change)
                    traces[target][key] = value?.DeepClone();
        }
        foreach (var trace in traces)
            if (Drawing.Kind(trace) is "contour" or "heatmap")
            {
                Chart.WithoutScale(trace);
                if (trace["contours"] is JsonObject contours) contours["showlines"] = false;
            }
        var layout = (JsonObject)chart.Layout.DeepClone();
        foreach (string key in new[] { "sliders", "updatemenus", "title" })
            layout.Remove(key);
        // The ticks of a large picture are too many for a small one.
        foreach (string axis in new[] { "xaxis", "yaxis" })
            foreach (string key in new[] { "tickmode", "tickvals", "ticktext", "tick0", "dtick", "domain" })
                (layout[axis] as JsonObject)?.Remove(key);
        layout["title"] = new JsonObject { ["text"] = Drawing.Text(frame["name"]) ?? "" };
        return new Chart(traces, layout);
    }
}
