using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Descent.Notebooks;

namespace Descent.Publishing;

/// <summary>The outputs of a cell as HTML. Of several MIME types the richest that a page can show is taken; what is unknown falls back to text.</summary>
public sealed partial class OutputRenderer
{
    /// <summary>A Plotly figure.</summary>
    public const string PlotlyType = "application/vnd.plotly.v1+json";

    private static readonly string[] pictures = ["image/png", "image/jpeg", "image/gif", "image/webp"];

    private readonly Rendering page;
    private readonly HashSet<string> pictureIds = [];

    internal OutputRenderer(Rendering page) => this.page = page;

    /// <summary>All outputs of a cell; empty if it has none. Pieces of one stream that follow each other are joined.</summary>
    public string Render(Cell cell)
    {
        if (cell.Json["outputs"] is not JsonArray outputs)
            return "";
        var html = new StringBuilder();
        for (int i = 0; i < outputs.Count; i++)
        {
            JsonObject output = outputs[i]!.AsObject();
            string type = Text(output["output_type"]);
            if (type == "stream")
            {
                string name = Text(output["name"]), text = Text(output["text"]);
                while (i + 1 < outputs.Count && Text(outputs[i + 1]!["output_type"]) == "stream" && Text(outputs[i + 1]!["name"]) == name)
                    text += Text(outputs[++i]!["text"]);
                html.Append(Plain(text, name == "stderr" ? "stream stderr" : "stream"));
            }
            else if (type == "error")
            {
                html.Append(Error(output));
            }
            else if (output["data"] is JsonObject data)
            {
                html.Append(Bundle(cell, data, $"{Rendering.NameOf(cell)}{(i == 0 ? "" : $"-{i + 1}")}"));
            }
        }
        return html.ToString();
    }

    /// <summary>One output with its MIME types.</summary>
    /// <param name="cell">Its cell.</param>
    /// <param name="data">The MIME bundle.</param>
    /// <param name="name">What files that belong to it are called.</param>
    private string Bundle(Cell cell, JsonObject data, string name)
    {
        string plain = Text(data["text/plain"]);
        if (data["image/svg+xml"] is { } svg && Svg(Text(svg), plain) is { Length: > 0 } drawing)
        {
            if (page.WriteFigures)
                page.Files.Add($"figures/{page.Notebook.Slug}/{name}.svg", drawing + "\n");
            // What cannot be drawn for a phone scrolls sideways there.
            string narrow = Narrow(data[PlotlyType], plain);
            return Figure(data[PlotlyType], name, narrow.Length > 0 ? drawing + narrow : $"<div class=\"wide\">{drawing}</div>");
        }
        if (data[PlotlyType] is { } figure && figure.ToJsonString().Length < OutputLimits.Markup)
            return Figure(figure, name, Plain(plain.Length > 0 ? plain : "An interactive figure.", "value"));
        if (data["text/html"] is { } markup && Markup(cell, Text(markup)) is { Length: > 0 } safe)
            return $"<div class=\"rich\">{safe}</div>";
        if (data["text/markdown"] is { } markdown)
            return $"<div class=\"rich\">{page.Markdown.Render(OutputLimits.Cut(Text(markdown)), cell)}</div>";
        foreach (string type in pictures)
            if (data[type] is { } picture && Picture(picture, type, plain) is { Length: > 0 } image)
                return image;
        if (data["text/latex"] is { } latex)
            return Equation.ToHtml(Text(latex).Trim().Trim('$'), page);
        if (plain.Length > 0)
            return Plain(plain, "value");
        if (data.FirstOrDefault(item => MultilineText.IsJson(item.Key) && item.Key != PlotlyType) is { Value: { } json })
            return Plain(JsonText.Write(json), "value");
        if (data.FirstOrDefault(item => item.Key.StartsWith("text/", StringComparison.Ordinal) && item.Key != "text/html") is { Value: { } other })
            return Plain(Text(other), "value");
        string types = string.Join(", ", data.Select(item => item.Key));
        return types.Length == 0 ? "" : $"<p class=\"note\">An output of type {Html.Escape(types)}, which a page cannot show, or which is too large; it is in the notebook.</p>";
    }

    private static string Plain(string text, string kind)
    {
        string shown = OutputLimits.Cut(text).TrimEnd('\n');
        if (shown.Length == 0)
            return "";
        string note = text.Length > OutputLimits.Text ? OutputLimits.Note(text.Length, shown.Length) : "";
        return $"<pre class=\"{kind}\">{AnsiText.ToHtml(shown)}</pre>{note}";
    }

    private static string Error(JsonObject output)
    {
        string trace = output["traceback"] is JsonArray lines ? string.Join('\n', lines.Select(Text)) : "";
        string message = $"{Text(output["ename"])}: {Text(output["evalue"])}";
        return Plain(trace.Trim().Length > 0 ? trace : message, "stream error");
    }

