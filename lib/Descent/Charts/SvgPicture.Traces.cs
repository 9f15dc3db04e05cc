using System.Text;
using System.Text.Json.Nodes;

namespace Descent.Charts;

internal sealed partial class SvgPicture
{
    private void Trace(JsonObject trace, Axis x, Axis y, List<JsonObject> cell)
    {
        double opacity = Drawing.Known(Drawing.Number(trace["opacity"]), 1);
        if (opacity < 1)
            svg.Append($"<g opacity=\"{N(opacity)}\">");
        switch (Drawing.Kind(trace))
        {
            case "heatmap":
                Heatmap(trace, x, y);
                break;
            case "contour":
                Contour(trace, x, y);
                break;
            case "image":
                Picture(trace, x, y);
                break;
            case "bar" or "histogram":
                Columns(trace, x, y);
                break;
            case "scatter" or "scattergl":
                Line(trace, x, y, cell);
                break;
            default:
                throw new NotSupportedException($"A trace of type '{Drawing.Kind(trace)}' has no SVG picture; scatter, bar, histogram, heatmap, contour and image have.");
        }
        if (opacity < 1)
            svg.Append("</g>");
    }

    private void Line(JsonObject trace, Axis x, Axis y, List<JsonObject> cell)
    {
        var points = Points(trace, x, y);
        string fill = Drawing.Text(trace["fill"]) ?? "none";
        if (fill != "none" && points.Count > 0)
        {
            var edge = points.Where(p => !double.IsNaN(p.X + p.Y)).ToList();
            if (fill is "tonexty" && cell.IndexOf(trace) is > 0 and var index)
                edge.AddRange(Points(cell[index - 1], x, y).Where(p => !double.IsNaN(p.X + p.Y)).Reverse());
            else if (fill is "tozeroy" or "tonexty" && edge.Count > 0)
            {
                double floor = y.Type == "log" ? y.Start : Math.Clamp(y.Pixel(0), Math.Min(y.Start, y.End), Math.Max(y.Start, y.End));
                edge.AddRange([(edge[^1].X, floor), (edge[0].X, floor)]);
            }
            svg.Append($"<path d=\"{Path(edge)}z\" fill=\"{Attribute(Drawing.Text(trace["fillcolor"]))}\"/>");
        }
        string mode = Drawing.Text(trace["mode"]) ?? "lines";
        double width = LineWidth(trace);
        if (mode.Contains("lines") && width > 0)
            svg.Append($"<path class=\"line\" d=\"{Path(points)}\" fill=\"none\" stroke=\"{Color(trace["line"])}\" stroke-width=\"{N(width)}\" stroke-linejoin=\"round\"{Dash(trace)}/>");
    }

    private static List<(double X, double Y)> Points(JsonObject trace, Axis x, Axis y)
    {
        double[] xs = Scatter.Values(trace, x), ys = Scatter.Values(trace, y);
        return [.. xs.Zip(ys, (a, b) => (x.Pixel(a), y.Pixel(b)))];
    }

    /// <summary>A path through the points, broken where there is none. Positions are differences in whole tenths of a pixel.</summary>
    private static string Path(IEnumerable<(double X, double Y)> points)
    {
        var path = new StringBuilder();
        bool down = false;
        foreach (var (x, y) in points)
        {
            if (double.IsNaN(x) || double.IsNaN(y))
            {
                down = false;
                continue;
            }
            path.Append(down ? " " : "M").Append(N(x)).Append(',').Append(N(y));
            down = true;
        }
        return path.Length == 0 ? "M0,0" : path.ToString();
    }

