using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Descent.Formatting;

namespace Descent.Charts;

/// <summary>
/// A figure: series ("traces"), a layout and perhaps frames, in Plotly's form. It never changes; every With… gives a
/// new one. A notebook shows it in three ways at once: as Plotly JSON, as SVG and as one line of text.
/// </summary>
/// <remarks>
/// Text is shown letter for letter. NaN and infinities are gaps. Lines of many thousand points are thinned out so that
/// no spike is lost. The picture is the same, byte for byte, for the same numbers.
/// </remarks>
[TypeFormatterSource(typeof(ChartFormatters), PreferredMimeTypes = [ChartFormatters.Plotly, ChartFormatters.Svg, ChartFormatters.Text])]
public sealed partial class Chart
{
    internal const double DefaultWidth = 700, DefaultHeight = 420;

    private static readonly JsonSerializerOptions compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lazy<Drawing> drawing;

    internal Chart(IReadOnlyList<JsonObject> traces, JsonObject? layout = null, IReadOnlyList<JsonObject>? frames = null)
    {
        Traces = traces;
        Layout = layout ?? [];
        Frames = frames ?? [];
        drawing = new Lazy<Drawing>(() => Drawing.Of(this));
    }

    internal IReadOnlyList<JsonObject> Traces { get; }

    internal JsonObject Layout { get; }

    /// <summary>Each has a name and the data that replace those of the traces.</summary>
    internal IReadOnlyList<JsonObject> Frames { get; }

    internal Drawing Drawing => drawing.Value;

    /// <summary>Reads a Plotly figure: {"data": […], "layout": {…}, "frames": […]}, as Plotly.NET and plotly.py write it.</summary>
    /// <exception cref="FormatException">The text is not JSON, or not a figure.</exception>
    public static Chart FromJson(string json)
    {
        JsonNode? figure;
        try
        {
            figure = JsonNode.Parse(json);
        }
        catch (JsonException e)
        {
            throw new FormatException($"This is not a Plotly figure: {e.Message}", e);
        }
        if ((figure as JsonObject)?["data"] is not JsonArray data || data.Any(t => t is not JsonObject))
            throw new FormatException("This is not a Plotly figure: it has no list 'data' of traces.");
        var frames = (figure!["frames"] as JsonArray ?? []).OfType<JsonObject>();
        return new Chart([.. data.Select(t => (JsonObject)t!.DeepClone())], figure!["layout"]?.DeepClone() as JsonObject,
                         [.. frames.Select(f => (JsonObject)f.DeepClone())]);
    }

    /// <summary>The figure as Plotly JSON, with the ranges and ticks that the SVG has too.</summary>
    public string ToJson()
    {
        var figure = new JsonObject
        {
            ["data"] = new JsonArray([.. Drawing.Traces.Select(t => t.DeepClone())]),
            ["layout"] = Drawing.Layout.DeepClone(),
        };
        if (Frames.Count > 0)
            figure["frames"] = new JsonArray([.. Frames.Select(f => f.DeepClone())]);
        figure["config"] = new JsonObject { ["responsive"] = false, ["displaylogo"] = false };
        return figure.ToJsonString(compact);
    }

    /// <summary>The figure as an SVG picture: a white card with dark text, of a fixed size.</summary>
    public string ToSvg() => Frames.Count > 0 ? Scrubber.SmallMultiples(this).ToSvg() : new SvgPicture(this).ToString();

    /// <summary>One line that says what the figure shows.</summary>
    public override string ToString() => Description.Of(this);

    /// <summary>Writes the SVG picture to a file.</summary>
    public void SaveSvg(string path) => File.WriteAllText(path, ToSvg(), new UTF8Encoding(false));

    /// <summary>Writes the Plotly figure to a file.</summary>
    public void SaveJson(string path) => File.WriteAllText(path, ToJson(), new UTF8Encoding(false));

    /// <summary>Titles the figure; an empty title takes it away.</summary>
    public Chart WithTitle(string title) => With(l => Part(l, "title")["text"] = Label.Escape(title));

    /// <summary>Titles the x axis, makes it logarithmic, or sets its range (in data values).</summary>
    public Chart WithXAxis(string? title = null, bool? log = null, (double From, double To)? range = null) =>
        WithAxis('x', title, log, range);

    /// <summary>Titles the y axis, makes it logarithmic, or sets its range (in data values).</summary>
    public Chart WithYAxis(string? title = null, bool? log = null, (double From, double To)? range = null) =>
        WithAxis('y', title, log, range);

    /// <summary>Shows the names of the series, or hides them.</summary>
    public Chart WithLegend(bool show = true) => With(l => l["showlegend"] = show);

