using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Descent.Charts;

/// <summary>Draws a figure as SVG: plain elements, no script, no style sheet, no font to load, and the same text every time.</summary>
internal sealed partial class SvgPicture
{
    private readonly StringBuilder svg = new();
    private readonly Drawing drawing;
    private readonly string text;

    public SvgPicture(Chart chart)
    {
        drawing = chart.Drawing;
        string description = Description.Of(chart);
        string title = Label.Plain(drawing.Title);
        if (title.Length == 0)
            title = description.Split([':', ';'])[0].TrimEnd('.');
        Body();
        string body = svg.ToString();
        // Ids come from the content: two different figures on one page do not share any.
        string id = "d" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(description + body)))[..10];
        string w = N(drawing.Width), h = N(drawing.Height);
        text = $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" "
            + $"font-family=\"Arial, Helvetica, 'Liberation Sans', sans-serif\" font-size=\"{N(Drawing.TickSize)}\" fill=\"{Palette.Text}\">"
            + $"<title id=\"{id}-t\">{Label.Xml(title)}</title><desc id=\"{id}-d\">{Label.Xml(description)}</desc>"
            + body.Replace(IdMark, id) + "</svg>";
    }

    private const string IdMark = "\u0001";

    public override string ToString() => text;

    private void Body()
    {
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{N(drawing.Width)}\" height=\"{N(drawing.Height)}\" rx=\"4\" fill=\"{Palette.Card}\"/>");
        int line = 0;
        foreach (string part in Label.Lines(drawing.Title))
            Write(16, 29 + 21 * line++, part, size: Drawing.TitleSize, weight: 600);
        var cells = drawing.Axes.Values.Where(a => a.IsX).Select(x => (X: x, Y: Partner(x))).ToList();
        for (int i = 0; i < cells.Count; i++)
            Cell(i, cells[i].X, cells[i].Y);
        Legend();
        foreach (var trace in drawing.ColorBars)
            Bar(trace);
        Annotations();
    }

    private Axis Partner(Axis x) =>
        drawing.Traces.Where(t => drawing.X(t) == x).Select(drawing.Y).FirstOrDefault()
        ?? drawing.Axes.GetValueOrDefault(x.Anchor) ?? drawing.Axes["y"];

    private void Cell(int index, Axis x, Axis y)
    {
        var traces = drawing.Traces.Where(t => drawing.X(t) == x && Drawing.Flag(t["visible"]) != false).ToList();
        // As in Plotly: pictures lie below the grid lines' place, bars above them, lines and points on top.
        double left = Math.Min(x.Start, x.End), right = Math.Max(x.Start, x.End), top = Math.Min(y.Start, y.End), bottom = Math.Max(y.Start, y.End);
        bool covered = traces.Any(t => Drawing.Kind(t) is "heatmap" or "contour" or "image");
        if (!covered)
            Grid(x, y, left, right, top, bottom);
        string clip = $"{IdMark}-c{index}";
        svg.Append($"<clipPath id=\"{clip}\"><rect x=\"{N(left)}\" y=\"{N(top)}\" width=\"{N(right - left)}\" height=\"{N(bottom - top)}\"/></clipPath><g clip-path=\"url(#{clip})\">");
        Shapes(x, y, below: true);
        foreach (var trace in traces.OrderBy(t => Drawing.Kind(t) switch { "image" or "heatmap" => 0, "contour" => 1, "bar" or "histogram" => 2, _ => 3 }))
            Trace(trace, x, y, traces);
        Shapes(x, y, below: false);
        svg.Append("</g>");
        // Markers at the very edge are not cut in half.
        foreach (var trace in traces.Where(t => Drawing.Kind(t) is "scatter" or "scattergl"))
            Markers(trace, x, y);
        Frame(x, y, left, right, top, bottom);
    }

    private void Grid(Axis x, Axis y, double left, double right, double top, double bottom)
    {
        var path = new StringBuilder();
        if (x.Grid)
            foreach (var (at, _) in x.Ticks)
                path.Append($"M{N(x.Pixel(at))},{N(top)}V{N(bottom)}");
        if (y.Grid)
            foreach (var (at, _) in y.Ticks)
                path.Append($"M{N(left)},{N(y.Pixel(at))}H{N(right)}");
        if (path.Length > 0)
            svg.Append($"<path d=\"{path}\" stroke=\"{Palette.GridLine}\"/>");
    }

    private void Frame(Axis x, Axis y, double left, double right, double top, double bottom)
    {
        var path = new StringBuilder();
        if (x.Visible)
            path.Append($"M{N(left)},{N(bottom)}H{N(right)}");
        if (y.Visible)
            path.Append($"M{N(left)},{N(top)}V{N(bottom)}");
        foreach (var (at, _) in x.Ticks)
            path.Append($"M{N(x.Pixel(at))},{N(bottom)}v4");
        foreach (var (at, _) in y.Ticks)
            path.Append($"M{N(left)},{N(y.Pixel(at))}h-4");
        if (path.Length > 0)
            svg.Append($"<path d=\"{path}\" stroke=\"{Palette.AxisLine}\" fill=\"none\"/>");
        svg.Append($"<g fill=\"{Palette.SmallText}\">");
        double under = 0;
        svg.Append("<g class=\"xticks\">");
        foreach (var (at, label) in x.Ticks)
        {
            string[] lines = Label.Lines(label);
            for (int i = 0; i < lines.Length; i++)
                if (x.TickAngle == 0)
                    Write(x.Pixel(at), bottom + 17 + 15 * i, lines[i], "middle");
                else
                    Write(x.Pixel(at) + 4, bottom + 13 + 15 * i, lines[i], x.TickAngle < 0 ? "end" : "start", turn: x.TickAngle);
            double turn = Math.Abs(x.TickAngle) * Math.PI / 180;
            under = Math.Max(under, Label.Width(label, Drawing.TickSize) * Math.Sin(turn) + 15 * lines.Length * Math.Cos(turn));
        }
        svg.Append("</g><g class=\"yticks\">");
        double beside = 0;
        foreach (var (at, label) in y.Ticks)
        {
            Write(left - 8, y.Pixel(at) + 4.2, label, "end");
            beside = Math.Max(beside, Label.Width(label, Drawing.TickSize));
        }
        svg.Append("</g></g>");
        if (x.Visible && x.IsTitled)
        {
            int i = 0;
            foreach (string part in Label.Lines(x.Title))
                Write((left + right) / 2, bottom + 9 + under + 16 + 16 * i++, part, "middle", Drawing.AxisTitleSize);
        }
        if (y.Visible && y.IsTitled)
        {
            string[] lines = Label.Lines(y.Title);
            for (int i = 0; i < lines.Length; i++)
                Write(left - 9 - beside - 10 - 16 * (lines.Length - 1 - i), (top + bottom) / 2, lines[i], "middle", Drawing.AxisTitleSize, turn: -90);
        }
    }

    /// <summary>The least size of a marker in the legend, in pixels: the smaller ones in the plot are many, there it is alone.</summary>
    private const double LeastSample = 6;

    private void Legend()
    {
        if (drawing.Legend.Count == 0)
            return;
        double left = drawing.LegendBelow ? drawing.Margin.Left : drawing.Width - drawing.Margin.Right + drawing.LegendOffset;
        double top = drawing.LegendBelow ? drawing.Height - drawing.Margin.Bottom + drawing.LegendOffset : drawing.Margin.Top;
        svg.Append("<g class=\"legend\">");
        for (int i = 0; i < drawing.Legend.Count; i++)
        {
            var trace = drawing.Legend[i];
            double x = left + i % drawing.LegendColumns * drawing.LegendEntryWidth, y = top + 10 + Drawing.LegendRow * (i / drawing.LegendColumns);
            if (Drawing.Kind(trace) is "bar" or "histogram")
                svg.Append($"<rect x=\"{N(x + 12)}\" y=\"{N(y - 6)}\" width=\"12\" height=\"12\" fill=\"{Color(trace["marker"])}\"/>");
            else
            {
                string mode = Drawing.Text(trace["mode"]) ?? "lines";
                double width = LineWidth(trace);
                if (Drawing.Text(trace["fill"]) is not (null or "none"))
                    svg.Append($"<rect x=\"{N(x + 3)}\" y=\"{N(y - 5)}\" width=\"30\" height=\"10\" fill=\"{Attribute(Drawing.Text(trace["fillcolor"]))}\"/>");
                if (mode.Contains("lines") && width > 0)
                    svg.Append($"<path d=\"M{N(x + 3)},{N(y)}h30\" stroke=\"{Color(trace["line"])}\" stroke-width=\"{N(width)}\"{Dash(trace)}/>");
                if (mode.Contains("markers"))
                    Glyphs(trace, [(x + 18, y)], LeastSample);
            }
            Write(x + Drawing.LegendSample + 4, y + 4.2, Drawing.Text(trace["name"])!, size: Drawing.LegendSize);
        }
        svg.Append("</g>");
    }

    private void Write(double x, double y, string line, string anchor = "start", double size = Drawing.TickSize, int weight = 400, double turn = 0, string? color = null)
    {
        svg.Append($"<text x=\"{N(x)}\" y=\"{N(y)}\"");
        if (anchor != "start")
            svg.Append($" text-anchor=\"{anchor}\"");
        if (size != Drawing.TickSize)
            svg.Append($" font-size=\"{N(size)}\"");
        if (weight != 400)
            svg.Append($" font-weight=\"{weight}\"");
        if (color is not null)
            svg.Append($" fill=\"{Attribute(color)}\"");
        if (turn != 0)
            svg.Append($" transform=\"rotate({N(turn)} {N(x)} {N(y)})\"");
        svg.Append($">{Label.Svg(line)}</text>");
    }

    /// <summary>A pixel position: one decimal, no more than an eye can see.</summary>
    private static string N(double value) => (Math.Round(Math.Clamp(value, -1e5, 1e5), 1) + 0.0).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Attribute(string? value) => Label.Xml(value ?? "none");

    private static string Color(JsonNode? part) => Attribute(Drawing.Text(part?["color"]) ?? Palette.Grey);

    private static double LineWidth(JsonObject trace) => Drawing.Known(Drawing.Number(trace["line"]?["width"]), 2);

    private static string Dash(JsonObject trace) => Drawing.Text(trace["line"]?["dash"]) switch
    {
        "dash" => " stroke-dasharray=\"9 6\"",
        "dot" => " stroke-dasharray=\"2.5 3\"",
        "dashdot" => " stroke-dasharray=\"8 4 2 4\"",
        "longdash" => " stroke-dasharray=\"12 6\"",
        _ => "",
    };
}
