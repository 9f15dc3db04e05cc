using System.Globalization;
using System.Text;

namespace Descent.Publishing.Slides;

/// <summary>
/// Puts the parts of a slide into 1280×720 pixels: at the largest of the sizes of type that fits, code beside its figure
/// where both fit, else one above the other; and what fits in no way goes on on a subslide, so that nothing is cut off.
/// </summary>
internal static class SlideFitter
{
    private const double Width = 1200, Height = 632, Gap = SlidePart.Gap, ColumnGap = 24, StatementWidth = 1080;

    /// <summary>So many wrapped lines of code are no harm.</summary>
    private const int FewLines = 2;

    /// <summary>Fewer lines of code are no slide of their own.</summary>
    private const int LeastLines = 4;

    /// <summary>So many lines of code are a slide of their own, and too many to go to the next one with a figure.</summary>
    private const int ManyLines = 6;

    /// <summary>The widths tried for a column of code beside a picture.</summary>
    private static readonly double[] columns = [440, 500, 560, 620, 666];

    /// <summary>The contents of one slide, or of several if one is not enough.</summary>
    public static IReadOnlyList<string> Fit(Slide slide)
    {
        var fitted = new List<string>();
        var heading = slide.Parts[0] as HeadingPart;
        heading?.IsTitle = true;
        var rest = slide.Parts.Skip(heading is null ? 0 : 1).ToList();
        if (heading is { Level: > 1 } && Statement(rest) is { } statement)
            return [heading.ToHtml(StatementWidth, Height, TypeSize.All[0]) + statement];
        do
        {
            double height = Height - (fitted.Count == 0 ? heading?.Height(Width, TypeSize.All[0]) ?? 0 : 0);
            // What begins a slide of its own need not wait for a key.
            if (fitted.Count > 0)
                rest[0].IsFragment = false;
            var (html, used) = Best(rest, height);
            rest = [.. used.Left, .. rest.Skip(used.Count)];
            fitted.Add(fitted.Count == 0 && heading is not null ? heading.ToHtml(Width, height, TypeSize.All[0]) + html : html);
        }
        while (rest.Count > 0);
        return fitted;
    }

    /// <summary>A few words or a formula under a heading: set large, in the middle of the slide. Null if there is more than that.</summary>
    private static string? Statement(List<SlidePart> parts)
    {
        var size = TypeSize.All[0];
        return parts.All(part => part is ProsePart { HasTable: false }) && parts.Sum(part => part.Height(StatementWidth, size) + Gap) <= 380
            ? Sized("statement", size, string.Concat(parts.Select(part => Part(part, StatementWidth, Height, size))))
            : null;
    }

    /// <summary>As many parts as fit; if not even the first does, then what fits of it.</summary>
    private static (string Html, (int Count, IReadOnlyList<SlidePart> Left) Used) Best(List<SlidePart> parts, double height)
    {
        for (int count = parts.Count; count > 0; count--)
        {
            string? tidy = Tidy(parts[..count], height);
            if ((tidy ?? Arrange(parts[..count], height, tidy: false)) is { } html)
                return Better(parts, count, height, isTidy: tidy is not null) ?? (html, (count, []));
        }
        if (parts.Count == 0)
            return ("", (0, []));
        var smallest = TypeSize.All[^1];
        if (parts[0].Split(Width, height, smallest) is var (first, others))
            return (Arrange([first], height) ?? Flow([first], height, smallest, always: true)!, (1, [others]));
        return (Flow([parts[0]], height, smallest, always: true)!, (1, []));
    }

    /// <summary>
    /// A slide that ends before its output, or whose code leaves its figure little room or would have to be wrapped in many
    /// places beside it, is better divided: in the code, or behind it.
    /// </summary>
    private static (string Html, (int Count, IReadOnlyList<SlidePart> Left) Used)? Better(List<SlidePart> parts, int count, double height, bool isTidy)
    {
        int picture = parts.FindIndex(0, count, part => part.IsPicture);
        if (picture > 0 && !isTidy)
        {
            if (WithItsOutput(parts, picture, height) is { } divided)
                return divided;
            if (parts[..picture].OfType<MonospacePart>().Sum(part => part.Lines) >= ManyLines && Tidy(parts[..picture], height) is { } html)
                return (html, (picture, []));
        }
        return count < parts.Count ? WithItsOutput(parts, count, height) : null;
    }

