using System.Text.Json.Nodes;

namespace Descent.Charts;

/// <summary>One bar: its center and width along the axis of positions, the room it takes there, and from where to how far it reaches.</summary>
internal readonly record struct Bar(double Center, double Width, double Room, double Base, double Value, bool Horizontal);

/// <summary>The bars of a bar chart or a histogram, side by side where several series share a position.</summary>
internal static class Bars
{
    public static List<Bar> Of(JsonObject trace, Drawing drawing)
    {
        bool horizontal = Drawing.Text(trace["orientation"]) == "h";
        var (along, up) = horizontal ? (drawing.Y(trace), drawing.X(trace)) : (drawing.X(trace), drawing.Y(trace));
        string alongKey = horizontal ? "y" : "x", upKey = horizontal ? "x" : "y";
        if (Drawing.Kind(trace) == "histogram")
            return Binned(trace, alongKey, horizontal);
        double[] values = up.Read(trace[upKey]);
        double[] positions = trace[alongKey] is null ? [.. Enumerable.Range(0, values.Length).Select(i => (double)i)] : along.Read(trace[alongKey]);
        double[] bases = trace["base"] is JsonArray ? Numbers.Read(trace["base"]) : [.. values.Select(_ => Drawing.Known(Drawing.Number(trace["base"]), 0))];

        var beside = drawing.Traces.Where(t => Drawing.Kind(t) == "bar" && drawing.X(t) == drawing.X(trace) && drawing.Y(t) == drawing.Y(trace)
                                               && Drawing.Flag(t["visible"]) != false).ToList();
        string mode = Drawing.Text(drawing.Layout["barmode"]) ?? "group";
        double room = 1;
        var distinct = positions.Where(p => !double.IsNaN(p)).Distinct().Order().ToArray();
        for (int i = 1; i < distinct.Length; i++)
            room = i == 1 ? distinct[1] - distinct[0] : Math.Min(room, distinct[i] - distinct[i - 1]);
        double gap = Drawing.Known(Drawing.Number(drawing.Layout["bargap"]), 0.2);
        int count = mode == "group" ? beside.Count : 1, index = mode == "group" ? Math.Max(0, beside.IndexOf(trace)) : 0;
        double given = Drawing.Number(trace["width"]);
        double slot = room * (1 - gap) / count;
        double width = double.IsNaN(given) ? slot * (1 - Drawing.Known(Drawing.Number(drawing.Layout["bargroupgap"]), 0)) : given;
        double shift = double.IsNaN(given) ? (index - (count - 1) / 2.0) * slot : 0;
        var bars = new List<Bar>();
        for (int i = 0; i < Math.Min(positions.Length, values.Length); i++)
            if (!double.IsNaN(values[i]) && !double.IsNaN(positions[i]))
                bars.Add(new Bar(positions[i] + shift, width, double.IsNaN(given) ? room - 2 * Math.Abs(shift) : width, bases[i], values[i], horizontal));
        return bars;
    }

    private static List<Bar> Binned(JsonObject trace, string key, bool horizontal)
    {
        double[] values = Numbers.Read(trace[key]);
        var bins = trace[key + "bins"] as JsonObject;
        var (start, end, size) = (Drawing.Number(bins?["start"]), Drawing.Number(bins?["end"]), Drawing.Number(bins?["size"]));
        if (!(size > 0))
            (start, end, size) = Binning.Round(values, 30);
        var counts = Binning.Count(values, start, end, size);
        bool share = Drawing.Text(trace["histnorm"]) is "probability" or "percent";
        double total = share ? Math.Max(1, counts.Sum()) / (Drawing.Text(trace["histnorm"]) == "percent" ? 100 : 1) : 1;
        return [.. counts.Select((n, i) => new Bar(start + (i + 0.5) * size, size, size, 0, n / total, horizontal))];
    }
}
