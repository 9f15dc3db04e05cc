using System.Globalization;
using System.Text.Json.Nodes;

namespace Descent.Charts;

/// <summary>
/// A figure made ready to be drawn: what its author left open is decided here, once, and written into the figure, so
/// that Plotly and the SVG draw the same ranges, ticks, colours and margins. What the author did say is kept.
/// </summary>
internal sealed class Drawing
{
    public const double TickSize = 12, TitleSize = 16, AxisTitleSize = 13, LegendSize = 12, LegendRow = 20, LegendSample = 36;

    /// <summary>So many points of lines, and of markers, are drawn in one figure; more are thinned out.</summary>
    private const int MostLinePoints = 3000, MostMarkers = 1500;

    private const string Font = "Arial, Helvetica, 'Liberation Sans', sans-serif";

    /// <summary>The colour of what Plotly is not to show.</summary>
    public const string Invisible = "rgba(0,0,0,0)";

    private readonly Chart chart;

    private Drawing(Chart chart)
    {
        this.chart = chart;
        Layout = (JsonObject)chart.Layout.DeepClone();
    }

    public JsonObject Layout { get; }

    public List<JsonObject> Traces { get; private set; } = [];

    public Dictionary<string, Axis> Axes { get; } = [];

    public double Width { get; private set; }

    public double Height { get; private set; }

    public (double Left, double Top, double Right, double Bottom) Margin { get; private set; }

    public string? Title { get; private set; }

    /// <summary>The series in the legend, in order.</summary>
    public IReadOnlyList<JsonObject> Legend { get; private set; } = [];

    public bool LegendBelow { get; private set; }

    /// <summary>The pixel from the plot's right (or bottom) edge at which the legend starts.</summary>
    public double LegendOffset { get; private set; }

    public int LegendColumns { get; private set; } = 1;

    public double LegendEntryWidth { get; private set; }

    /// <summary>Points that were left out because an eye could not tell them apart.</summary>
    public int ThinnedPoints { get; private set; }

    public IEnumerable<JsonObject> ColorBars => Traces.Where(t => HasColorBar(t));

    public double PlotWidth => Width - Margin.Left - Margin.Right;

    public double PlotHeight => Height - Margin.Top - Margin.Bottom;

    public static Drawing Of(Chart chart)
    {
        var drawing = new Drawing(chart);
        drawing.Width = Known(Number(chart.Layout["width"]), Chart.DefaultWidth);
        drawing.Height = Known(Number(chart.Layout["height"]), Chart.DefaultHeight);
        drawing.Traces = drawing.Thinned();
        Coloring.Apply(drawing.Traces, drawing.Layout);
        drawing.FindAxes();
        drawing.ShareTitles();
        foreach (var axis in drawing.Axes.Values)
            AxisRange.Decide(axis, drawing);
        drawing.Arrange();
        drawing.Write();
        return drawing;
    }

    public Axis X(JsonObject trace) => Axes[Text(trace["xaxis"]) ?? "x"];

    public Axis Y(JsonObject trace) => Axes[Text(trace["yaxis"]) ?? "y"];

    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public static double Number(JsonNode? node) => Numbers.One(node);

    public static bool? Flag(JsonNode? node) => node is JsonValue value && value.TryGetValue(out bool flag) ? flag : null;

    public static string Kind(JsonObject trace) => Text(trace["type"]) ?? "scatter";

    /// <summary>A title may be a text or an object with one.</summary>
    public static string? TitleOf(JsonNode? node) => Text(node) ?? Text((node as JsonObject)?["text"]);

    public static double Known(double value, double otherwise) => double.IsNaN(value) ? otherwise : value;

    public static bool HasColorBar(JsonObject trace) =>
        Kind(trace) is "heatmap" or "contour" && Flag(trace["showscale"]) != false && Flag(trace["visible"]) != false;

