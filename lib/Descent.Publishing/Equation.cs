using System.Text.RegularExpressions;

namespace Descent.Publishing;

/// <summary>Formulas of a page, and the numbers of those that have one: <c>\tag{09.2}</c>.</summary>
public static partial class Equation
{
    /// <summary>The anchor of a numbered equation: <c>eq-09.2</c>.</summary>
    public static string Id(string tag) => "eq-" + Unsafe().Replace(tag, "-");

    /// <summary>The tags in a Markdown text.</summary>
    public static IEnumerable<string> Tags(string markdown) => Tag().Matches(markdown).Select(match => match.Groups[1].Value.Trim());

    /// <summary>True if a number is set beside the formula; several are shown by the formula itself.</summary>
    internal static bool HasNumber(string tex) => Tags(tex).Count() == 1;

    /// <summary>A formula without its number.</summary>
    internal static string WithoutTag(string tex) => Tag().Replace(tex, "");

    /// <summary>A formula within a line.</summary>
    public static string Inline(string tex, Rendering page) => Typeset(tex, display: false, page);

    /// <summary>
    /// A formula on a line of its own. Its number is set beside it and is its anchor; a long formula scrolls under its number.
    /// Of several numbers in one formula each is an anchor, and the formula shows them itself.
    /// </summary>
    public static string ToHtml(string tex, Rendering page)
    {
        string[] tags = [.. Tags(tex)];
        if (!HasNumber(tex))
        {
            string anchors = string.Concat(tags.Select(tag => $"<span id=\"{page.FreeId(Id(tag))}\"></span>"));
            return $"<span class=\"equation\">{anchors}<span class=\"formula\">{Typeset(tex, true, page)}</span></span>";
        }
        string id = page.FreeId(Id(tags[0]));
        string number = Html.Escape(tags[0]);
        return $"<span class=\"equation\" id=\"{id}\"><span class=\"formula\">{Typeset(WithoutTag(tex), true, page)}</span>"
            + $"<a class=\"equation-number\" href=\"#{id}\" aria-label=\"Equation {number}\">({number})</a></span>";
    }

    private static string Typeset(string tex, bool display, Rendering page)
    {
        try
        {
            return page.Typesetter.Math(tex.Trim(), display);
        }
        catch (TypesettingException e)
        {
            return $"<code class=\"unreadable\" title=\"{Html.Escape(e.Message)}\">{Html.Escape(tex.Trim())}</code>";
        }
    }

    [GeneratedRegex(@"\\tag\*?\{([^{}]*)\}")]
    private static partial Regex Tag();

    [GeneratedRegex(@"[^\w.]+")]
    private static partial Regex Unsafe();
}