    private void Markers(JsonObject trace, Axis x, Axis y)
    {
        string mode = Drawing.Text(trace["mode"]) ?? "lines";
        var points = Points(trace, x, y);
        double low = Math.Min(x.Start, x.End) - 0.5, high = Math.Max(x.Start, x.End) + 0.5, top = Math.Min(y.Start, y.End) - 0.5, bottom = Math.Max(y.Start, y.End) + 0.5;
        bool Inside((double X, double Y) p) => p.X >= low && p.X <= high && p.Y >= top && p.Y <= bottom;
        if (mode.Contains("markers"))
            Glyphs(trace, [.. points.Where(Inside)]);
        if (!mode.Contains("text"))
            return;
        var texts = trace["text"] as JsonArray;
        string place = Drawing.Text(trace["textposition"]) ?? "middle center";
        var colors = trace["textfont"]?["color"];
        double size = Drawing.Known(Drawing.Number(trace["textfont"]?["size"]), Drawing.TickSize);
        double dy = place.StartsWith("top", StringComparison.Ordinal) ? -7 : place.StartsWith("bottom", StringComparison.Ordinal) ? 7 + 0.72 * size : 0.36 * size;
        string anchor = place.EndsWith("left", StringComparison.Ordinal) ? "end" : place.EndsWith("right", StringComparison.Ordinal) ? "start" : "middle";
        double dx = anchor == "end" ? -6 : anchor == "start" ? 6 : 0;
        for (int i = 0; i < points.Count; i++)
            if (Inside(points[i]) && (texts is null ? Drawing.Text(trace["text"]) : i < texts.Count ? texts[i]?.ToString() : null) is { Length: > 0 } label)
                Write(points[i].X + dx, points[i].Y + dy, label, anchor, size, color: colors is JsonArray each && i < each.Count ? each[i]?.ToString() : Drawing.Text(colors));
    }

    /// <summary>All markers of a series as two paths, a white one below the coloured one; a dot is a line of no length with round ends.</summary>
    private void Glyphs(JsonObject trace, List<(double X, double Y)> points, double least = 0)
    {
        if (points.Count == 0)
            return;
        var marker = trace["marker"];
        double size = Math.Max(least, Drawing.Known(Drawing.Number(marker?["size"]), 6)), r = size / 2;
        string symbol = Drawing.Text(marker?["symbol"]) ?? "circle";
        string color = Color(marker), opacity = Drawing.Number(marker?["opacity"]) is < 1 and var o ? $" opacity=\"{N(o)}\"" : "";
        double rim = Drawing.Known(Drawing.Number(marker?["line"]?["width"]), 0);
        rim = points.Count > 1 && symbol[0] is 'x' ? 0 : rim;
        string rimColor = Attribute(Drawing.Text(marker?["line"]?["color"]) ?? Palette.Card);
        string glyph = symbol switch
        {
            "square" => $"m{N(-r)},{N(-r)}h{N(size)}v{N(size)}h{N(-size)}z",
            "diamond" => $"m0,{N(-r * 1.3)}l{N(r * 1.3)},{N(r * 1.3)}l{N(-r * 1.3)},{N(r * 1.3)}l{N(-r * 1.3)},{N(-r * 1.3)}z",
            "triangle-up" => $"m0,{N(-r * 1.2)}l{N(r * 1.1)},{N(r * 1.8)}h{N(-r * 2.2)}z",
            "star" => Star(r),
            "x" or "x-thin" or "cross" or "cross-thin" => symbol[0] == 'x' ? $"m{N(-r * 0.8)},{N(-r * 0.8)}l{N(r * 1.6)},{N(r * 1.6)}m0,{N(-r * 1.6)}l{N(-r * 1.6)},{N(r * 1.6)}" : $"m{N(-r)},0h{N(size)}m{N(-r)},{N(-r)}v{N(size)}",
            _ => "h0",
        };
        var path = new StringBuilder();
        foreach (var (x, y) in points)
            path.Append($"M{N(x)},{N(y)}{glyph}");
        string attributes = glyph == "h0" || symbol[0] is 'x' or 'c' && symbol != "circle"
            ? $"fill=\"none\" stroke=\"{color}\" stroke-linecap=\"round\" stroke-width=\"{(glyph == "h0" ? N(size - rim) : "2")}\""
            : $"fill=\"{color}\"";
        if (rim <= 0)
        {
            svg.Append($"<path class=\"points\" d=\"{path}\" {attributes}{opacity}/>");
            return;
        }
        // The rim lies below; both share one path.
        string id = $"{IdMark}-p{++paths}";
        svg.Append($"<defs><path id=\"{id}\" d=\"{path}\"/></defs><g class=\"points\"{opacity}><use href=\"#{id}\" fill=\"none\" stroke=\"{rimColor}\" stroke-linecap=\"round\" stroke-linejoin=\"round\" stroke-width=\"{N(glyph == "h0" ? size + rim : 2 * rim)}\"/><use href=\"#{id}\" {attributes}/></g>");
    }