    /// <summary>
    /// Long lines keep the lowest and the highest point of each stretch, so that no spike is lost; many markers keep
    /// every k-th.
    /// </summary>
    private List<JsonObject> Thinned()
    {
        var scatters = chart.Traces.Where(t => Kind(t) is "scatter" or "scattergl").ToList();
        int lines = Math.Max(1, scatters.Count(t => HasLine(t))), clouds = Math.Max(1, scatters.Count - scatters.Count(t => HasLine(t)));
        var thinned = new List<JsonObject>();
        foreach (var trace in chart.Traces)
        {
            int most = HasLine(trace) ? Math.Max(100, MostLinePoints / lines) : Math.Max(100, MostMarkers / clouds);
            if (!scatters.Contains(trace) || trace["y"] is not JsonArray ys || ys.Count <= most || trace["text"] is JsonArray)
            {
                thinned.Add(trace);
                continue;
            }
            int[] keep = HasLine(trace) ? Extremes(Numbers.Read(ys), Stretches(trace, ys.Count, most)) : Spread(ys.Count, most);
            ThinnedPoints += ys.Count - keep.Length;
            var less = new JsonObject();
            foreach (var (key, value) in trace)
                less[key] = key is "x" or "y" && value is JsonArray all
                    ? new JsonArray([.. keep.Where(i => i < all.Count).Select(i => all[i]?.DeepClone())])
                    : value?.DeepClone();
            if (less["x"] is null) // positions were implied: 0, 1, 2, …
                less["x"] = new JsonArray([.. keep.Select(i => JsonValue.Create(i))]);
            thinned.Add(less);
        }
        return thinned;

        static bool HasLine(JsonObject trace) => (Text(trace["mode"]) ?? "lines").Contains("lines");
    }

    private static int[] Spread(int count, int most) => [.. Enumerable.Range(0, most).Select(i => (int)((long)i * count / most))];

    private static int[] Extremes(double[] y, Func<int, int> stretch)
    {
        var keep = new SortedSet<int> { 0, y.Length - 1 };
        for (int from = 0, to = 0; from < y.Length; from = to)
        {
            int low = from, high = from;
            for (; to < y.Length && stretch(to) == stretch(from); to++)
            {
                if (y[to] < y[low] || double.IsNaN(y[low]))
                    low = to;
                if (y[to] > y[high] || double.IsNaN(y[high]))
                    high = to;
            }
            keep.Add(low);
            keep.Add(high);
        }
        return [.. keep];
    }

    /// <summary>The stretch in which a point of a line is: as many points in each or, on a logarithmic axis, as much of its width.</summary>
    private Func<int, int> Stretches(JsonObject trace, int points, int most)
    {
        int stretches = (most - 2) / 2;
        if (Chart.IsLog(chart.Layout, new Axis { Id = Text(trace["xaxis"]) ?? "x" }.Key))
        {
            double[] x = trace["x"] is JsonArray given ? Numbers.Read(given) : [.. Enumerable.Range(0, points).Select(i => (double)i)];
            int first = Array.FindIndex(x, value => value > 0); // the axis shows nothing before it
            if (x.Length == points && first >= 0 && x[^1] > x[first] && x.Zip(x.Skip(1), (one, next) => one <= next).All(ascends => ascends))
                return i => i < first ? 0 : (int)(stretches * Math.Log(x[i] / x[first]) / Math.Log(x[^1] / x[first]));
        }
        return i => (int)(((i + 1L) * stretches - 1) / points);
    }

    private void FindAxes()
    {
        foreach (var trace in Traces)
        {
            string x = Text(trace["xaxis"]) ?? "x", y = Text(trace["yaxis"]) ?? "y";
            Find(x, y);
            Find(y, x);
        }
        Find("x", "y");
        Find("y", "x");
        var grid = Layout["grid"] as JsonObject;
        if (grid is null)
            return;
        // The cells of a grid are numbered row by row, as their axes are.
        foreach (var axis in Axes.Values)
            if (Layout[axis.Key]?["anchor"] is null)
                axis.Anchor = (axis.IsX ? "y" : "x") + axis.Id[1..];

        void Find(string id, string anchor)
        {
            if (Axes.ContainsKey(id))
                return;
            var axis = new Axis { Id = id, Anchor = anchor };
            Axes[id] = axis;
            var given = Layout[axis.Key] as JsonObject;
            axis.Title = TitleOf(given?["title"]);
            axis.Visible = Flag(given?["visible"]) ?? true;
            axis.ShowTicks = axis.Visible && (Flag(given?["showticklabels"]) ?? true);
            axis.Grid = axis.Visible && (Flag(given?["showgrid"]) ?? true);
            axis.Anchor = Text(given?["anchor"]) ?? anchor;
            if (given?["domain"] is JsonArray domain && domain.Count == 2)
                axis.Domain = (Number(domain[0]), Number(domain[1]));
        }
    }