    private string Figure(JsonNode? figure, string name, string shown)
    {
        string attributes = "";
        if (figure?.ToJsonString() is { Length: < OutputLimits.Markup } json)
        {
            // A script, since a page that was opened as a file may load scripts, but not JSON.
            string path = $"figures/{page.Notebook.Slug}/{name}.js";
            page.Files.Add(path, $"descentFigure({JsonValue.Create(path).ToJsonString()}, {json});\n");
            attributes = $" data-figure=\"{Html.Escape(path)}\" data-source=\"{Html.Escape(page.LinkTo(path))}\"";
        }
        return $"<figure class=\"chart\"{attributes}>{shown}</figure>";
    }

    /// <summary>The same figure for a phone; empty if there is none.</summary>
    private string Narrow(JsonNode? figure, string plain) =>
        figure is not null && NarrowFigure.Draw(figure) is { } narrow && Svg(narrow, plain) is { Length: > 0 } drawing
            ? drawing.Insert("<svg".Length, " class=\"narrow\"") : "";

    /// <summary>A drawing that is safe, has a description, and shares no id with another of the page; empty if it is none.</summary>
    private string Svg(string svg, string plain)
    {
        if (svg.Length > OutputLimits.Markup)
            return "";
        string safe;
        try
        {
            safe = page.Typesetter.Svg(svg);
        }
        catch (TypesettingException)
        {
            return "";
        }
        string[] own = [.. SvgId().Matches(safe).Select(match => match.Groups[1].Value).Distinct()];
        if (own.Any(pictureIds.Contains))
        {
            string mark = page.FreeId("figure");
            safe = SvgId().Replace(safe, match => $" id=\"{mark}-{match.Groups[1].Value}\"");
            safe = SvgReference().Replace(safe, match => own.Contains(match.Groups[2].Value) ? $"{match.Groups[1].Value}{mark}-{match.Groups[2].Value}" : match.Value);
            safe = LabelledBy().Replace(safe, match => $" aria-labelledby=\"{string.Join(' ', match.Groups[1].Value.Split(' ').Select(id => $"{mark}-{id}"))}\"");
            own = [.. own.Select(id => $"{mark}-{id}")];
        }
        pictureIds.UnionWith(own);
        Match start = SvgStart().Match(safe);
        if (!start.Success)
            return "";
        string attributes = start.Groups[1].Value;
        string described = attributes.Contains(" aria-label") ? "" : $" aria-label=\"{Html.Escape(plain.Length > 0 ? OutputLimits.Cut(plain).Trim() : "Figure")}\"";
        string role = attributes.Contains(" role=") ? "" : " role=\"img\"";
        return safe[start.Index..].Insert("<svg".Length, role + described);
    }

    private string Markup(Cell cell, string html)
    {
        if (html.Length > OutputLimits.Markup)
            return "";
        try
        {
            string safe = page.Links.Rewrite(page.WithoutOwnIds(page.Typesetter.Html(Tokens.Clean(html))), cell).Trim();
            // Scripts alone leave nothing behind.
            return Tag().Replace(safe, "").Trim().Length > 0 || safe.Contains("<img") || safe.Contains("<svg") ? safe : "";
        }
        catch (TypesettingException)
        {
            return "";
        }
    }

    private string Picture(JsonNode data, string type, string plain)
    {
        try
        {
            byte[] bytes = Convert.FromBase64String(Text(data));
            string ending = type == "image/jpeg" ? ".jpg" : $".{type["image/".Length..]}";
            string about = plain.Length > 0 && !plain.StartsWith('<') ? OutputLimits.Cut(plain).Trim() : "Figure";
            return $"<figure class=\"picture\"><img src=\"{page.Links.Carry(bytes, ending)}\" alt=\"{Html.Escape(about)}\" loading=\"lazy\"></figure>";
        }
        catch (FormatException)
        {
            return "";
        }
    }

    private static string Text(JsonNode? node) => node switch
    {
        JsonArray lines => string.Concat(lines.OfType<JsonValue>().Select(line => line.TryGetValue(out string? text) ? text : "")),
        JsonValue value => value.TryGetValue(out string? text) ? text : value.ToJsonString(),
        null => "",
        _ => node.ToJsonString(),
    };

    [GeneratedRegex(@"\sid=""([^""]+)""")]
    private static partial Regex SvgId();

    [GeneratedRegex(@"((?:url\(#|href=""#))([^"")]+)")]
    private static partial Regex SvgReference();

    [GeneratedRegex(@"\saria-labelledby=""([^""]+)""")]
    private static partial Regex LabelledBy();

    [GeneratedRegex(@"<svg\b([^>]*)>")]
    private static partial Regex SvgStart();

    [GeneratedRegex(@"<[^>]*>")]
    private static partial Regex Tag();
}
