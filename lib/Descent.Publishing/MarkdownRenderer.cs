using System.Text;
using System.Text.RegularExpressions;
using Descent.Notebooks;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Descent.Publishing;

/// <summary>Markdown cells as HTML: formulas typeset, equations numbered and linked, C# coloured, raw HTML made safe.</summary>
public sealed partial class MarkdownRenderer
{
    internal static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
        .UseAutoLinks().UseTaskLists().UseMathematics().Build();

    private readonly Rendering page;
    private readonly List<Heading> headings = [];

    internal MarkdownRenderer(Rendering page) => this.page = page;

    /// <summary>The headings that were rendered so far.</summary>
    public IReadOnlyList<Heading> Headings => headings;

    /// <summary>The HTML of a Markdown text.</summary>
    /// <param name="markdown">The text.</param>
    /// <param name="cell">Its cell, for attachments and messages.</param>
    /// <exception cref="PublishingException">An image is not there or lies outside of what is published.</exception>
    public string Render(string markdown, Cell? cell = null)
    {
        string text = DisplayFormulas(Tokens.Clean(markdown));
        var tokens = new Tokens();
        MarkdownDocument document;
        try
        {
            document = Markdig.Markdown.Parse(text, Pipeline);
            foreach (var heading in document.Descendants<HeadingBlock>())
                heading.GetAttributes().Id = page.FreeId(Anchor(heading.Inline));
            page.Passages.Add(document);
            LinkEquations(document, tokens);
        }
        catch (ArgumentException e) when (e.Message.Contains("nested", StringComparison.OrdinalIgnoreCase))
        {
            return $"<pre class=\"cut\"><code>{Html.Escape(OutputLimits.Cut(markdown))}</code></pre><p class=\"note\">This text is nested too deeply to be laid out.</p>";
        }
        string html = Write(document, tokens);
        bool raw = document.Descendants().Any(node => node is HtmlInline or HtmlBlock { Type: not HtmlBlockType.Comment });
        html = raw ? Sanitized(html) : html;
        html = page.Links.Rewrite(html, cell);
        html = Table().Replace(html, "<div class=\"table\">$0</div>");
        html = EmptyHeader().Replace(html, "<td></td>");
        return tokens.Resolve(CollectHeadings(html, tokens)).Trim();
    }

    /// <summary>The HTML of one line, without a paragraph around it.</summary>
    public string RenderInline(string markdown) => Paragraph().Replace(Render(markdown), "$1");

    private string Sanitized(string html)
    {
        try
        {
            return page.WithoutOwnIds(page.Typesetter.Html(html));
        }
        catch (TypesettingException e)
        {
            return $"<p class=\"note\">The HTML of this text cannot be shown: {Html.Escape(e.Message)}</p>";
        }
    }

    /// <summary>Makes a link of each number in parentheses that is an equation's.</summary>
    private void LinkEquations(MarkdownDocument document, Tokens tokens)
    {
        foreach (var literal in document.Descendants<LiteralInline>().Where(literal => !IsInLink(literal)).ToList())
        {
            string text = literal.Content.ToString();
            string linked = Reference().Replace(text, match => EquationLink(match) is { } link ? tokens.Add(link) : match.Value);
            if (linked != text)
                literal.Content = new Markdig.Helpers.StringSlice(linked);
        }
    }

    private static bool IsInLink(Inline inline)
    {
        for (ContainerInline? at = inline.Parent; at is not null; at = at.Parent)
            if (at is LinkInline)
                return true;
        return false;
    }

    private string? EquationLink(Match match)
    {
        string tag = match.Groups[1].Value;
        return page.Site.Equation(page.Notebook, tag) is { } home
            ? $"<a class=\"equation-reference\" href=\"{(home.PagePath == page.Path ? "" : page.LinkTo(home.PagePath))}#{Equation.Id(tag)}\">({tag})</a>"
            : null;
    }

    private string Write(MarkdownDocument document, Tokens tokens)
    {
        // What it introduces is in the next cell, and stays with it on paper.
        if (document.LastChild is ParagraphBlock { Inline.LastChild: LiteralInline last } words && last.Content.ToString().EndsWith(':'))
            words.GetAttributes().AddClass("lead-in");
        var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.RemoveAll(r => r is HtmlMathBlockRenderer or HtmlMathInlineRenderer or CodeBlockRenderer or LiteralInlineRenderer);
        renderer.ObjectRenderers.Add(new LiteralRenderer());
        renderer.ObjectRenderers.Insert(0, new FormulaRenderer(page, tokens));
        renderer.ObjectRenderers.Insert(0, new FormulaBlockRenderer(page, tokens));
        renderer.ObjectRenderers.Add(new FencedCodeRenderer(tokens));
        renderer.Render(document);
        writer.Flush();
        return Joined().Replace(ShortCode().Replace(writer.ToString(), "<code class=\"joined\">$1</code>"),
                match => match.Value.StartsWith('(') || match.Groups[2].Length > 0 ? $"<span class=\"joined\">{match.Groups[1]}{match.Groups[2]}</span>" : match.Groups[1].Value)
            .Replace("<input disabled=\"disabled\" type=\"checkbox\" checked=\"checked\" />", "☑")
            .Replace("<input disabled=\"disabled\" type=\"checkbox\" />", "☐");
    }