    private int paths;

    private static string Star(double r)
    {
        var path = new StringBuilder();
        var (px, py) = (0.0, 0.0);
        for (int i = 0; i < 10; i++)
        {
            double radius = i % 2 == 0 ? 1.4 * r : 0.56 * r, angle = Math.PI * i / 5;
            double x = Math.Round(radius * Math.Sin(angle), 1), y = Math.Round(-radius * Math.Cos(angle), 1);
            path.Append(i == 0 ? 'm' : 'l').Append(N(x - px)).Append(',').Append(N(y - py));
            (px, py) = (x, y);
        }
        return path.Append('z').ToString();
    }

    private void Columns(JsonObject trace, Axis x, Axis y)
    {
        var path = new StringBuilder();
        var bars = Bars.Of(trace, drawing);
        foreach (var bar in bars)
        {
            var (along, up) = bar.Horizontal ? (y, x) : (x, y);
            double a = along.Pixel(bar.Center - bar.Width / 2), b = along.Pixel(bar.Center + bar.Width / 2);
            double zero = up.Type == "log" ? up.Start : up.Pixel(bar.Base), tip = up.Pixel(bar.Base + bar.Value);
            if (double.IsNaN(a + b + tip) || zero == tip)
                continue;
            path.Append(bar.Horizontal ? $"M{N(zero)},{N(a)}V{N(b)}H{N(tip)}V{N(a)}z" : $"M{N(a)},{N(zero)}V{N(tip)}H{N(b)}V{N(zero)}z");
        }
        {
            double rim = Drawing.Known(Drawing.Number(trace["marker"]?["line"]?["width"]), 0);
            string stroke = rim > 0 ? $" stroke=\"{Color(trace["marker"]?["line"])}\" stroke-width=\"{N(rim)}\"" : "";
            svg.Append($"<path class=\"bars\" d=\"{(path.Length > 0 ? path : "M0,0")}\" fill=\"{Color(trace["marker"])}\"{stroke}/>");
        }
        if (trace["text"] is JsonArray texts)
            for (int i = 0; i < Math.Min(bars.Count, texts.Count); i++)
            {
                var bar = bars[i];
                if (bar.Horizontal)
                    Write(x.Pixel(bar.Base + bar.Value) + 5, y.Pixel(bar.Center) + 4.2, texts[i]?.ToString() ?? "");
                else
                    Write(x.Pixel(bar.Center), y.Pixel(bar.Base + bar.Value) - 5, texts[i]?.ToString() ?? "", "middle");
            }
    }

    private void Heatmap(JsonObject trace, Axis x, Axis y)
    {
        var z = Numbers.Rows(trace["z"]);
        if (z.Length == 0 || z[0].Length == 0)
            return;
        var scale = Heat.Scale(trace);
        var (low, high) = Heat.Limits(trace, z);
        int columns = z[0].Length;
        // 255 colours of the scale, and white for "no value".
        var palette = Enumerable.Range(0, 255).Select(i => Palette.At(scale, i / 254.0)).Append((R: (byte)255, G: (byte)255, B: (byte)255)).ToList();
        var pixels = new byte[z.Length * columns];
        double[] xs = Heat.Positions(trace, x), ys = Heat.Positions(trace, y);
        double left = x.Pixel(xs[0]), right = x.Pixel(xs[^1]), first = y.Pixel(ys[0]), last = y.Pixel(ys[^1]);
        bool flipX = right < left, flipY = last < first; // the first row of a picture is its top
        for (int r = 0; r < z.Length; r++)
            for (int c = 0; c < columns; c++)
            {
                double v = c < z[r].Length ? z[r][c] : double.NaN;
                pixels[(flipY ? z.Length - 1 - r : r) * columns + (flipX ? columns - 1 - c : c)] =
                    double.IsNaN(v) ? (byte)255 : (byte)Math.Round(254 * Math.Clamp((v - low) / (high - low), 0, 1));
            }
        double cellX = columns > 1 ? Math.Abs(right - left) / (columns - 1) : x.Length, cellY = z.Length > 1 ? Math.Abs(last - first) / (z.Length - 1) : y.Length;
        Image(Png.Indexed(columns, z.Length, pixels, palette), Math.Min(left, right) - cellX / 2, Math.Min(first, last) - cellY / 2, cellX * columns, cellY * z.Length);
    }

