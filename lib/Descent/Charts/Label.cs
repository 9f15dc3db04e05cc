using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Descent.Charts;

/// <summary>
/// Text in a figure. Plotly reads a little HTML in it (b, i, sub, sup, br and entities), so a caller's text is escaped
/// on its way in, and the SVG reads the same little HTML on its way out.
/// </summary>
internal static partial class Label
{
    /// <summary>A caller's text, to be shown letter for letter; a line break stays one.</summary>
    public static string Escape(string text) =>
        Clean(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\r", "").Replace("\n", "<br>");

    /// <summary>The text without its markup, in one line.</summary>
    public static string Plain(string? markup) =>
        WebUtility.HtmlDecode(Tag().Replace(Break().Replace(markup ?? "", " "), ""));

    /// <summary>The lines of a label, still with markup.</summary>
    public static string[] Lines(string? markup) => string.IsNullOrEmpty(markup) ? [] : Break().Split(markup);

    /// <summary>One line of a label as the inside of an SVG text element.</summary>
    public static string Svg(string line)
    {
        var svg = new StringBuilder();
        var open = new Stack<string>();
        int at = 0;
        foreach (Match tag in Tag().Matches(line))
        {
            svg.Append(Xml(WebUtility.HtmlDecode(line[at..tag.Index])));
            at = tag.Index + tag.Length;
            string name = tag.Groups[2].Value.ToLowerInvariant();
            bool closing = tag.Groups[1].Length > 0;
            // A shift up or down must be taken back, for tspans move the pen.
            string? start = name switch
            {
                "b" or "strong" => "<tspan font-weight=\"bold\">",
                "i" or "em" => "<tspan font-style=\"italic\">",
                "sup" => "<tspan dy=\"-.4em\" font-size=\"85%\">",
                "sub" => "<tspan dy=\".3em\" font-size=\"75%\">",
                _ => null,
            };
            if (start is null)
                continue;
            if (!closing)
            {
                svg.Append(start);
                open.Push(name);
            }
            else if (open.TryPeek(out string? last) && last == name)
            {
                open.Pop();
                svg.Append("</tspan>");
                // An empty tspan would not move the pen; a zero-width space does.
                if (name is "sup" or "sub")
                    svg.Append(name == "sup" ? "<tspan dy=\".34em\">\u200b</tspan>" : "<tspan dy=\"-.22em\">\u200b</tspan>");
            }
        }
        svg.Append(Xml(WebUtility.HtmlDecode(line[at..])));
        while (open.Count > 0)
        {
            open.Pop();
            svg.Append("</tspan>");
        }
        return svg.ToString();
    }

    /// <summary>Text for XML: escaped, and without the characters that XML 1.0 forbids.</summary>
    public static string Xml(string text) =>
        Clean(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;");

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // a lone surrogate is enumerated as U+FFFD
            if (rune.Value is '\t' or '\n' or '\r' || (rune.Value >= 0x20 && rune.Value is not (0xFFFE or 0xFFFF or (>= 0x7F and < 0xA0))))
                clean.Append(rune.ToString());
        return clean.ToString();
    }

    /// <summary>The width of a label's widest line in pixels, as Arial has it (a little generous; no font is loaded).</summary>
    public static double Width(string? markup, double size, bool bold = false)
    {
        double widest = 0;
        foreach (string line in Lines(markup))
        {
            double width = 0;
            foreach (var rune in Plain(line).EnumerateRunes())
                width += Advance(rune.Value);
            widest = Math.Max(widest, width);
        }
        return widest * size * (bold ? 1.1 : 1.03);
    }

    /// <summary>The label broken into lines no wider than so many pixels, at spaces.</summary>
    public static string Wrap(string markup, double width, double size, bool bold = false)
    {
        if (Width(markup, size, bold) <= width)
            return markup;
        var lines = new List<string>();
        foreach (string given in Lines(markup))
        {
            string line = "";
            foreach (string word in given.Split(' '))
            {
                string longer = line.Length == 0 ? word : line + " " + word;
                if (line.Length > 0 && Width(longer, size, bold) > width)
                {
                    lines.Add(line);
                    longer = word;
                }
                line = longer;
            }
            lines.Add(line);
        }
        return string.Join("<br>", lines);
    }

    /// <summary>Advance widths of ' ' to '~' in thousandths of an em.</summary>
    private static readonly short[] widths =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    private static double Advance(int rune) => rune switch
    {
        >= ' ' and <= '~' => widths[rune - ' '] / 1000.0,
        '\u2212' => 0.584,
        0x200B or 0x200D or (>= 0x300 and < 0x370) or (>= 0xFE00 and <= 0xFE0F) => 0,
        >= 0x1100 and (< 0x1160 or (>= 0x2E80 and < 0xD7B0) or (>= 0xF900 and < 0xFB00) or (>= 0xFF00 and < 0xFF61)) => 1,
        >= 0x1F000 => 1.3,
        _ => 0.6,
    };

    [GeneratedRegex(@"<br\s*/?>", RegexOptions.IgnoreCase)]
    private static partial Regex Break();

    [GeneratedRegex(@"<(/?)(b|strong|i|em|sub|sup|span|a|u|s)(?:\s[^<>]*)?/?>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