    private string CollectHeadings(string html, Tokens tokens) => HeadingElement().Replace(html, match =>
    {
        string inside = match.Groups[3].Value, id = match.Groups[2].Value;
        headings.Add(new Heading(match.Groups[1].Value[0] - '0', id, tokens.Resolve(LinkTag().Replace(inside, ""))));
        return $"<h{match.Groups[1].Value} id=\"{id}\">{inside}<a class=\"anchor\" href=\"#{id}\" aria-label=\"Link to this section\"></a></h{match.Groups[1].Value}>";
    });

    /// <summary>A heading's anchor as GitHub and VS Code make it: lower case, no punctuation, dashes for spaces.</summary>
    private static string Anchor(ContainerInline? heading)
    {
        var anchor = new StringBuilder();
        foreach (Inline inline in heading?.Descendants() ?? [])
        {
            string text = inline switch { LiteralInline literal => literal.Content.ToString(), CodeInline code => code.Content, MathInline math => math.Content.ToString(), _ => "" };
            foreach (char c in text.ToLowerInvariant())
            {
                if (char.IsLetterOrDigit(c) || c is '-' or '_')
                    anchor.Append(c);
                else if (c == ' ')
                    anchor.Append('-');
            }
        }
        return anchor.Length > 0 ? anchor.ToString() : "section";
    }

    /// <summary>
    /// Formulas as VS Code reads them, for Markdig: one that goes over several lines is put on one, since Markdig ends it at the line's end,
    /// and a <c>\begin{align}</c> on a line of its own gets dollars. Code stays as it is.
    /// </summary>
    internal static string DisplayFormulas(string markdown) => markdown.Contains('$') || markdown.Contains("\\begin{", StringComparison.Ordinal)
        ? CodeOrFormula().Replace(markdown, match => match.Groups["tex"] is { Success: true } tex && tex.Value.Contains('\n')
            ? $"{match.Groups["dollars"].Value}{tex.Value.ReplaceLineEndings(" ").Trim()}{match.Groups["dollars"].Value}"
            : match.Groups["environment"].Success ? $"\n\n$${match.Value.ReplaceLineEndings(" ").Trim()}$$\n\n" : match.Value)
        : markdown;

    private const int LongestJoined = 24;

    private sealed class FormulaRenderer(Rendering page, Tokens tokens) : HtmlObjectRenderer<MathInline>
    {
        protected override void Write(HtmlRenderer renderer, MathInline formula)
        {
            if (!renderer.EnableHtmlForInline) // the words for a picture
                renderer.WriteEscape(formula.Content.ToString());
            else
                renderer.Write(tokens.Add(formula.DelimiterCount >= 2
                    ? Equation.ToHtml(formula.Content.ToString(), page)
                    : Equation.Inline(formula.Content.ToString(), page))
                    // The second mark asks that no line ends within what belongs to it; a long formula has to break somewhere, and goes without.
                    + (formula.DelimiterCount < 2 && formula.Content.Length <= LongestJoined ? "\uE001" : ""));
        }
    }

    /// <summary>Text, with curved quotes and apostrophes. No line ends within a number such as 1e-7 or a name such as notebook 05, or at a dot in the middle.</summary>
    private sealed class LiteralRenderer : HtmlObjectRenderer<LiteralInline>
    {
        protected override void Write(HtmlRenderer renderer, LiteralInline literal)
        {
            string text = Named().Replace(Curved(literal).Replace(" · ", "\u00A0· "), "\u00A0");
            int at = 0;
            foreach (Match number in renderer.EnableHtmlForInline ? SmallNumber().Matches(text) : Enumerable.Empty<Match>())
            {
                renderer.WriteEscape(text[at..number.Index]).Write($"<span class=\"joined\">{number.Value}</span>");
                at = number.Index + number.Length;
            }
            renderer.WriteEscape(text[at..]);
        }