    private void Picture(JsonObject trace, Axis x, Axis y)
    {
        var (width, height) = Pictures.Size(trace);
        if (width == 0 || Pictures.Source(trace) is not { } source)
            return;
        double x0 = Drawing.Known(Drawing.Number(trace["x0"]), 0), y0 = Drawing.Known(Drawing.Number(trace["y0"]), 0);
        double dx = Drawing.Known(Drawing.Number(trace["dx"]), 1), dy = Drawing.Known(Drawing.Number(trace["dy"]), 1);
        double left = x.Pixel(x0 - dx / 2), right = x.Pixel(x0 + dx * (width - 0.5)), top = y.Pixel(y0 - dy / 2), bottom = y.Pixel(y0 + dy * (height - 0.5));
        Image(source, Math.Min(left, right), Math.Min(top, bottom), Math.Abs(right - left), Math.Abs(bottom - top));
    }

    private void Image(string source, double left, double top, double width, double height) =>
        svg.Append($"<image x=\"{N(left)}\" y=\"{N(top)}\" width=\"{N(width)}\" height=\"{N(height)}\" preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" href=\"{Attribute(source)}\"/>");

    private void Contour(JsonObject trace, Axis x, Axis y)
    {
        var z = Numbers.Rows(trace["z"]);
        if (z.Length < 2 || z[0].Length < 2)
            return;
        double[] xs = Heat.Positions(trace, x), ys = Heat.Positions(trace, y);
        var (start, size, count) = Heat.Levels(trace, z);
        var scale = Heat.Scale(trace);
        string coloring = Drawing.Text(trace["contours"]?["coloring"]) ?? "fill";
        (double, double) Pixel((double X, double Y) p) => (At(xs, p.X, x), At(ys, p.Y, y));
        if (coloring is "fill" or "heatmap")
        {
            for (int k = -1; k < count; k++) // first all that has a value
                if (Isolines.Regions(z, k < 0 ? double.MinValue : start + k * size) is { Count: > 0 } loops)
                    svg.Append($"<path class=\"band\" d=\"{string.Concat(loops.Select(l => Path(Sparse([.. l.Select(Pixel)])) + "z"))}\" fill=\"{Heat.BandColor(scale, k + 1, count)}\" fill-rule=\"evenodd\"/>");
        }
        if (Drawing.Flag(trace["contours"]?["showlines"]) == false && coloring != "lines")
            return;
        double width = Drawing.Known(Drawing.Number(trace["line"]?["width"]), 0.5);
        for (int k = 0; width > 0 && k < count; k++)
        {
            string color = coloring == "lines" ? Palette.Hex(Palette.At(scale, count > 1 ? (double)k / (count - 1) : 0.5)) : Drawing.Text(trace["line"]?["color"]) ?? Palette.SmallText;
            if (Isolines.Lines(z, start + k * size) is { Count: > 0 } lines)
                svg.Append($"<path d=\"{string.Concat(lines.Select(l => Path(Sparse([.. l.Select(Pixel)]))))}\" fill=\"none\" stroke=\"{Attribute(color)}\" stroke-width=\"{N(width)}\"/>");
        }

        static double At(double[] positions, double grid, Axis axis)
        {
            int i = Math.Clamp((int)grid, 0, positions.Length - 2);
            return axis.Pixel(positions[i] + (grid - i) * (positions[i + 1] - positions[i]));
        }
    }

    /// <summary>The points without those that lie within a third of a pixel of the line between their kept neighbours.</summary>
    private static List<(double X, double Y)> Sparse(List<(double X, double Y)> points)
    {
        var kept = new List<(double X, double Y)>();
        for (int i = 0; i < points.Count; i++)
        {
            if (kept.Count > 0 && i < points.Count - 1)
            {
                var (a, p, b) = (kept[^1], points[i], points[i + 1]);
                double length = Math.Sqrt((b.X - a.X) * (b.X - a.X) + (b.Y - a.Y) * (b.Y - a.Y));
                double area = Math.Abs((b.X - a.X) * (p.Y - a.Y) - (b.Y - a.Y) * (p.X - a.X));
                if (length < 12 && area <= 0.3 * length)
                    continue;
            }
            kept.Add(points[i]);
        }
        return kept;
    }

