using System.Text.Json.Nodes;

namespace Descent.Charts;

/// <summary>Decides what an axis shows: its type, range, ticks and title.</summary>
internal static class AxisRange
{
    /// <summary>Type and range, from what the author said or else from the data.</summary>
    public static void Decide(Axis axis, Drawing drawing)
    {
        var given = drawing.Layout[axis.Key] as JsonObject;
        char letter = axis.Id[0];
        var traces = drawing.Traces.Where(t => (Drawing.Text(t[axis.IsX ? "xaxis" : "yaxis"]) ?? letter.ToString()) == axis.Id
                                               && Drawing.Flag(t["visible"]) != false).ToList();
        string? type = Drawing.Text(given?["type"]);
        axis.Type = type is "log" or "category" or "linear" ? type
            : traces.Any(t => t[letter.ToString()] is JsonArray a && a.Any(IsWord)) ? "category" : "linear";
        if (axis.Type == "category")
        {
            if (given?["categoryarray"] is JsonArray order)
                axis.Categories.AddRange(order.Select(n => n!.ToString()));
            foreach (var name in traces.SelectMany(t => (t[letter.ToString()] as JsonArray ?? []).Where(n => n is not null).Select(n => n!.ToString())))
                if (!axis.Categories.Contains(name))
                    axis.Categories.Add(name);
        }

        var extent = new Extent(axis);
        foreach (var trace in traces)
            extent.Include(trace, drawing);
        axis.Whole = extent.Whole;
        if (given?["range"] is JsonArray { Count: 2 } range && !double.IsNaN(Drawing.Number(range[0])) && !double.IsNaN(Drawing.Number(range[1])))
            (axis.From, axis.To) = (Drawing.Number(range[0]), Drawing.Number(range[1]));
        else
            (axis.From, axis.To) = extent.Range(Drawing.Text(given?["autorange"]) == "reversed");
        if (axis.From == axis.To)
            (axis.From, axis.To) = (axis.From - 0.5, axis.To + 0.5);
    }

    private static bool IsWord(JsonNode? node) => Drawing.Text(node) is not null && double.IsNaN(Drawing.Number(node));

    /// <summary>Ticks, their angle and the title's line breaks, once the axis has its length.</summary>
    public static void Label(Axis axis, JsonObject? given)
    {
        string? title = Drawing.TitleOf(given?["title"]);
        axis.Title = title is { Length: > 0 } ? Charts.Label.Wrap(title, Math.Max(80, axis.Length + 40), Drawing.AxisTitleSize) : null;
        double spacing = axis.IsX ? Math.Min(55, axis.Length / 4.5) : Math.Min(36, axis.Length / 3.5);
        axis.Ticks = Choose(axis, given, spacing);
        if (axis.Type != "category" && axis.IsX && given?["tickvals"] is null && given?["dtick"] is null)
            while (spacing < axis.Length && Crowded(axis)) // long labels want fewer ticks
                axis.Ticks = Choose(axis, given, spacing += 15);
        axis.Intervals = Ticks.Intervals(axis.From, axis.To, axis.Length, spacing, axis.Whole);
        axis.TickAngle = Drawing.Known(Drawing.Number(given?["tickangle"]), axis.IsX && axis.Type == "category" && Crowded(axis) ? -35 : 0);
    }

    private static IReadOnlyList<(double At, string Text)> Choose(Axis axis, JsonObject? given, double spacing)
    {
        double low = Math.Min(axis.From, axis.To), high = Math.Max(axis.From, axis.To);
        if (!axis.ShowTicks)
            return [];
        if (given?["tickvals"] is JsonArray values && Drawing.Text(given["tickmode"]) is null or "array")
        {
            var texts = given!["ticktext"] as JsonArray;
            // On an axis of categories a tick is given by name or by position.
            var at = axis.Type == "category" && !values.Any(IsWord) ? Numbers.Read(values) : axis.Read(values);
            return [.. at.Select((v, i) => (v, texts is not null && i < texts.Count ? texts[i]?.ToString() ?? "" : Numbers.Label(v)))
                .Where(t => axis.Unit(t.v) >= low - 1e-9 && axis.Unit(t.v) <= high + 1e-9)];
        }
        if (axis.Type == "category")
            return [.. axis.Categories.Select((name, i) => ((double)i, Charts.Label.Escape(Shortened(Charts.Label.Plain(name))))).Where(t => t.Item1 >= low && t.Item1 <= high)];
        if (axis.Type == "log")
            return Ticks.Logarithmic(low, high, (int)(axis.Length / spacing));
        double step = Drawing.Number(given?["dtick"]), start = Drawing.Known(Drawing.Number(given?["tick0"]), 0);
        if (!(step > 0))
            step = Ticks.Step(low, high, Drawing.Number(given?["nticks"]) is > 0 and var n ? (int)n : Ticks.Intervals(low, high, axis.Length, spacing, axis.Whole));
        return Ticks.Linear(low, high, step, start);
    }

    private static string Shortened(string name) =>
        new System.Globalization.StringInfo(name) is { LengthInTextElements: > 26 } long26 ? long26.SubstringByTextElements(0, 25) + "…" : name;

    private static bool Crowded(Axis axis)
    {
        double end = double.NegativeInfinity;
        foreach (var (at, text) in axis.Ticks)
        {
            double half = Charts.Label.Width(text, Drawing.TickSize) / 2, center = axis.Pixel(at);
            if (center - half < end + 8)
                return true;
            end = center + half;
        }
        return false;
    }

    /// <summary>Writes the decisions into the figure's layout.</summary>
    public static void Write(Axis axis, JsonObject layout)
    {
        if (layout[axis.Key] is not JsonObject json)
            layout[axis.Key] = json = [];
        bool mine = json["range"] is null;
        json["type"] ??= axis.Type;
        if (mine)
        {
            json["range"] = new JsonArray(Numbers.Significant(axis.From, 8), Numbers.Significant(axis.To, 8));
            json.Remove("autorange");
        }
        if (axis.Domain != (0, 1) && json["domain"] is null)
            json["domain"] = new JsonArray(axis.Domain.From, axis.Domain.To);
        if (axis.Id.Length > 1)
            json["anchor"] ??= axis.Anchor;
        if (axis.Title is not null)
        {
            if (json["title"] is not JsonObject title)
                json["title"] = title = [];
            title["text"] = axis.Title;
            // It is kept: for another size the plots of the grid may stand in other columns.
            if (axis.IsTitledElsewhere)
            {
                if (title["font"] is not JsonObject font)
                    title["font"] = font = [];
                font["color"] = Drawing.Invisible;
            }
        }
        if (axis.TickAngle != 0)
            json["tickangle"] ??= axis.TickAngle;
        if (!axis.ShowTicks || json["tickvals"] is not null || json["dtick"] is not null || json["nticks"] is not null)
            return;
        if (axis.Type == "linear")
        {
            json["nticks"] = axis.Intervals;
            return;
        }
        json["tickmode"] = "array";
        json["tickvals"] = new JsonArray([.. axis.Ticks.Select(t => JsonValue.Create(t.At))]);
        json["ticktext"] = new JsonArray([.. axis.Ticks.Select(t => JsonValue.Create(t.Text))]);
    }
}
