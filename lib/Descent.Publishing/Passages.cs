using System.Text;
using Markdig.Extensions.Mathematics;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Descent.Publishing;

/// <summary>The words of a page, cut at its headings: what a search finds.</summary>
public sealed class Passages
{
    private readonly List<(string? Id, string Heading, StringBuilder Text)> all = [];

    /// <summary>The passages: the anchor of the heading, null before the first; the heading; the words below it.</summary>
    public IEnumerable<(string? Id, string Heading, string Text)> All => all.Select(passage => (passage.Id, passage.Heading, passage.Text.ToString().Trim()));

    /// <summary>Adds words below the last heading.</summary>
    public void Add(string text)
    {
        if (all.Count == 0)
            all.Add((null, "", new StringBuilder()));
        bool blank = true;
        foreach (char c in text)
        {
            if (!char.IsWhiteSpace(c))
                all[^1].Text.Append(c);
            else if (!blank)
                all[^1].Text.Append(' ');
            blank = char.IsWhiteSpace(c);
        }
        all[^1].Text.Append(' ');
    }

    /// <summary>Adds the words of a Markdown text whose headings have their ids.</summary>
    public void Add(MarkdownDocument document)
    {
        foreach (LeafBlock block in document.Descendants<LeafBlock>())
        {
            if (block is HeadingBlock heading)
                all.Add((heading.GetAttributes().Id, Words(heading).Trim(), new StringBuilder()));
            else if (block is not HtmlBlock)
                Add(Words(block));
        }
    }

    private static string Words(LeafBlock block)
    {
        if (block.Inline is null)
            return block.Lines.ToString();
        var words = new StringBuilder();
        foreach (Inline inline in block.Inline.Descendants())
        {
            words.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                MathInline math => math.Content.ToString(),
                LineBreakInline => " ",
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                _ => "",
            });
        }
        return words.ToString();
    }
}
