using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Descent.Publishing.Slides;

/// <summary>Coloured text, divided into lines: a span that reaches over a line's end is closed there and opened again.</summary>
internal static partial class HtmlLines
{
    /// <summary>The lines of a text with spans in it.</summary>
    public static IReadOnlyList<string> Split(string html)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        var open = new List<string>();
        foreach (Match piece in Piece().Matches(html))
        {
            if (piece.Value == "\n")
            {
                line.Insert(line.Length, string.Concat(Enumerable.Repeat("</span>", open.Count)));
                lines.Add(line.ToString());
                line.Clear().Append(string.Concat(open));
                continue;
            }
            if (piece.Value.StartsWith("<span", StringComparison.Ordinal))
                open.Add(piece.Value);
            else if (piece.Value == "</span>")
                open.RemoveAt(open.Count - 1);
            line.Append(piece.Value);
        }
        lines.Add(line.ToString());
        return lines;
    }

    /// <summary>The text without its tags.</summary>
    public static string Text(string html) => WebUtility.HtmlDecode(Tag().Replace(html, ""));

    [GeneratedRegex(@"\n|<[^>]*>|[^\n<]+")]
    private static partial Regex Piece();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
