using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Descent.Notebooks;
using Markdig.Syntax;

namespace Descent.Publishing.Slides;

/// <summary>
/// The slides of a notebook, from <c>slide_type</c>: <c>slide</c> and <c>subslide</c> begin one, <c>fragment</c> and
/// <c>-</c> go on with it, <c>notes</c> are for the speaker, <c>skip</c> is for the page only.
/// </summary>
/// <remarks>Tags: a slide has no place to unfold something, so <c>hide-input</c>, <c>hide-output</c> and <c>hide-cell</c> leave out what they hide.</remarks>
internal sealed partial class SlideReader(Rendering deck)
{
    /// <summary>So many lines of an output are put on slides.</summary>
    private const int LongestText = 40;

    private readonly ProseMeasure measure = new(deck.Typesetter);

    /// <summary>All slides, in order.</summary>
    public IReadOnlyList<Slide> Read()
    {
        var slides = new List<Slide>();
        List<SlidePart> parts = [];
        List<string> notes = [];
        bool vertical = false;
        foreach (Cell cell in deck.Notebook.Notebook.Cells)
        {
            string type = CourseNotebook.SlideType(cell);
            if (type == "skip" || cell.Type == "raw" || Has(cell, "remove-cell") || Has(cell, "hide-cell"))
                continue;
            if (type is "slide" or "subslide")
            {
                Finish();
                vertical = type == "subslide";
            }
            if (type == "notes")
                notes.Add(cell.IsCode ? $"<pre>{Html.Escape(cell.Source)}</pre>" : deck.Markdown.Render(cell.Source, cell));
            else
                parts.AddRange(cell.IsCode ? Code(cell, type == "fragment") : Prose(cell, type == "fragment"));
        }
        Finish();
        return slides;

        void Finish()
        {
            if (parts.Count > 0)
                slides.Add(new Slide(vertical && slides.Count > 0, parts, string.Concat(notes)));
            parts = [];
            notes = [];
        }
    }

    private static bool Has(Cell cell, string tag) => cell.Tags.Any(own => own.Replace('_', '-') == tag);

    private IEnumerable<SlidePart> Prose(Cell cell, bool fragment)
    {
        string markdown = MarkdownRenderer.DisplayFormulas(cell.Source);
        var document = Markdig.Markdown.Parse(markdown, MarkdownRenderer.Pipeline);
        // HTML may reach over several blocks, and so may the targets of links.
        if (document.Any(block => block is HtmlBlock or LinkReferenceDefinitionGroup))
        {
            yield return new ProsePart([(deck.Markdown.Render(markdown, cell), (width, size) => document.Sum(block => measure.Height(block, width, size)))]) { IsFragment = fragment };
            yield break;
        }
        List<(string, Func<double, double, double>)> blocks = [];
        foreach (Block block in document)
        {
            string source = markdown.Substring(block.Span.Start, block.Span.Length);
            if (block is HeadingBlock or FencedCodeBlock && blocks.Count > 0)
            {
                yield return new ProsePart(blocks) { IsFragment = fragment };
                blocks = [];
            }
            if (block is HeadingBlock heading)
            {
                string text = source.Trim('#', ' ');
                yield return new HeadingPart(heading.Level, deck.Markdown.RenderInline(text), text) { IsFragment = fragment };
            }
            else if (block is FencedCodeBlock)
            {
                string html = deck.Markdown.Render(source, cell);
                int start = html.IndexOf("<code>", StringComparison.Ordinal) + "<code>".Length;
                yield return Monospace(Lines(html[start..html.LastIndexOf("</code>", StringComparison.Ordinal)]), "code", fragment);
            }
            else
            {
                blocks.Add((deck.Markdown.Render(source, cell), (width, size) => measure.Height(block, width, size)));
            }
        }
        if (blocks.Count > 0)
            yield return new ProsePart(blocks) { IsFragment = fragment };
    }

