using System.Text.RegularExpressions;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Descent.Publishing.Slides;

/// <summary>Estimates the height of Markdown blocks as the deck's style sheet sets them (Source Sans 3), a little generously.</summary>
internal sealed partial class ProseMeasure(ITypesetter typesetter)
{
    /// <summary>The average width of a letter, and the distance of lines, in em.</summary>
    private const double Letter = 0.475, Line = 1.4;

    /// <summary>How far a list or a quotation is set in, in em.</summary>
    private const double Indent = 1.5;

    /// <summary>A size at which a formula that is too wide is set all the same, since none is smaller.</summary>
    private const double Smallest = 22;

    /// <summary>The height of a block in pixels.</summary>
    /// <param name="block">The block.</param>
    /// <param name="width">The width it has, in pixels.</param>
    /// <param name="size">The size of its letters, in pixels.</param>
    public double Height(Block block, double width, double size) => block switch
    {
        Table table => Table(table, width, size),
        ListBlock list => list.OfType<ListItemBlock>().Sum(item => item.Sum(inner => Height(inner, width - Indent * size, size) - 0.3 * size)) + 0.4 * size,
        MathBlock math => Formula(math.Lines.ToString(), width, size),
        CodeBlock code => code.Lines.Count * 20 * 1.3 + 30 + 0.6 * size,
        HeadingBlock => 1.3 * 32 + 18,
        ParagraphBlock paragraph => Paragraph(paragraph, width, size),
        QuoteBlock quote => quote.Sum(inner => Height(inner, width - Indent * size, size)),
        ThematicBreakBlock => size,
        HtmlBlock html => Math.Ceiling(html.Lines.ToString().Length * Letter * size / width) * Line * size,
        LinkReferenceDefinitionGroup => 0,
        ContainerBlock others => others.Sum(inner => Height(inner, width, size)),
        _ => Line * size,
    };

    private double Paragraph(ParagraphBlock paragraph, double width, double size)
    {
        double line = 0, extra = 0, height = 0;
        int lines = 0;
        foreach (var inline in Leaves(paragraph.Inline))
        {
            if (inline is MathInline { DelimiterCount: >= 2 } display)
            {
                height += Formula(display.Content.ToString(), width, size);
                continue;
            }
            if (inline is LineBreakInline { IsHard: true })
            {
                lines += Lines(line, width);
                line = 0;
                continue;
            }
            var (w, h) = Box(inline);
            line += w * size;
            extra = Math.Max(extra, (h - Line) * size);
        }
        if (line > 0)
            lines += Lines(line, width);
        // A tall formula stretches its own line; one such line is the rule.
        return height + lines * Line * size + (lines > 0 ? extra + 0.6 * size : 0);
    }

    private static int Lines(double length, double width) => (int)Math.Ceiling(Math.Max(1, length * 1.02) / width);

    private static IEnumerable<Inline> Leaves(ContainerInline? container) => container?.Descendants().OfType<Inline>().Where(inline => inline is not ContainerInline) ?? [];

    /// <summary>Width and height of a piece of text in em.</summary>
    private (double Width, double Height) Box(Inline inline) => inline switch
    {
        LiteralInline text => (text.Content.Length * Letter * (inline.Parent is not EmphasisInline ? 1 : 1.06), Line),
        CodeInline code => (code.Content.Length * 0.47 + 0.4, Line),
        MathInline math when Typeset(math.Content.ToString(), false) is { } html && FormulaBox.Of(html) is { } box => (box.Width * FormulaBox.Scale, box.Height * FormulaBox.Scale),
        MathInline math => (math.Content.Length * 0.5, Line),
        LineBreakInline => (0.25, Line),
        _ => (1, Line),
    };

    /// <summary>HTML in which the formulas that are too wide for one line are marked: their parts stand below each other.</summary>
    public static string Stack(string html, double width, double size) => DisplayedEquation().Replace(html, equation =>
    {
        bool numbered = equation.Groups["number"].Success;
        double room = width - Indent * size * (Opened().Count(html[..equation.Index]) - Closed().Count(html[..equation.Index]));
        return Set(equation.Value, numbered, room, size) is { IsStacked: true }
            ? equation.Value.Replace("class=\"equation\"", "class=\"equation stacked\"")
            : equation.Value;
    });

    private double Formula(string tex, double width, double size)
    {
        bool numbered = Equation.HasNumber(tex);
        if (Typeset(numbered ? Equation.WithoutTag(tex) : tex, true) is not { } html || Set(html, numbered, width, size) is not { Box: var box })
            return 3 * size;
        return Wide(box, numbered, size) > width && size > Smallest ? double.PositiveInfinity : box.Height * FormulaBox.Scale * size + 1.1 * size;
    }

    /// <summary>The box of a formula as it is set: in a line or, where that is too wide and it helps, with its parts below each other. Null if it cannot be read.</summary>
    private static (FormulaBox Box, bool IsStacked)? Set(string html, bool numbered, double width, double size)
    {
        if (FormulaBox.Of(html) is not { } line)
            return null;
        return Wide(line, numbered, size) > width && FormulaBox.Stacked(html) is { } stack && Wide(stack, numbered, size) <= width ? (stack, true) : (line, false);
    }

    /// <summary>The width of a formula in pixels; its number stands beside it.</summary>
    private static double Wide(FormulaBox box, bool numbered, double size) =>
        1.13 * box.Width * FormulaBox.Scale * size + (numbered ? 24 + Math.Max(20, 0.75 * size) * 3.2 : 0);

    private string? Typeset(string tex, bool display)
    {
        try
        {
            return typesetter.Math(tex.Trim(), display);
        }
        catch (TypesettingException)
        {
            return null;
        }
    }

    private double Table(Table table, double width, double size)
    {
        var rows = table.OfType<TableRow>().Select(row => row.OfType<TableCell>().Select(cell =>
            Leaves((cell.Count > 0 ? cell[0] as ParagraphBlock : null)?.Inline).Select(Box).Aggregate((Width: 0.0, Height: Line), (sum, box) => (sum.Width + box.Width, Math.Max(sum.Height, box.Height)))).ToArray()).ToList();
        int columns = rows.Max(row => row.Length);
        double[] widest = [.. Enumerable.Range(0, columns).Select(c => rows.Max(row => c < row.Length ? row[c].Width : 0) + 1.2)];
        double natural = widest.Sum() * size, share = Math.Min(1, 1.08 * width / natural);
        return size + rows.Sum(row => row.Select((cell, c) => Math.Ceiling((cell.Width + 1.2) / (widest[c] * share) - 0.02) * cell.Height).DefaultIfEmpty(Line).Max() * size + 0.45 * size);
    }

    [GeneratedRegex("""<span class="equation"(?<number> id=)?(?:(?!<span class="equation").)*?</math>""", RegexOptions.Singleline)]
    private static partial Regex DisplayedEquation();

    [GeneratedRegex("<(?:li|blockquote)[ >]")]
    private static partial Regex Opened();

    [GeneratedRegex("</(?:li|blockquote)>")]
    private static partial Regex Closed();
}
