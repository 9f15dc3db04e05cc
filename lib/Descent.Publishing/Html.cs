using System.Text;

namespace Descent.Publishing;

/// <summary>Small helpers for writing HTML.</summary>
public static class Html
{
    /// <summary>Text as it stands between tags or in a double-quoted attribute.</summary>
    public static string Escape(string text)
    {
        var html = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            _ = c switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '"' => html.Append("&quot;"),
                // What HTML does not allow, such as the null character.
                < ' ' and not ('\t' or '\n' or '\r') => html.Append('\uFFFD'),
                _ => html.Append(c),
            };
        }
        return html.ToString();
    }

    /// <summary>A relative link from one file of the site to another, percent-encoded: <c>../assets/site.css</c>.</summary>
    /// <param name="from">The file that has the link, as a path in the site with <c>/</c>.</param>
    /// <param name="to">The file it leads to.</param>
    public static string Relative(string from, string to)
    {
        string[] start = from.Split('/'), goal = to.Split('/');
        int common = 0;
        while (common < start.Length - 1 && common < goal.Length - 1 && start[common] == goal[common])
            common++;
        var steps = Enumerable.Repeat("..", start.Length - 1 - common).Concat(goal.Skip(common).Select(Uri.EscapeDataString));
        return string.Join('/', steps);
    }
}
