namespace Descent.Publishing;

/// <summary>Where the site keeps what all pages share.</summary>
public static class SiteAssets
{
    /// <summary>The style sheet of the pages.</summary>
    public const string Style = "assets/site.css";

    /// <summary>The colours of the charts on pages and in decks.</summary>
    public const string FigureStyle = "assets/figures.css";

    /// <summary>The script of the pages.</summary>
    public const string Script = "assets/site.js";

    /// <summary>Chooses light or dark before anything is drawn.</summary>
    public const string ThemeScript = "assets/theme.js";

    /// <summary>KaTeX's style sheet; its fonts are in <c>assets/katex/fonts</c>.</summary>
    public const string MathStyle = "assets/katex/katex.min.css";

    /// <summary>plotly.js, which a page loads when a figure is to be interactive.</summary>
    public const string Plotly = "assets/plotly/plotly.min.js";

    /// <summary>MiniSearch, as a script that defines <c>MiniSearch</c>.</summary>
    public const string Search = "assets/minisearch/minisearch.js";

    /// <summary>What is searched: a script that defines <c>descentSearchIndex</c>.</summary>
    public const string SearchIndex = "assets/search-index.js";

    /// <summary>The style sheet of the decks.</summary>
    public const string DeckStyle = "assets/deck.css";

    /// <summary>The script of the decks.</summary>
    public const string DeckScript = "assets/deck.js";

    /// <summary>reveal.js, which shows the decks: its style sheet, its script and its speaker's view.</summary>
    public const string RevealStyle = "assets/reveal/reveal.css", Reveal = "assets/reveal/reveal.js", RevealNotes = "assets/reveal/notes.js";
}
