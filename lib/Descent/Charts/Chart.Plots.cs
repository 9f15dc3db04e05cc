using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Charts;

/// <summary>The plain plots, under Plotly.NET's names.</summary>
public sealed partial class Chart
{
    /// <summary>A line through the points.</summary>
    /// <remarks>dash: solid, dash, dot, dashdot or longdash.</remarks>
    /// <exception cref="ArgumentException">x and y differ in length.</exception>
    public static Chart Line(IEnumerable<double> x, IEnumerable<double> y, string? name = null, string? color = null,
                             string? dash = null, double width = 2, bool markers = false)
    {
        var trace = Series(x, y, name, out int count);
        trace["mode"] = markers || count == 1 ? "lines+markers" : "lines"; // one point alone has no line
        trace["line"] = new JsonObject { ["width"] = width };
        if (color is not null)
            trace["line"]!["color"] = color;
        if (dash is not null)
            trace["line"]!["dash"] = dash;
        if (markers || count == 1)
            trace["marker"] = new JsonObject { ["size"] = 5 };
        return new Chart([trace]);
    }

    /// <summary>A line through the values at 0, 1, 2, ….</summary>
    public static Chart Line(IEnumerable<double> y, string? name = null, string? color = null)
    {
        double[] values = [.. y];
        return Line(values.Select((_, i) => (double)i), values, name, color);
    }

    /// <summary>Markers at the points.</summary>
    /// <remarks>symbol: circle, square, diamond, triangle-up, star, x or cross. size: The diameter in pixels.</remarks>
    public static Chart Point(IEnumerable<double> x, IEnumerable<double> y, string? name = null, string? color = null,
                              string? symbol = null, double size = 7)
    {
        var trace = Series(x, y, name, out _);
        trace["mode"] = "markers";
        int rim = size < 5 ? 0 : 1; // around a dot it would only cut up what the dot lies on
        trace["marker"] = new JsonObject { ["size"] = size, ["line"] = new JsonObject { ["color"] = Palette.Card, ["width"] = rim } };
        if (color is not null)
            trace["marker"]!["color"] = color;
        if (symbol is not null)
            trace["marker"]!["symbol"] = symbol;
        return new Chart([trace]);
    }

    /// <summary>A column a key.</summary>
    public static Chart Column(IEnumerable<string> keys, IEnumerable<double> values, string? name = null, string? color = null)
    {
        var (k, v) = (keys.ToArray(), values.ToArray());
        SameLength(k.Length, v.Length, "keys", "values");
        return Columns(new JsonArray([.. k.Select(key => JsonValue.Create(Label.Escape(key)))]), v, name, color)
            .With(layout => layout["xaxis"] = new JsonObject { ["type"] = "category", ["showgrid"] = false });
    }

    /// <summary>A column a position.</summary>
    public static Chart Column(IEnumerable<double> x, IEnumerable<double> values, string? name = null, string? color = null)
    {
        var (k, v) = (x.ToArray(), values.ToArray());
        SameLength(k.Length, v.Length, "x", "values");
        return Columns(Numbers.Rounded(k), v, name, color);
    }

    /// <summary>
    /// How often values fall into each of about so many bins with round edges. The counts are made here, so that a
    /// hundred thousand values cost a figure no more than a hundred.
    /// </summary>
    public static Chart Histogram(IEnumerable<double> values, int bins = 30, string? name = null, string? color = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        double[] all = [.. values];
        var (start, end, size) = Binning.Round(all, bins);
        return Histogram(all, start, end, size, name, color);
    }

    internal static Chart Histogram(IReadOnlyList<double> values, double start, double end, double size, string? name, string? color)
    {
        var counts = Binning.Count(values, start, end, size);
        var centers = counts.Select((_, i) => Numbers.Significant(start + (i + 0.5) * size, 12));
        var chart = Columns(Numbers.Rounded(centers), [.. counts.Select(c => (double)c)], name, color);
        chart.Traces[0]["width"] = size;
        ((JsonObject)chart.Traces[0]["marker"]!)["line"] = new JsonObject { ["color"] = Palette.Card, ["width"] = 0.5 };
        return chart.With(layout => Part(Part(layout, "yaxis"), "title")["text"] = "count");
    }