    private static IReadOnlyList<string> Lines(string html) => HtmlLines.Split(html.Replace("\t", "    "));

    private static MonospacePart Monospace(IReadOnlyList<string> lines, string kind, bool fragment) =>
        new([.. lines.Select(HtmlLines.Text)], lines, kind) { IsFragment = fragment };

    private IEnumerable<SlidePart> Code(Cell cell, bool fragment)
    {
        string source = cell.Source.Trim('\n', '\r', ' ').Replace("\t", "    ");
        if (source.Length > 0 && !Has(cell, "remove-input") && !Has(cell, "hide-input"))
            yield return new MonospacePart(source.Split('\n'), HtmlLines.Split(NotebookRenderer.Highlight(source, deck)), "code") { IsFragment = fragment };
        if (Has(cell, "remove-output") || Has(cell, "hide-output"))
            yield break;
        foreach (var part in Together(cell.Json["outputs"] as JsonArray ?? []).SelectMany(outputs => Output(cell, outputs, fragment)))
            yield return part;
    }

    /// <summary>The outputs one by one, but the pieces of a stream together.</summary>
    private static IEnumerable<List<JsonObject>> Together(JsonArray outputs)
    {
        List<JsonObject> group = [];
        foreach (var output in outputs.OfType<JsonObject>())
        {
            bool goesOn = group.Count > 0 && $"{output["output_type"]}" == "stream" && $"{group[^1]["name"]}" == $"{output["name"]}";
            if (!goesOn && group.Count > 0)
            {
                yield return group;
                group = [];
            }
            group.Add(output);
        }
        if (group.Count > 0)
            yield return group;
    }

    private IEnumerable<SlidePart> Output(Cell cell, List<JsonObject> outputs, bool fragment)
    {
        var plotly = (outputs[0]["data"] as JsonObject)?[OutputRenderer.PlotlyType];
        // What a page shows of them, without anything to load.
        var alone = new Cell(new JsonObject { ["cell_type"] = "code", ["id"] = cell.Id, ["outputs"] = new JsonArray([.. outputs.Select(output => output.DeepClone())]) }, cell.Number);
        foreach (var output in alone.Outputs)
            (output!["data"] as JsonObject)?.Remove(OutputRenderer.PlotlyType);
        if (plotly is not null)
        {
            yield return new FigurePart(plotly, () => deck.Outputs.Render(alone)) { IsFragment = fragment };
            yield break;
        }
        string html = deck.Outputs.Render(alone);
        if (html.StartsWith("<figure", StringComparison.Ordinal))
        {
            yield return new FigurePart(null, () => html) { IsFragment = fragment };
            yield break;
        }
        if (PlainValue().Match(html) is { Success: true } value)
            html = value.Groups[1].Value;
        if (html.StartsWith("<pre", StringComparison.Ordinal))
        {
            int start = html.IndexOf('>') + 1, end = html.LastIndexOf("</pre>", StringComparison.Ordinal);
            string kind = html[..start].Contains("err", StringComparison.Ordinal) ? "output error" : "output";
            var lines = Lines(html[start..end]);
            yield return Monospace([.. lines.Take(LongestText)], kind, fragment);
            html = html[(end + "</pre>".Length)..];
            if (lines.Count > LongestText)
                html = $"<p class=\"note\">{lines.Count - LongestText} more lines are in <a href=\"{deck.LinkTo(deck.Notebook.DownloadPath)}\">the notebook</a>.</p>";
        }
        if (html.Length > 0)
            yield return new MarkupPart(html) { IsFragment = fragment };
    }

    /// <summary>A value that is shown as plain text: on a slide it looks like any printed text.</summary>
    [GeneratedRegex("""^\s*<div class="rich">\s*<div class="dni-plaintext">\s*(<pre>[^<]*</pre>)\s*</div>\s*</div>\s*$""")]
    private static partial Regex PlainValue();
}