    /// <summary>Sets the size in pixels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 120 or above 4,000 pixels.</exception>
    public Chart WithSize(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(width, height), 120);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Max(width, height), 4000);
        return With(l => (l["width"], l["height"]) = (width, height));
    }

    /// <summary>Adds texts at points of the data.</summary>
    /// <exception cref="ArgumentException">A point is not finite, or not above zero on a logarithmic axis.</exception>
    public Chart WithAnnotations(params IEnumerable<(double X, double Y, string Text)> annotations) => With(layout =>
    {
        var list = layout["annotations"] as JsonArray ?? [];
        foreach (var (x, y, text) in annotations)
            list.Add(new JsonObject
            {
                ["x"] = OnAxis(x, IsLog(layout, "xaxis"), text),
                ["y"] = OnAxis(y, IsLog(layout, "yaxis"), text),
                ["text"] = Label.Escape(text),
                ["showarrow"] = true,
                ["arrowcolor"] = Palette.SmallText,
                ["arrowwidth"] = 1,
                ["arrowhead"] = 0,
                ["ax"] = 0,
                ["ay"] = -26,
                ["bgcolor"] = Palette.Fade(Palette.Card, 0.85),
            });
        if (list.Parent is null)
            layout["annotations"] = list;
    });

    internal static bool IsLog(JsonObject layout, string axis) => Drawing.Text((layout[axis] as JsonObject)?["type"]) == "log";

    internal Chart With(Action<JsonObject> change)
    {
        var layout = (JsonObject)Layout.DeepClone();
        change(layout);
        return new Chart(Traces, layout, Frames);
    }

    internal static JsonObject Part(JsonObject parent, string key)
    {
        if (parent[key] is not JsonObject part)
            parent[key] = part = [];
        return part;
    }

    private Chart WithAxis(char letter, string? title, bool? log, (double From, double To)? range) => With(layout =>
    {
        // In a grid it is the outer axes that carry the title.
        foreach (string key in OuterAxes(layout, letter))
        {
            var axis = Part(layout, key);
            if (title is not null)
                Part(axis, "title")["text"] = Label.Escape(title);
            if (log is not null)
                SetLog(layout, axis, key, log.Value);
            if (range is { } given)
            {
                if (!double.IsFinite(given.From) || !double.IsFinite(given.To) || given.From == given.To)
                    throw new ArgumentException($"An axis runs from one finite number to another, not from {given.From} to {given.To}.", nameof(range));
                if (Drawing.Text(axis["type"]) == "log" && !(given.From > 0 && given.To > 0))
                    throw new ArgumentException($"A logarithmic axis needs a range above zero, not [{given.From}, {given.To}].", nameof(range));
                axis["range"] = Drawing.Text(axis["type"]) == "log"
                    ? new JsonArray(Math.Log10(given.From), Math.Log10(given.To)) : new JsonArray(given.From, given.To);
            }
        }
    });

    // Ranges and places of texts are powers of ten on a logarithmic axis: those that are there already are rewritten.
    private static void SetLog(JsonObject layout, JsonObject axis, string key, bool log)
    {
        bool was = Drawing.Text(axis["type"]) == "log";
        axis["type"] = log ? "log" : "linear";
        if (was == log)
            return;
        double Rewritten(double value) => log ? Math.Log10(value) : Math.Pow(10, value);
        if (axis["range"] is JsonArray { Count: 2 } range)
        {
            double from = Rewritten(Drawing.Number(range[0])), to = Rewritten(Drawing.Number(range[1]));
            if (double.IsFinite(from) && double.IsFinite(to))
                axis["range"] = new JsonArray(from, to);
            else
                axis.Remove("range"); // of zero or less there is no logarithm: the data decide
        }
        string letter = key[..1], id = letter + key[5..];
        foreach (var note in (layout["annotations"] as JsonArray ?? []).OfType<JsonObject>())
            if ((Drawing.Text(note[letter + "ref"]) ?? letter) == id && Rewritten(Drawing.Number(note[letter])) is var at && double.IsFinite(at))
                note[letter] = at;
    }

    private static double OnAxis(double value, bool log, string text)
    {
        double at = log ? Math.Log10(value) : value;
        return double.IsFinite(at) ? at
            : throw new ArgumentException($"The text “{text}” cannot stand at {value}{(log ? " on a logarithmic axis" : "")}: its place must be finite{(log ? " and above zero" : "")}.");
    }

    private IEnumerable<string> OuterAxes(JsonObject layout, char letter)
    {
        if (layout["grid"] is not JsonObject grid)
            return [letter + "axis"];
        int columns = Drawing.ColumnsOf(grid), cells = Traces.Select(t => Drawing.Text(t["xaxis"]) ?? "x").Distinct().Count();
        return Enumerable.Range(0, cells).Where(i => letter == 'y' ? i % columns == 0 : i + columns >= cells)
            .Select(i => letter + "axis" + (i == 0 ? "" : i + 1));
    }
}
