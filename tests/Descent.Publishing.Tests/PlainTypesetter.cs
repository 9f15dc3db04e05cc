namespace Descent.Publishing.Tests;

/// <summary>Marks what it is given, so that tests see what would be typeset and sanitized; needs no node.</summary>
internal sealed class PlainTypesetter : ITypesetter
{
    public string Math(string tex, bool display) => tex.Contains("\\broken")
        ? throw new TypesettingException("there is no \\broken")
        : $"<i class=\"{(display ? "display" : "inline")}\">{Publishing.Html.Escape(tex)}</i>";

    public string Html(string html) => html.Contains("<deep") ? throw new TypesettingException("it is too deep") : "<!--safe-->" + html.Replace("<script>", "").Replace("</script>", "");

    public string Svg(string svg) => svg.Contains("<deep") ? throw new TypesettingException("it is too deep") : svg;
}