        private static string Curved(LiteralInline literal)
        {
            char before = literal.PreviousSibling switch { null or LineBreakInline => ' ', LiteralInline { Content: { Length: > 0 } text } => text[text.End], _ => 'x' };
            var curved = new StringBuilder();
            foreach (char c in literal.Content.ToString())
            {
                bool opens = char.IsWhiteSpace(before) || before is '(' or '[';
                curved.Append(c == '"' ? opens ? '“' : '”' : c == '\'' && char.IsLetter(before) ? '’' : c);
                before = c;
            }
            return curved.ToString();
        }
    }

    private sealed class FormulaBlockRenderer(Rendering page, Tokens tokens) : HtmlObjectRenderer<MathBlock>
    {
        protected override void Write(HtmlRenderer renderer, MathBlock formula) =>
            renderer.Write("<p>").Write(tokens.Add(Equation.ToHtml(formula.Lines.ToString(), page))).WriteLine("</p>");
    }

    private sealed class FencedCodeRenderer(Tokens tokens) : HtmlObjectRenderer<CodeBlock>
    {
        protected override void Write(HtmlRenderer renderer, CodeBlock block)
        {
            string code = block.Lines.ToString();
            string language = (block as FencedCodeBlock)?.Info?.ToLowerInvariant() ?? "";
            string html = language is "c#" or "cs" or "csharp" ? CodeHighlighter.Highlight(code) : Html.Escape(code);
            renderer.WriteLine(tokens.Add($"<pre class=\"code\"><code>{html}</code></pre>"));
        }
    }

    [GeneratedRegex(@"\((\d+(?:\.\d+)*[a-z]?)\)")]
    private static partial Regex Reference();

    [GeneratedRegex(@"<h([1-6]) id=""([^""]+)"">(.*?)</h\1>", RegexOptions.Singleline)]
    private static partial Regex HeadingElement();

    /// <summary>A formula with the parenthesis before it, what it equals, and the punctuation after it.</summary>
    [GeneratedRegex("(\\(?\uE000[0-9]+\uE001)\uE001((?: = (?:<(code|span)[^>]*>[^<]{1,12}</\\3>|[0-9]+(?:\\.[0-9]+)?))?[.,;:!?)]*)")]
    private static partial Regex Joined();

    /// <summary>A short piece of code with spaces or dashes, at which a browser would break it.</summary>
    [GeneratedRegex("(?<!<pre[^<>]*>)<code>(?=[^<>\r\n]{3,24}</code>)([^<>]*[ -][^<>]*)</code>")]
    private static partial Regex ShortCode();

    [GeneratedRegex(@"\b\d+(?:\.\d+)?[eE]-\d+\b")]
    private static partial Regex SmallNumber();

    /// <summary>The space in "notebook 05" and "about 1", and the second one in "05 · Dropout".</summary>
    [GeneratedRegex(@"(?<=\b(?:notebook|exercise|lecture|seed|layer|about)) (?=\d)|(?<=\b\d\d\u00A0·) ", RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    [GeneratedRegex(@"</?a\b[^>]*>")]
    private static partial Regex LinkTag();

    [GeneratedRegex(@"<table\b(?:(?!<table\b).)*?</table>", RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex(@"<th(?: [^>]*)?></th>")]
    private static partial Regex EmptyHeader();

    [GeneratedRegex("""\A<p(?: class="lead-in")?>(.*)</p>\z""", RegexOptions.Singleline)]
    private static partial Regex Paragraph();

    // In this order: code in fences, code in a line, a formula on lines of its own (left to Markdig), formulas between dollars, and environments.
    // No formula goes over an empty line, and a single dollar opens one only before, and closes one only after, what is no space.
    [GeneratedRegex("""
        ^(?<fence>[ ]{0,3}(?:`{3,}|~{3,})).*?(?:^\k<fence>|\z)
        | (?<ticks>`+)(?!`).*?(?<!`)\k<ticks>(?!`)
        | ^[ ]*\$\$[ ]*\n.*?\n[ ]*\$\$[ ]*$
        | (?<!\\)(?<dollars>\$\$)(?<tex>(?:(?!\$\$|\n[ ]*\n).)+?)\$\$
        | (?<![\\$])(?<dollars>\$)(?=[^\s$])(?<tex>(?:(?!\n[ ]*(?:\n|[|>#+*-]))[^$])+?)(?<=[^\s\\])\$(?![\d$])
        | ^[ ]*(?<environment>\\begin\{(?<name>(?:align|equation|gather|multline|alignat)\*?)\}(?:(?!\n[ ]*\n).)*?\\end\{\k<name>\})
        """, RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex CodeOrFormula();
}