    /// <summary>
    /// Where code fills a slide and what it shows would stand alone on the next one, the last statements go there too: so
    /// the call stands beside its result. What was printed before a figure stays with the code before it.
    /// </summary>
    private static (string Html, (int Count, IReadOnlyList<SlidePart> Left) Used)? WithItsOutput(List<SlidePart> parts, int count, double height)
    {
        int at = count - 1;
        while (at > 0 && parts[at] is MonospacePart { IsCode: false })
            at--;
        bool printed = at < count - 1;
        var shown = parts.Skip(count).TakeWhile(part => part is not (ProsePart or HeadingPart or MonospacePart { IsCode: true })).ToList();
        if (parts[at] is not MonospacePart { IsCode: true } code || shown.Count == 0 || printed && !shown[0].IsPicture)
            return null;
        var others = Arrange(parts[count..], Height) is null ? shown : parts[count..];
        bool accompanied = at > 0 || printed;
        foreach (var (first, last) in code.BetweenStatements().Take(printed ? 1 : int.MaxValue))
            if (last.Lines < ManyLines && (accompanied || first.Lines >= LeastLines) && Arrange([last, .. others], Height) is not null && Arrange([.. parts[..at], first, .. parts[(at + 1)..count]], height) is { } html)
                return (html, (count, [last]));
        return null;
    }

    /// <summary>Tidy at a smaller size of type is better than untidy at a larger one.</summary>
    private static string? Arrange(List<SlidePart> parts, double height) => Tidy(parts, height) ?? Arrange(parts, height, tidy: false);

    /// <summary>With little code wrapped beside a figure, and plots that show something.</summary>
    private static string? Tidy(List<SlidePart> parts, double height) => Arrange(parts, height, tidy: true);

    private static string? Arrange(List<SlidePart> parts, double height, bool tidy)
    {
        bool both = parts.Any(part => part.IsPicture) && parts.Any(part => part is MonospacePart or MarkupPart);
        bool wide = parts.OfType<FigurePart>().Any(figure => figure.IsWide);
        // Words below a picture are its caption, and beside code no larger than it; tables that follow each other are to have one size.
        var sizes = parts.Any(part => part.IsPicture) ? TypeSize.UpTo(30)
            : parts.Any(part => part is MonospacePart or MarkupPart or ProsePart { HasTable: true }) ? TypeSize.UpTo(34)
            : TypeSize.All;
        return sizes.Select(size => both && !wide
            ? Larger(Beside(parts, height, size, tidy), Flow(parts, height, size, tidy))
            : Flow(parts, height, size, tidy) ?? Beside(parts, height, size, tidy)).FirstOrDefault(html => html is not null);
    }

    /// <summary>Of the arrangements that fit, the one whose plots are larger; the first if they are alike.</summary>
    private static string? Larger(string? one, string? other) =>
        one is null || other is not null && Area(other) > Area(one) ? other : one;

    private static double Area(string html) => SvgLabels.Sizes(html).Sum(plot => plot.Width * plot.Height);

    /// <summary>One below the other; pictures that follow each other stand in a row, and take the height that is left.</summary>
    private static string? Flow(List<SlidePart> parts, double height, TypeSize size, bool tidy = false, bool always = false)
    {
        var rows = new List<List<SlidePart>>();
        foreach (var part in parts)
            if (part.IsPicture && rows.Count > 0 && rows[^1][0].IsPicture)
                rows[^1].Add(part);
            else
                rows.Add([part]);
        int pictures = rows.Count(row => row[0].IsPicture);
        double used = rows.Where(row => !row[0].IsPicture).Sum(row => RoomOf(row[0], Width, size)) + Gap * (rows.Count - 1);
        double each = pictures == 0 ? 0 : (height - used) / pictures;
        bool fits = used <= height && rows.Where(row => row[0].IsPicture).All(row => Share(row) >= 380 && row.All(picture => Shows(picture, Share(row), each, size, tidy)));
        if (!fits && !always)
            return null;
        return Sized("flow", size, string.Concat(rows.Select(row => row[0].IsPicture
            ? $"<div class=\"row\">{string.Concat(row.Select(picture => Part(picture, Share(row), each, size)))}</div>"
            : Part(row[0], Width, height, size))));

        static double Share(List<SlidePart> row) => (Width - ColumnGap * (row.Count - 1)) / row.Count;
    }