    /// <summary>A matrix as colours: row 0 is at the bottom, as on an axis, unless <paramref name="fromTop"/>.</summary>
    public static Chart Heatmap(Matrix<double> z, IReadOnlyList<double>? x = null, IReadOnlyList<double>? y = null, string? name = null, bool fromTop = false)
    {
        var trace = Surface("heatmap", z, x, y, name);
        return new Chart([trace]).With(layout =>
        {
            if (fromTop)
                layout["yaxis"] = new JsonObject { ["autorange"] = "reversed" };
        });
    }

    /// <summary>The levels of a function sampled on a grid: filled regions and lines. z is (y × x).</summary>
    /// <remarks>levels: About so many levels at round values. name: The title of the colour scale.</remarks>
    public static Chart Contour(Matrix<double> z, IReadOnlyList<double>? x = null, IReadOnlyList<double>? y = null, string? name = null, int levels = 12)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 2);
        var trace = Surface("contour", z, x, y, name);
        var (low, high) = Heat.Limits(trace, Numbers.Rows(trace["z"]));
        double size = Ticks.Step(low, high, 3 * levels / 2), start = (Math.Floor(low / size) + 1) * size;
        SetLevels(trace, start, (Math.Ceiling(high / size) - 1) * size, size);
        return new Chart([trace]);
    }

    /// <summary>A grey picture: white is 0 unless <paramref name="white"/> says which value is, row 0 is at the top.</summary>
    public static Chart Image(Matrix<double> pixels, double? black = null, double? white = null)
    {
        double low = white ?? 0, high = black ?? Math.Max(1e-300, pixels.Enumerate().Where(Numbers.Drawable).DefaultIfEmpty(1).Max(Math.Abs));
        return Picture(Gray(pixels.RowCount, pixels.ColumnCount, (r, c) => (pixels[r, c] - low) / (high - low)), pixels.ColumnCount, pixels.RowCount);
    }

    /// <summary>A colour picture; red, green and blue are in [0, 255], row 0 is at the top.</summary>
    public static Chart Image((byte R, byte G, byte B)[,] pixels)
    {
        int height = pixels.GetLength(0), width = pixels.GetLength(1);
        var bytes = new byte[width * height * 3];
        for (int y = 0, at = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                (bytes[at++], bytes[at++], bytes[at++]) = pixels[y, x];
        return Picture(Png.Rgb(width, height, bytes), width, height);
    }

    /// <summary>A line with a band around it, from <paramref name="lower"/> to <paramref name="upper"/>.</summary>
    public static Chart Range(IEnumerable<double> x, IEnumerable<double> y, IEnumerable<double> lower, IEnumerable<double> upper,
                              string? name = null, string? color = null)
    {
        double[] at = [.. x];
        string group = "band " + (name ?? "");
        var low = Series(at, lower, null, out _);
        var high = Series(at, upper, null, out _);
        foreach (var edge in new[] { low, high })
        {
            edge["mode"] = "lines";
            edge["line"] = new JsonObject { ["width"] = 0 };
            edge["hoverinfo"] = "skip";
            edge["legendgroup"] = group;
            if (color is not null)
                edge["line"]!["color"] = color;
        }
        high["fill"] = "tonexty";
        var middle = Line(at, y, name, color).Traces[0];
        middle["legendgroup"] = group;
        return new Chart([low, high, middle]);
    }

    /// <summary>Charts in one picture, over each other. The layout is the first chart's, completed by the others'.</summary>
    public static Chart Combine(params IEnumerable<Chart> charts)
    {
        var all = charts.ToList();
        var layout = new JsonObject();
        foreach (var chart in all)
            Complete(layout, chart.Layout);
        return new Chart([.. all.SelectMany(c => c.Traces)], layout);
    }

    /// <summary>
    /// Charts side by side, row by row, each with axes of its own and its title above it. Where three or more stand in a
    /// row, marks are two thirds as large: the plots are that much smaller.
    /// </summary>
    public static Chart Grid(int columns, params IEnumerable<Chart> charts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        var all = charts.ToList();
        columns = Math.Min(columns, Math.Max(1, all.Count));
        int rows = Math.Max(1, (all.Count + columns - 1) / columns);
        var layout = new JsonObject { ["grid"] = new JsonObject { ["rows"] = rows, ["columns"] = columns, ["pattern"] = "independent" } };
        var traces = new List<JsonObject>();
        var (notes, shapes) = (new JsonArray(), new JsonArray());
        for (int i = 0; i < all.Count; i++)
        {
            string n = i == 0 ? "" : (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            var own = all[i].Layout;
            foreach (var trace in all[i].Traces)
            {
                var moved = (JsonObject)trace.DeepClone();
                (moved["xaxis"], moved["yaxis"]) = ("x" + n, "y" + n);
                if (columns >= 3 && moved["marker"]?["size"] is JsonValue size && size.TryGetValue(out double pixels))
                    moved["marker"]!["size"] = Math.Round(pixels * 2 / 3, 1);
                if (Drawing.Flag(own["showlegend"]) == false)
                    moved["showlegend"] = false;
                traces.Add(moved);
            }
            layout["xaxis" + n] = own["xaxis"]?.DeepClone() ?? new JsonObject();
            layout["yaxis" + n] = own["yaxis"]?.DeepClone() ?? new JsonObject();
            foreach (var (list, source) in new[] { (notes, "annotations"), (shapes, "shapes") })
                foreach (var item in (own[source] as JsonArray ?? []).OfType<JsonObject>())
                {
                    var moved = (JsonObject)item.DeepClone();
                    moved["xref"] = Moved(Drawing.Text(item["xref"]), 'x', n);
                    moved["yref"] = Moved(Drawing.Text(item["yref"]), 'y', n);
                    list.Add(moved);
                }
            if (Drawing.TitleOf(own["title"]) is { Length: > 0 } title)
                notes.Add(new JsonObject
                {
                    ["text"] = title,
                    ["xref"] = $"x{n} domain",
                    ["yref"] = $"y{n} domain",
                    ["x"] = 0,
                    ["y"] = 1,
                    ["xanchor"] = "left",
                    ["yanchor"] = "bottom",
                    ["yshift"] = 3,
                    ["showarrow"] = false,
                    ["font"] = new JsonObject { ["size"] = 13 },
                });
            foreach (string key in new[] { "barmode", "bargap" })
                if (own[key] is not null)
                    layout[key] = own[key]!.DeepClone();
        }
        if (notes.Count > 0)
            layout["annotations"] = notes;
        if (shapes.Count > 0)
            layout["shapes"] = shapes;
        // A row more needs its own height, but not a whole card's.
        layout["height"] = (int)Math.Min(1200, 200 + 220 * rows);
        ShareColorBar([.. traces.Where(Drawing.HasColorBar)]);
        // The same series in several panels stands in the legend once.
        var seen = new HashSet<string>();
        foreach (var trace in traces)
            if (Drawing.Text(trace["name"]) is { Length: > 0 } name)
            {
                trace["legendgroup"] ??= name;
                if (Drawing.Flag(trace["showlegend"]) != false && !seen.Add(name) || Drawing.Kind(trace) is "heatmap" or "contour" or "image")
                    trace["showlegend"] = false;
            }
        return new Chart(traces, layout);
    }

    // Beside a grid is room for one bar: the one of all panels. Where their scales differ, it would say something wrong of most.
    private static void ShareColorBar(List<JsonObject> scaled)
    {
        bool alike = scaled.Select(trace => (ColorBar.Limits(trace), ColorBar.TitleOf(trace), trace["colorscale"]?.ToJsonString())).Distinct().Count() == 1;
        foreach (var trace in scaled.Skip(alike ? 1 : 0))
            WithoutScale(trace);
    }

    private static string Moved(string? reference, char letter, string n) =>
        reference is null || reference == letter.ToString() ? letter + n : reference == $"{letter} domain" || reference == "paper" ? $"{letter}{n} domain" : reference;

    private static void Complete(JsonObject target, JsonObject more)
    {
        foreach (var (key, value) in more)
            if (target[key] is JsonObject a && value is JsonObject b)
                Complete(a, b);
            else if (target[key] is JsonArray list && value is JsonArray items && key is "annotations" or "shapes")
                foreach (var item in items)
                    ((JsonArray)target[key]!).Add(item?.DeepClone());
            else
                target[key] ??= value?.DeepClone();
    }

    internal static JsonObject Series(IEnumerable<double> x, IEnumerable<double> y, string? name, out int count)
    {
        var (xs, ys) = (x.ToArray(), y.ToArray());
        SameLength(xs.Length, ys.Length, "x", "y");
        count = xs.Length;
        if (count == 0) // Plotly drops a series without points from the legend; a gap keeps it
            (xs, ys) = ([double.NaN], [double.NaN]);
        return Named(new JsonObject { ["type"] = "scatter", ["x"] = Numbers.Rounded(xs), ["y"] = Numbers.Rounded(ys) }, name);
    }

    private static Chart Columns(JsonArray keys, double[] values, string? name, string? color)
    {
        var marker = new JsonObject();
        if (color is not null)
            marker["color"] = color;
        return new Chart([Named(new JsonObject { ["type"] = "bar", ["x"] = keys, ["y"] = Numbers.Rounded(values), ["marker"] = marker }, name)],
                         new JsonObject { ["barmode"] = "group", ["bargap"] = 0.3 });
    }

    private static JsonObject Surface(string type, Matrix<double> z, IReadOnlyList<double>? x, IReadOnlyList<double>? y, string? name)
    {
        if (x is not null)
            SameLength(x.Count, z.ColumnCount, "x", "the columns of z");
        if (y is not null)
            SameLength(y.Count, z.RowCount, "y", "the rows of z");
        // Three or four digits of the span: more than colours can show.
        double low = z.Enumerate().Where(Numbers.Drawable).DefaultIfEmpty(0).Min(), high = z.Enumerate().Where(Numbers.Drawable).DefaultIfEmpty(1).Max();
        int decimals = (int)Math.Clamp(Math.Ceiling(3 - Math.Log10(Math.Max(high - low, 1e-12))) - 1, 0, 15);
        var trace = new JsonObject { ["type"] = type, ["z"] = new JsonArray([.. z.EnumerateRows().Select(r => Numbers.Fixed(r, decimals))]) };
        if (x is not null)
            trace["x"] = Numbers.Rounded(x);
        if (y is not null)
            trace["y"] = Numbers.Rounded(y);
        trace["colorscale"] = Heat.Json(Palette.Sequential);
        trace["colorbar"] = new JsonObject();
        if (name is not null)
            trace["colorbar"]!["title"] = new JsonObject { ["text"] = Label.Escape(name) };
        return Named(trace, null);
    }

    internal static void WithoutScale(JsonObject trace)
    {
        trace["showscale"] = false;
        trace.Remove("colorbar");
    }

    internal static void SetLevels(JsonObject trace, double start, double end, double size, bool lines = true)
    {
        trace["autocontour"] = false;
        trace["contours"] = new JsonObject
        {
            ["start"] = Numbers.Significant(start, 12),
            ["end"] = Numbers.Significant(end, 12),
            ["size"] = Numbers.Significant(size, 12),
            ["showlines"] = lines,
        };
        trace["line"] = new JsonObject { ["color"] = "#52627a", ["width"] = lines ? 0.5 : 0 };
    }

    internal static string Gray(int height, int width, Func<int, int, double> darkness)
    {
        var palette = Enumerable.Range(0, 256).Select(i => Palette.At(Heat.Even(Palette.Ink), i / 255.0)).ToList();
        var bytes = new byte[width * height];
        for (int r = 0; r < height; r++)
            for (int c = 0; c < width; c++)
                bytes[r * width + c] = (byte)Math.Round(255 * Math.Clamp(Drawing.Known(darkness(r, c), 0), 0, 1));
        return Png.Indexed(width, height, bytes, palette);
    }

    /// <summary>A picture whose pixels are square: the card is as high as that needs.</summary>
    internal static Chart Picture(string source, int width, int height)
    {
        if (width == 0 || height == 0)
            throw new ArgumentException("A picture needs at least one pixel.");
        var layout = new JsonObject
        {
            ["xaxis"] = new JsonObject { ["visible"] = false },
            ["yaxis"] = new JsonObject { ["visible"] = false },
            ["width"] = 700,
            ["height"] = 420,
        };
        return new Chart([Named(new JsonObject { ["type"] = "image", ["source"] = source, ["hoverinfo"] = "skip" }, null)], layout);
    }

    private static JsonObject Named(JsonObject trace, string? name)
    {
        if (!string.IsNullOrEmpty(name))
            trace["name"] = Label.Escape(name);
        else if (Drawing.Kind(trace) is "scatter" or "bar")
            trace["showlegend"] = false;
        return trace;
    }

    private static void SameLength(int first, int second, string firstName, string secondName)
    {
        if (first != second)
            throw new ArgumentException($"{firstName} has {first} values, but {secondName} {(secondName.Contains(' ') ? "are" : "has")} {second}.");
    }
}