    private void Arrange()
    {
        var names = Traces.Where(t => Flag(t["showlegend"]) ?? (Kind(t) is not ("heatmap" or "contour" or "image"))).Where(t => Text(t["name"]) is { Length: > 0 }).ToList();
        bool show = Flag(Layout["showlegend"]) ?? names.Count > 1;
        Legend = show ? names : [];
        LegendEntryWidth = Legend.Count == 0 ? 0 : LegendSample + 8 + Legend.Max(t => Label.Width(Text(t["name"]), LegendSize));
        // Beside the plot of a narrow figure, or beside many, a legend would leave them no room.
        bool many = Layout["grid"] is JsonObject grid && ColumnsOf(grid) > 3;
        LegendBelow = Legend.Count > 0 && many || LegendEntryWidth > (Width < 450 ? 0.15 : 0.3) * Width || Text(Layout["legend"]?["orientation"]) == "h";
        double bars = ColorBars.Any() ? ColorBars.Max(ColorBar.WidthOf) : 0;
        Title = TitleOf(Layout["title"]) is { Length: > 0 } title ? Label.Wrap(title, Width - 32, TitleSize, bold: true) : null;
        double top = Title is null ? 16 : 22 + 21 * Label.Lines(Title).Length;
        if (HasSubtitles())
            top += 18;
        double left = 60, right = 20, bottom = 50;
        // Margins depend on labels, labels on lengths, lengths on margins: three rounds settle it.
        for (int round = 0; round < 3; round++)
        {
            Margin = (left, top, right, bottom);
            LegendColumns = LegendBelow ? Math.Max(1, (int)(PlotWidth / LegendEntryWidth)) : 1;
            Place();
            foreach (var axis in Axes.Values)
                AxisRange.Label(axis, Layout[axis.Key] as JsonObject);
            left = Math.Max(14 + Outer(false), OverhangLeft());
            right = 22 + bars + (Legend.Count > 0 && !LegendBelow ? LegendEntryWidth + 8 : 0);
            right = Math.Max(right, 14 + OverhangRight());
            double under = Outer(true);
            bottom = 12 + under;
            LegendOffset = LegendBelow ? under + 8 : 12 + bars;
            if (LegendBelow)
                bottom += 8 + LegendRow * Math.Ceiling((double)Legend.Count / LegendColumns);
            if (Layout["sliders"] is JsonArray { Count: > 0 })
                bottom += 72;
        }
        if (Layout["margin"] is JsonObject given)
        {
            left = Known(Number(given["l"]), left);
            right = Known(Number(given["r"]), right);
            top = Known(Number(given["t"]), top);
            bottom = Known(Number(given["b"]), bottom);
        }
        Margin = (Math.Round(left), Math.Round(top), Math.Round(right), Math.Round(bottom));
        if (PlotWidth < 40 || PlotHeight < 30)
            throw new ArgumentException($"A chart of {Width:0}×{Height:0} pixels has no room for its labels: make it larger with WithSize.");
        Place();
        foreach (var axis in Axes.Values)
            AxisRange.Label(axis, Layout[axis.Key] as JsonObject);
    }

    private bool HasSubtitles() =>
        Layout["annotations"] is JsonArray notes && notes.Any(n => Text(n?["yref"])?.EndsWith("domain", StringComparison.Ordinal) == true && Text(n?["yanchor"]) == "bottom");

    /// <summary>The room that tick labels and title need beside the plot (for x axes: below it).</summary>
    private double Outer(bool x) => Axes.Values.Where(a => a.IsX == x && AtEdge(a)).Select(Beside).DefaultIfEmpty(0).Max();

    private static double Beside(Axis axis)
    {
        if (!axis.Visible)
            return 2;
        double room = axis.ShowTicks ? 9 : 2;
        if (axis.ShowTicks && axis.Ticks.Count > 0)
        {
            double widest = axis.Ticks.Max(t => Charts.Label.Width(t.Text, TickSize)), lines = axis.Ticks.Max(t => Charts.Label.Lines(t.Text).Length);
            double turn = Math.Abs(axis.TickAngle) * Math.PI / 180;
            room += axis.IsX ? widest * Math.Sin(turn) + 15 * lines * Math.Cos(turn) : widest;
        }
        return axis.IsTitled ? room + 8 + 16 * Charts.Label.Lines(axis.Title).Length : room;
    }

    private bool AtEdge(Axis axis)
    {
        // An axis sits where the axis that it is anchored to begins.
        var other = Axes.GetValueOrDefault(axis.Anchor);
        return other is null || other.Domain.From < 1e-6;
    }

    private double OverhangRight() =>
        Axes.Values.Where(a => a.IsX && a.ShowTicks && a.Domain.To > 0.999 && a.Ticks.Count > 0 && a.TickAngle == 0)
            .Select(a => Charts.Label.Width(a.Ticks[^1].Text, TickSize) / 2 - (a.End - a.Pixel(a.Ticks[^1].At))).DefaultIfEmpty(0).Max();