    /// <summary>Code (and what it prints) on the left, pictures or outputs on the right; prose before and after it over the whole width.</summary>
    private static string? Beside(List<SlidePart> parts, double height, TypeSize size, bool tidy)
    {
        var above = parts.TakeWhile(part => part is ProsePart or HeadingPart).ToList();
        var below = parts.Skip(above.Count).Reverse().TakeWhile(part => part is ProsePart or HeadingPart).Reverse().ToList();
        var middle = parts[above.Count..^below.Count];
        bool pictures = middle.Any(part => part.IsPicture);
        var right = middle.Where(part => pictures ? part.IsPicture : part is MarkupPart or MonospacePart { IsCode: false }).ToList();
        var left = middle.Except(right).ToList();
        if (left.Count == 0 || right.Count == 0)
            return null;
        double room = height - above.Concat(below).Sum(part => part.Height(Width, size) + Gap);
        if (Columns(left, right, room, size, pictures, tidy ? FewLines : int.MaxValue) is not { } width)
            return null;
        double other = Width - ColumnGap - width, each = (room - Gap * (right.Count - 1)) / right.Count;
        if (right.Any(part => part.IsPicture && !Shows(part, other, each, size, tidy)))
            return null;
        // A picture stands at the right margin, and the code takes what it leaves.
        string template = string.Create(CultureInfo.InvariantCulture, $"{width:0}px");
        template = pictures ? $"minmax({template},1fr) auto" : $"{template} 1fr";
        string all = string.Concat(above.Select(part => Part(part, Width, height, size)))
            + $"<div class=\"columns\" style=\"grid-template-columns:{template}\"><div>"
            + string.Concat(left.Select(part => Part(part, width, room, size))) + "</div><div>"
            + string.Concat(right.Select(part => Part(part, other, each, size))) + "</div></div>"
            + string.Concat(below.Select(part => Part(part, Width, height, size)));
        return Sized("beside", size, all);
    }

    /// <summary>The width of the left column; null if the two columns do not fit.</summary>
    private static double? Columns(List<SlidePart> left, List<SlidePart> right, double room, TypeSize size, bool pictures, int mostWrapped)
    {
        double natural = left.OfType<MonospacePart>().Select(part => part.NaturalWidth(size)).DefaultIfEmpty(0).Max();
        if (!pictures)
        {
            double other = Width - ColumnGap - natural;
            bool fits = right.OfType<MonospacePart>().All(part => part.NaturalWidth(size) <= other);
            return fits && other >= 360 && Stack(left, natural, size) <= room && Stack(right, other, size) <= room ? natural : null;
        }
        if (natural <= columns[^1])
            return Stack(left, Math.Max(natural, 300), size) <= room ? Math.Max(natural, 300) : null;
        // Wrapped lines are for the smaller sizes, and not for the sake of a few pixels more of picture.
        if (size.Code > 22)
            return null;
        double least = Stack(left, columns[^1], size), unbroken = left.OfType<MonospacePart>().Select(part => part.UnbrokenWidth(size)).DefaultIfEmpty(0).Max();
        return columns.Where(w => (w >= unbroken || w == columns[^1]) && left.OfType<MonospacePart>().Sum(part => part.Wrapped(w, size)) <= mostWrapped).Select(w => (double?)w).FirstOrDefault(w => Stack(left, w!.Value, size) is var h && h <= room && h <= least + 2.5 * size.CodeLine);
    }

    private static double Stack(List<SlidePart> parts, double width, TypeSize size) => parts.Sum(part => part.Height(width, size) + Gap) - Gap;

    /// <summary>A part's height in a column as wide as the slide, where lines are wrapped at the smallest size only.</summary>
    private static double RoomOf(SlidePart part, double width, TypeSize size) =>
        part is MonospacePart text && size != TypeSize.All[^1] && text.Wrapped(width, size) > 0 ? double.PositiveInfinity : part.Height(width, size);

    /// <summary>True if a picture has the room that it needs; on a tidy slide its plots are large.</summary>
    private static bool Shows(SlidePart picture, double width, double height, TypeSize size, bool tidy) =>
        height >= Math.Min(picture.Height(width, size), width / 1.6) && height >= 260
        && (picture is not FigurePart figure || figure.Fits(width, height) && (!tidy || figure.IsLarge(width, height)));

    private static string Part(SlidePart part, double width, double height, TypeSize size) =>
        $"<div class=\"part{(part.IsFragment ? " fragment" : "")}\">{part.ToHtml(width, height, size)}</div>";

    private static string Sized(string kind, TypeSize size, string html) =>
        new StringBuilder().Append(CultureInfo.InvariantCulture, $"<div class=\"body {kind}\" style=\"--prose:{size.Prose}px;--code:{size.Code}px;--code-line:{size.CodeLine}px\">").Append(html).Append("</div>").ToString();
}
