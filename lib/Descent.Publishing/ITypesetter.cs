namespace Descent.Publishing;

/// <summary>
/// Makes safe HTML of what does not come from us: formulas, and HTML and SVG in Markdown and outputs. Safe for several threads at once.
/// </summary>
public interface ITypesetter
{
    /// <summary>A formula as HTML with MathML for screen readers.</summary>
    /// <param name="tex">LaTeX, without the dollars.</param>
    /// <param name="display">True for a formula on a line of its own.</param>
    /// <exception cref="TypesettingException">The formula cannot be read.</exception>
    string Math(string tex, bool display);

    /// <summary>The HTML without scripts, style sheets, event handlers, foreign frames and unsafe links. Ids, classes and harmless inline styles stay.</summary>
    /// <exception cref="TypesettingException">It is too deep or too broken to be read.</exception>
    string Html(string html);

    /// <summary>The SVG, likewise; empty if there is no <c>svg</c> element in it.</summary>
    /// <exception cref="TypesettingException">It is too deep or too broken to be read.</exception>
    string Svg(string svg);
}
