using System.Text.Json.Nodes;

namespace Descent.Charts;

/// <summary>What heatmaps and contours share: positions, values, limits and the colour scale.</summary>
internal static class Heat
{
    public static double[] Positions(JsonObject trace, Axis axis)
    {
        string letter = axis.Id[..1];
        if (trace[letter] is not null)
            return axis.Read(trace[letter]);
        var rows = Numbers.Rows(trace["z"]);
        double first = Drawing.Known(Drawing.Number(trace[letter + "0"]), 0), step = Drawing.Known(Drawing.Number(trace["d" + letter]), 1);
        int count = rows.Length == 0 ? 0 : axis.IsX ? rows[0].Length : rows.Length;
        return [.. Enumerable.Range(0, count).Select(i => first + i * step)];
    }

    public static (double Low, double High) Limits(JsonObject trace, double[][] z)
    {
        var values = z.SelectMany(r => r).Where(v => !double.IsNaN(v)).DefaultIfEmpty(0);
        double low = Drawing.Number(trace["zmin"]), high = Drawing.Number(trace["zmax"]);
        if (double.IsNaN(low))
            low = values.Min();
        if (double.IsNaN(high))
            high = values.Max();
        return high > low ? (low, high) : (low - 0.5, low + 0.5);
    }

    public static IReadOnlyList<(double At, string Color)> Scale(JsonObject trace)
    {
        if (trace["colorscale"] is JsonArray { Count: > 1 } stops)
        {
            var scale = stops.Select(s => (Drawing.Number(s![0]), s[1]!.ToString())).ToList();
            return Drawing.Flag(trace["reversescale"]) == true ? [.. scale.Select(s => (1 - s.Item1, s.Item2)).Reverse()] : scale;
        }
        return Even(Palette.Sequential);
    }

    public static List<(double At, string Color)> Even(string[] colors) =>
        [.. colors.Select((c, i) => ((double)i / (colors.Length - 1), c))];

    public static JsonArray Json(string[] colors) =>
        new([.. Even(colors).Select(s => new JsonArray(Math.Round(s.At, 4), s.Color))]);

    /// <summary>First level, step and number of levels of a contour.</summary>
    public static (double Start, double Size, int Count) Levels(JsonObject trace, double[][] z)
    {
        var contours = trace["contours"] as JsonObject;
        double start = Drawing.Number(contours?["start"]), end = Drawing.Number(contours?["end"]), size = Drawing.Number(contours?["size"]);
        if (size > 0 && end >= start)
            return (start, size, Math.Min(200, (int)Math.Floor((end - start) / size + 1e-6) + 1));
        var (low, high) = Limits(trace, z);
        size = Ticks.Step(low, high, 15);
        start = Math.Ceiling(low / size) * size;
        return (start, size, (int)Math.Floor((high - start) / size + 1e-6) + 1);
    }

    /// <summary>The colour between level k−1 and level k; 0 is below the first level. Plotly's rule.</summary>
    public static string BandColor(IReadOnlyList<(double At, string Color)> scale, int k, int levels) =>
        Palette.Hex(Palette.At(scale, (double)k / levels));
}
