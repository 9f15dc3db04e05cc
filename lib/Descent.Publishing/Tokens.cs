using System.Globalization;
using System.Text.RegularExpressions;

namespace Descent.Publishing;

/// <summary>
/// Stands in for pieces of HTML that are ours, while the HTML around them is made and sanitized: a token is text of the private use area,
/// which every tool leaves alone.
/// </summary>
internal sealed partial class Tokens
{
    private readonly List<string> pieces = [];

    /// <summary>A token for a piece of HTML.</summary>
    public string Add(string html)
    {
        pieces.Add(html);
        return string.Create(CultureInfo.InvariantCulture, $"\uE000{pieces.Count - 1}\uE001");
    }

    /// <summary>The HTML with the pieces in the place of their tokens.</summary>
    public string Resolve(string html) => Token().Replace(html, match =>
        int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < pieces.Count ? pieces[index] : "");

    /// <summary>A text that holds no token of its own.</summary>
    public static string Clean(string text) => text.Replace('\uE000', '\uFFFD').Replace('\uE001', '\uFFFD');

    [GeneratedRegex("\uE000([0-9]+)\uE001")]
    private static partial Regex Token();
}
