using System.Xml;
using System.Xml.Linq;

namespace Descent.Publishing.Slides;

/// <summary>
/// The room that a typeset formula takes, in em of its own font, estimated from its MathML: enough to choose a size that
/// fits, without a browser.
/// </summary>
internal readonly record struct FormulaBox(double Width, double Height)
{
    /// <summary>A formula on a line of its own is set this much larger than text; one within a line a little less, so it has room.</summary>
    public const double Scale = 1.21;

    private static readonly XNamespace MathMl = "http://www.w3.org/1998/Math/MathML";

    private const double Character = 0.54, Letter = 0.46, Script = 0.7, LineHeight = 1.2;

    /// <summary>The box of KaTeX's HTML, in which the MathML comes first; null if there is none in it.</summary>
    public static FormulaBox? Of(string html) => Parse(html) is { } math ? Measure(math) : null;

    /// <summary>The box of a formula whose parts, between its wide spaces (<c>\qquad</c>), stand below each other; null if it has one part only.</summary>
    public static FormulaBox? Stacked(string html)
    {
        List<List<FormulaBox>> parts = [[]];
        foreach (var node in Parse(html)?.Element(MathMl + "semantics")?.Element(MathMl + "mrow")?.Elements() ?? [])
            if (node.Name == MathMl + "mspace" && (string?)node.Attribute("width") == "2em")
                parts.Add([]);
            else
                parts[^1].Add(Measure(node));
        FormulaBox[] boxes = [.. parts.Select(part => Row([.. part]))];
        return boxes.Length < 2 ? null : new(boxes.Max(box => box.Width), boxes.Sum(box => box.Height + 0.6) + 0.4 * (boxes.Length - 1));
    }

    private static XElement? Parse(string html)
    {
        int start = html.IndexOf("<math", StringComparison.Ordinal), end = html.IndexOf("</math>", StringComparison.Ordinal);
        if (start < 0 || end < 0)
            return null;
        try
        {
            return XElement.Parse(html[start..(end + "</math>".Length)].Replace("&nbsp;", "\u00A0"));
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static FormulaBox Measure(XElement node)
    {
        FormulaBox[] inner = [.. node.Elements().Select(Measure)];
        FormulaBox first = inner.FirstOrDefault(), second = inner.ElementAtOrDefault(1), third = inner.ElementAtOrDefault(2);
        return node.Name.LocalName switch
        {
            "annotation" => default,
            "mtext" => new(node.Value.Length * Letter, LineHeight),
            "mi" or "mn" or "ms" => new(node.Value.Length * Character, LineHeight),
            "mo" => Operator(node.Value),
            "mspace" => new(Em((string?)node.Attribute("width")), 0),
            "mfrac" => new(Math.Max(first.Width, second.Width) + 0.3, first.Height + second.Height + 0.2),
            "msup" or "msub" => new(first.Width + Script * second.Width, first.Height + 0.35 * second.Height),
            "msubsup" => new(first.Width + Script * Math.Max(second.Width, third.Width), first.Height + 0.7 * Math.Max(second.Height, third.Height)),
            "munder" or "mover" => new(Math.Max(first.Width, Script * second.Width), first.Height + Script * second.Height),
            "munderover" => new(new[] { first.Width, Script * second.Width, Script * third.Width }.Max(), first.Height + Script * (second.Height + third.Height)),
            "msqrt" or "mroot" => new(inner.Sum(box => box.Width) + 1, inner.Select(box => box.Height).DefaultIfEmpty(LineHeight).Max() + 0.2),
            "mtable" => Table(node),
            _ => Row(inner),
        };
    }

    private static FormulaBox Row(FormulaBox[] boxes) => new(boxes.Sum(box => box.Width), boxes.Select(box => box.Height).DefaultIfEmpty(0).Max());

    private static FormulaBox Table(XElement table)
    {
        FormulaBox[][] rows = [.. table.Elements().Select(row => row.Elements().Select(cell => Row([.. cell.Elements().Select(Measure)])).ToArray())];
        int columns = rows.Select(row => row.Length).DefaultIfEmpty(0).Max();
        double width = Enumerable.Range(0, columns).Sum(c => rows.Select(row => row.ElementAtOrDefault(c).Width).Max() + 1);
        return new(width, rows.Sum(row => row.Select(cell => cell.Height).DefaultIfEmpty(LineHeight).Max() + 0.35));
    }

    private static FormulaBox Operator(string text) => text switch
    {
        "∑" or "∏" or "∫" or "⋃" or "⋂" => new(1.5, 1.6),
        "(" or ")" or "[" or "]" or "{" or "}" or "|" or "∥" or "‖" => new(0.45, LineHeight),
        "," or ";" or "." => new(0.5, LineHeight),
        "\u2061" or "\u2062" or "\u2063" or "" => default,
        { Length: > 1 } => new(text.Length * Character + 0.3, LineHeight),
        _ => new(1.25, LineHeight), // with the space on both sides
    };

    private static double Em(string? width) =>
        width is not null && width.EndsWith("em", StringComparison.Ordinal)
        && double.TryParse(width[..^2], System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out double em) ? em : 0;
}
