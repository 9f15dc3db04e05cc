using System.Text.RegularExpressions;

namespace Descent.Publishing.Slides;

/// <summary>An HTML output, such as a table. Its room is estimated from its rows and its text.</summary>
/// <param name="html">The sanitized HTML.</param>
internal sealed partial class MarkupPart(string html) : SlidePart
{
    private const double Letters = 22;

    /// <inheritdoc/>
    public override double Height(double width, TypeSize size)
    {
        int rows = Row().Count(html);
        double words = Tag().Replace(html, "").Length * 0.5 * Letters / width;
        return rows > 0 ? (rows + (html.Contains("<caption") ? 1.2 : 0)) * 1.7 * Letters : Math.Ceiling(words) * 1.4 * Letters + 10;
    }

    /// <inheritdoc/>
    public override string ToHtml(double width, double height, TypeSize size) => $"<div class=\"rich\">{html}</div>";

    [GeneratedRegex("<tr[ >]")]
    private static partial Regex Row();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
