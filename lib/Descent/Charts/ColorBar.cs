using System.Text.Json.Nodes;

namespace Descent.Charts;

/// <summary>The scale beside a heatmap or a contour that says which colour is which value.</summary>
internal static class ColorBar
{
    public const double Gap = 14, Thickness = 14;

    /// <summary>The lowest and highest value on the bar.</summary>
    public static (double Low, double High) Limits(JsonObject trace)
    {
        var z = Numbers.Rows(trace["z"]);
        if (Drawing.Kind(trace) == "heatmap")
            return Heat.Limits(trace, z);
        var (start, size, count) = Heat.Levels(trace, z);
        return (start - size / 2, start + (count - 0.5) * size);
    }

    public static IReadOnlyList<(double At, string Text)> TicksOf(JsonObject trace)
    {
        if (trace["colorbar"] is JsonObject bar && bar["tickvals"] is JsonArray values)
        {
            var texts = bar["ticktext"] as JsonArray;
            return [.. Numbers.Read(values).Select((v, i) => (v, texts is not null && i < texts.Count ? texts[i]?.ToString() ?? "" : Numbers.Label(v)))];
        }
        var (low, high) = Limits(trace);
        return Ticks.Linear(low, high, Ticks.Step(low, high, 6));
    }

    public static string? TitleOf(JsonObject trace) => Drawing.TitleOf(trace["colorbar"]?["title"]);

    /// <summary>The pixels that the bar takes to the right of the plot.</summary>
    public static double WidthOf(JsonObject trace) =>
        Gap + Thickness + 10 + TicksOf(trace).Select(t => Label.Width(t.Text, Drawing.TickSize)).DefaultIfEmpty(0).Max() + (TitleOf(trace) is { Length: > 0 } ? 22 : 4);

    public static void Write(JsonObject trace, Drawing drawing)
    {
        var own = drawing.Own(trace);
        if (own["colorbar"] is not JsonObject bar)
            own["colorbar"] = bar = [];
        bar["thickness"] ??= Thickness;
        bar["x"] ??= Math.Round(1 + Gap / drawing.PlotWidth, 4);
        bar["xanchor"] ??= "left";
        bar["xpad"] ??= 0;
        bar["ypad"] ??= 0;
        bar["len"] ??= 1;
        bar["outlinewidth"] ??= 0;
        bar["ticks"] ??= "outside";
        bar["ticklen"] ??= 4;
        bar["tickcolor"] ??= Palette.AxisLine;
        bar["tickfont"] ??= new JsonObject { ["size"] = Drawing.TickSize, ["color"] = Palette.SmallText };
        if (bar["tickvals"] is null)
        {
            var ticks = TicksOf(trace);
            bar["tickvals"] = new JsonArray([.. ticks.Select(t => JsonValue.Create(t.At))]);
            bar["ticktext"] = new JsonArray([.. ticks.Select(t => JsonValue.Create(t.Text))]);
        }
        if (bar["title"] is JsonObject title)
        {
            title["side"] ??= "right";
            title["font"] ??= new JsonObject { ["size"] = Drawing.AxisTitleSize };
        }
        if (own["colorscale"] is null)
            own["colorscale"] = Heat.Json(Palette.Sequential);
        if (Drawing.Kind(own) == "contour" && (own["contours"] as JsonObject)?["size"] is null)
        {
            var (start, size, count) = Heat.Levels(own, Numbers.Rows(own["z"]));
            if (own["contours"] is not JsonObject contours)
                own["contours"] = contours = [];
            contours["start"] = start;
            contours["end"] = start + (count - 1) * size;
            contours["size"] = size;
            own["autocontour"] = false;
        }
    }
}