    private void Bar(JsonObject trace)
    {
        var (low, high) = ColorBar.Limits(trace);
        var scale = Heat.Scale(trace);
        double left = drawing.Width - drawing.Margin.Right + ColorBar.Gap, top = drawing.Margin.Top, bottom = drawing.Height - drawing.Margin.Bottom;
        double Pixel(double v) => bottom - (v - low) / (high - low) * (bottom - top);
        svg.Append("<g class=\"colorbar\">");
        if (Drawing.Kind(trace) == "contour")
        {
            var (start, size, count) = Heat.Levels(trace, Numbers.Rows(trace["z"]));
            for (int k = 0; k <= count; k++)
            {
                double from = k == 0 ? low : start + (k - 1) * size, to = k == count ? high : start + k * size;
                svg.Append($"<rect x=\"{N(left)}\" y=\"{N(Pixel(to))}\" width=\"{N(ColorBar.Thickness)}\" height=\"{N(Pixel(from) - Pixel(to) + 0.2)}\" fill=\"{Heat.BandColor(scale, k, count)}\"/>");
            }
        }
        else
        {
            string id = $"{IdMark}-g";
            svg.Append($"<linearGradient id=\"{id}\" x1=\"0\" x2=\"0\" y1=\"1\" y2=\"0\">");
            foreach (var (at, color) in scale)
                svg.Append(System.Globalization.CultureInfo.InvariantCulture, $"<stop offset=\"{at:0.###}\" stop-color=\"{Attribute(color)}\"/>");
            svg.Append($"</linearGradient><rect x=\"{N(left)}\" y=\"{N(top)}\" width=\"{N(ColorBar.Thickness)}\" height=\"{N(bottom - top)}\" fill=\"url(#{id})\"/>");
        }
        double widest = 0;
        foreach (var (at, label) in ColorBar.TicksOf(trace))
        {
            if (at < low - 1e-9 || at > high + 1e-9)
                continue;
            double y = Pixel(at);
            svg.Append($"<path d=\"M{N(left + ColorBar.Thickness)},{N(y)}h4\" stroke=\"{Palette.AxisLine}\"/>");
            Write(left + ColorBar.Thickness + 7, y + 4.2, label, color: Palette.SmallText);
            widest = Math.Max(widest, Label.Width(label, Drawing.TickSize));
        }
        if (ColorBar.TitleOf(trace) is { Length: > 0 } title)
            Write(left + ColorBar.Thickness + 10 + widest + 14, (top + bottom) / 2, title, "middle", Drawing.AxisTitleSize, turn: -90);
        svg.Append("</g>");
    }

    private void Shapes(Axis x, Axis y, bool below)
    {
        foreach (var shape in (drawing.Layout["shapes"] as JsonArray ?? []).OfType<JsonObject>())
        {
            string xref = Drawing.Text(shape["xref"]) ?? "x", yref = Drawing.Text(shape["yref"]) ?? "y";
            if ((Drawing.Text(shape["layer"]) == "below") != below || !Belongs(xref, x) || !Belongs(yref, y))
                continue;
            double x0 = Place(x, xref, shape["x0"], data: true), x1 = Place(x, xref, shape["x1"], data: true);
            double y0 = Place(y, yref, shape["y0"], data: true), y1 = Place(y, yref, shape["y1"], data: true);
            string look = $"stroke=\"{Color(shape["line"])}\" stroke-width=\"{N(Drawing.Known(Drawing.Number(shape["line"]?["width"]), 2))}\"{Dash(shape)}";
            if (Drawing.Text(shape["type"]) == "line")
                svg.Append($"<path d=\"M{N(x0)},{N(y0)}L{N(x1)},{N(y1)}\" {look}/>");
            else if (Drawing.Text(shape["type"]) == "rect")
                svg.Append($"<rect x=\"{N(Math.Min(x0, x1))}\" y=\"{N(Math.Min(y0, y1))}\" width=\"{N(Math.Abs(x1 - x0))}\" height=\"{N(Math.Abs(y1 - y0))}\" fill=\"{Attribute(Drawing.Text(shape["fillcolor"]))}\" {look}/>");
        }

        static bool Belongs(string reference, Axis axis) => reference == axis.Id || reference == axis.Id + " domain" || reference == "paper" && axis.Id.Length == 1;
    }