    /// <summary>How far turned labels reach to the left of the plot.</summary>
    private double OverhangLeft() =>
        Axes.Values.Where(a => a.IsX && a.TickAngle < 0 && a.Ticks.Count > 0 && a.Domain.From < 1e-6)
            .Select(a => a.Ticks.Max(t => Charts.Label.Width(t.Text, TickSize) * Math.Cos(a.TickAngle * Math.PI / 180) - (a.Pixel(t.At) - a.Start)) + 12).DefaultIfEmpty(0).Max();

    /// <summary>Gives the cells of a grid their places, and every axis its pixels.</summary>
    private void Place()
    {
        bool placed(Axis axis) => chart.Layout[axis.Key]?["domain"] is not null; // by whoever wrote the figure
        // Each round begins anew.
        foreach (var axis in Axes.Values.Where(axis => !placed(axis)))
            axis.Domain = (0, 1);
        if (Layout["grid"] is JsonObject grid && grid["rows"] is not null)
        {
            int rows = (int)Number(grid["rows"]), columns = ColumnsOf(grid);
            double gapX = 18 + WidestBetween(a => !a.IsX && Cell(a) % columns > 0), gapY = 12 + WidestBetween(a => a.IsX && Cell(a) / columns < rows - 1) + (HasSubtitles() ? 20 : 6);
            double w = (PlotWidth - gapX * (columns - 1)) / columns, h = (PlotHeight - gapY * (rows - 1)) / rows;
            foreach (var axis in Axes.Values.Where(axis => !placed(axis)))
            {
                int row = Cell(axis) / columns, column = Cell(axis) % columns;
                axis.Domain = axis.IsX
                    ? (column * (w + gapX) / PlotWidth, (column * (w + gapX) + w) / PlotWidth)
                    : (1 - (row * (h + gapY) + h) / PlotHeight, 1 - row * (h + gapY) / PlotHeight);
            }
        }
        foreach (var trace in Traces.Where(t => Kind(t) == "image" && !placed(X(t)) && !placed(Y(t))))
            Square(X(trace), Y(trace));
        foreach (var axis in Axes.Values)
        {
            var (from, to) = (Math.Round(axis.Domain.From, 5), Math.Round(axis.Domain.To, 5));
            axis.Domain = (Math.Max(0, from), Math.Min(1, to));
            (axis.Start, axis.End) = axis.IsX
                ? (Margin.Left + axis.Domain.From * PlotWidth, Margin.Left + axis.Domain.To * PlotWidth)
                : (Height - Margin.Bottom - axis.Domain.From * PlotHeight, Height - Margin.Bottom - axis.Domain.To * PlotHeight);
        }
    }

    /// <summary>The room that labels take between the plots of a grid.</summary>
    private double WidestBetween(Func<Axis, bool> between) => Axes.Values.Where(between).Select(Beside).DefaultIfEmpty(0).Max();

    /// <summary>How many plots of a grid stand side by side; one where it does not say.</summary>
    public static int ColumnsOf(JsonObject grid) => Math.Max(1, (int)Number(grid["columns"]));

    /// <summary>The cell of a grid that an axis belongs to, row by row from 0.</summary>
    private static int Cell(Axis axis) => axis.Id.Length == 1 ? 0 : int.Parse(axis.Id.AsSpan(1), CultureInfo.InvariantCulture) - 1;

    /// <summary>What all plots of a grid's column say of their x axes stands below the last of them; of a row's y axes, at the first.</summary>
    private void ShareTitles()
    {
        // Only in a grid of ours, and one that has not been taken apart, is a cell's number its place.
        if (Layout["grid"] is not JsonObject grid || Text(grid["pattern"]) != "independent" || !(Number(grid["columns"]) >= 1)
            || grid["roworder"] is not null || grid["subplots"] is not null)
            return;
        int columns = ColumnsOf(grid);
        foreach (var line in Axes.Values.Where(axis => axis.Visible).OrderBy(Cell).GroupBy(axis => (axis.IsX, axis.IsX ? Cell(axis) % columns : Cell(axis) / columns)))
            if (line.Select(axis => axis.Title).Distinct().Count() == 1)
                foreach (var axis in line.Key.IsX ? line.SkipLast(1) : line.Skip(1))
                    axis.IsTitledElsewhere = true;
    }