    private void Annotations()
    {
        foreach (var note in (drawing.Layout["annotations"] as JsonArray ?? []).OfType<JsonObject>())
        {
            string[] lines = Label.Lines(Drawing.Text(note["text"]));
            string xref = Drawing.Text(note["xref"]) ?? "x", yref = Drawing.Text(note["yref"]) ?? "y";
            var ax = drawing.Axes.GetValueOrDefault(xref.Split(' ')[0]) ?? drawing.Axes["x"];
            var ay = drawing.Axes.GetValueOrDefault(yref.Split(' ')[0]) ?? drawing.Axes["y"];
            double px = Place(ax, xref, note["x"]) + Drawing.Known(Drawing.Number(note["xshift"]), 0), py = Place(ay, yref, note["y"]) - Drawing.Known(Drawing.Number(note["yshift"]), 0);
            if (lines.Length == 0 || double.IsNaN(px + py))
                continue;
            double size = Drawing.Known(Drawing.Number(note["font"]?["size"]), Drawing.TickSize), lineHeight = 1.3 * size;
            double width = Label.Width(Drawing.Text(note["text"]), size), height = lineHeight * lines.Length;
            string xanchor = Drawing.Text(note["xanchor"]) ?? "auto", yanchor = Drawing.Text(note["yanchor"]) ?? "auto";
            double cx = px, cy = py;
            if (Drawing.Flag(note["showarrow"]) ?? true)
            {
                cx += Drawing.Known(Drawing.Number(note["ax"]), -10);
                cy += Drawing.Known(Drawing.Number(note["ay"]), -30);
                svg.Append($"<path d=\"M{N(px)},{N(py)}L{N(cx)},{N(cy)}\" stroke=\"{Attribute(Drawing.Text(note["arrowcolor"]) ?? Palette.SmallText)}\"/>");
            }
            else
            {
                cx += xanchor == "left" ? width / 2 : xanchor == "right" ? -width / 2 : 0;
                cy += yanchor == "top" ? height / 2 : yanchor == "bottom" ? -height / 2 : 0;
            }
            // A text near the edge of the card stays on it.
            cx = Math.Clamp(cx, width / 2 + 4, Math.Max(width / 2 + 4, drawing.Width - width / 2 - 4));
            if (Drawing.Text(note["bgcolor"]) is { } background)
                svg.Append($"<rect x=\"{N(cx - width / 2 - 2)}\" y=\"{N(cy - height / 2 - 1)}\" width=\"{N(width + 4)}\" height=\"{N(height + 2)}\" fill=\"{Attribute(background)}\"/>");
            for (int i = 0; i < lines.Length; i++)
                Write(cx, cy - height / 2 + lineHeight * (i + 0.5) + 0.36 * size, lines[i], "middle", size, color: Drawing.Text(note["font"]?["color"]));
        }
    }

    /// <summary>The pixel of a position given in data, in parts of an axis ("x domain") or in parts of the plot ("paper").</summary>
    /// <remarks>On a log axis Plotly gives shapes as data and annotations as powers of ten.</remarks>
    private double Place(Axis axis, string reference, JsonNode? node, bool data = false)
    {
        double value = axis.Type == "category" && Drawing.Text(node) is { } name && axis.Categories.Contains(name) ? axis.Categories.IndexOf(name) : Drawing.Number(node);
        if (reference == "paper")
            return axis.IsX ? drawing.Margin.Left + value * drawing.PlotWidth : drawing.Height - drawing.Margin.Bottom - value * drawing.PlotHeight;
        return reference.EndsWith(" domain", StringComparison.Ordinal) ? axis.Start + value * (axis.End - axis.Start)
            : data ? axis.Pixel(value) : axis.PixelOfUnit(value);
    }
}