    /// <summary>Narrows one of two axes about its middle, so that a pixel of a picture is a square.</summary>
    private void Square(Axis x, Axis y)
    {
        double width = (x.Domain.To - x.Domain.From) * PlotWidth / Math.Abs(x.To - x.From), height = (y.Domain.To - y.Domain.From) * PlotHeight / Math.Abs(y.To - y.From);
        var (wide, share) = width > height ? (x, height / width) : (y, width / height);
        double middle = (wide.Domain.From + wide.Domain.To) / 2, half = share * (wide.Domain.To - wide.Domain.From) / 2;
        wide.Domain = (middle - half, middle + half);
    }

    private void Write()
    {
        Set(Layout, "width", Width);
        Set(Layout, "height", Height);
        Layout["margin"] ??= new JsonObject { ["l"] = Margin.Left, ["r"] = Margin.Right, ["t"] = Margin.Top, ["b"] = Margin.Bottom, ["autoexpand"] = false };
        if (Title is not null)
        {
            var title = Layout["title"] as JsonObject ?? [];
            title["text"] = Title;
            if (title.Count == 1)
            {
                title["x"] = Math.Round(16 / Width, 4);
                title["xanchor"] = "left";
                title["y"] = Math.Round(1 - 13 / Height, 4);
                title["yanchor"] = "top";
            }
            if (title.Parent is null)
                Layout["title"] = title;
        }
        Layout["showlegend"] ??= Legend.Count > 0;
        if (Legend.Count > 0 && Layout["legend"] is null)
            Layout["legend"] = LegendBelow
                ? new JsonObject { ["orientation"] = "h", ["x"] = 0, ["y"] = -Math.Round(LegendOffset / PlotHeight, 4), ["xanchor"] = "left", ["yanchor"] = "top" }
                : new JsonObject { ["x"] = Math.Round(1 + LegendOffset / PlotWidth, 4), ["y"] = 1, ["xanchor"] = "left", ["yanchor"] = "top" };
        Layout["template"] ??= Template();
        if (Layout["annotations"] is null && !Traces.Any(HasData))
            Layout["annotations"] = new JsonArray(new JsonObject
            {
                ["text"] = "no data",
                ["xref"] = "paper",
                ["yref"] = "paper",
                ["x"] = 0.5,
                ["y"] = 0.5,
                ["showarrow"] = false,
                ["font"] = new JsonObject { ["size"] = AxisTitleSize, ["color"] = Palette.SmallText },
            });
        foreach (var axis in Axes.Values)
            AxisRange.Write(axis, Layout);
        foreach (var trace in ColorBars.ToList())
            ColorBar.Write(trace, this);
    }

    private static bool HasData(JsonObject trace) => Kind(trace) switch
    {
        "heatmap" or "contour" => Numbers.Rows(trace["z"]).Any(row => row.Any(Numbers.Drawable)),
        "image" => true,
        _ => new[] { "x", "y" }.All(k => trace[k] is not JsonArray values || values.Any(v => v is not null)) && (trace["x"] ?? trace["y"]) is not null,
    };

    /// <summary>A copy of the trace that may be changed, in its place.</summary>
    public JsonObject Own(JsonObject trace)
    {
        var copy = (JsonObject)trace.DeepClone();
        Traces[Traces.IndexOf(trace)] = copy;
        return copy;
    }

    private static void Set(JsonObject target, string key, double value) => target[key] ??= value;

    private static JsonObject Template()
    {
        static JsonObject AxisStyle() => new()
        {
            ["showgrid"] = true,
            ["gridcolor"] = Palette.GridLine,
            ["zeroline"] = false,
            ["showline"] = true,
            ["linecolor"] = Palette.AxisLine,
            ["ticks"] = "outside",
            ["ticklen"] = 4,
            ["tickcolor"] = Palette.AxisLine,
            ["tickangle"] = 0,
            ["tickformat"] = ",.12~g",
            ["tickfont"] = new JsonObject { ["size"] = TickSize, ["color"] = Palette.SmallText },
            ["title"] = new JsonObject { ["standoff"] = 8, ["font"] = new JsonObject { ["size"] = AxisTitleSize } },
        };
        return new JsonObject
        {
            ["layout"] = new JsonObject
            {
                ["font"] = new JsonObject { ["family"] = Font, ["size"] = LegendSize, ["color"] = Palette.Text },
                ["title"] = new JsonObject { ["font"] = new JsonObject { ["size"] = TitleSize, ["weight"] = 600 } },
                ["paper_bgcolor"] = Palette.Card,
                ["plot_bgcolor"] = Palette.Card,
                ["hovermode"] = "closest",
                ["xaxis"] = AxisStyle(),
                ["yaxis"] = AxisStyle(),
            },
        };
    }
}
