using System.Text;
using System.Text.RegularExpressions;

namespace Descent.Publishing.Slides;

/// <summary>A deck: one HTML file that shows a notebook's slides with reveal.js, from a server or from a file.</summary>
public static partial class DeckWriter
{
    // As for pages, but that the speaker's view, a window which the deck writes itself, has scripts and frames in it.
    private const string Policy = "default-src 'none'; script-src 'self' file: 'unsafe-inline'; style-src 'self' file: 'unsafe-inline'; "
        + "img-src 'self' file: data:; font-src 'self' file: data:; frame-src 'self' file:; base-uri 'none'; form-action 'none'";

    /// <summary>The deck of a notebook as HTML.</summary>
    /// <param name="deck">The file that is being made; its path is the notebook's <see cref="CourseNotebook.DeckPath"/>.</param>
    /// <param name="hasPage">True if the notebook's page is published too.</param>
    public static string Write(Rendering deck, bool hasPage)
    {
        var slides = new SlideReader(deck).Read();
        string title = Html.Escape(deck.Notebook.Number is { } number ? $"{number} · {deck.Notebook.Title}" : deck.Notebook.Title);
        var html = new StringBuilder();
        html.Append($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>{title} · slides</title>
            <link rel="icon" href="{deck.LinkTo("assets/icon.svg")}" type="image/svg+xml">
            <link rel="stylesheet" href="{deck.LinkTo(SiteAssets.RevealStyle)}">
            <link rel="stylesheet" href="{deck.LinkTo(SiteAssets.MathStyle)}">
            <link rel="stylesheet" href="{deck.LinkTo(SiteAssets.DeckStyle)}">
            <link rel="stylesheet" href="{deck.LinkTo(SiteAssets.FigureStyle)}">
            <script src="{deck.LinkTo(SiteAssets.ThemeScript)}"></script>
            </head>
            <body>
            <div class="reveal"><main class="slides">

            """);
        string section = title;
        foreach (var column in Columns(slides))
        {
            if (column.Count > 1)
                html.Append("<section>\n");
            foreach (var (slide, content, first) in column)
            {
                var heading = first ? slide.Parts[0] as HeadingPart : null;
                section = heading is { Level: 1 } ? title : heading?.Html ?? section;
                html.Append(Section(slide, content, heading, title, section, hasPage ? $"<a href=\"{deck.LinkTo(deck.Notebook.PagePath)}\">Read as a page</a>" : ""));
            }
            if (column.Count > 1)
                html.Append("</section>\n");
        }
        html.Append($"""
            </main></div>
            <script src="{deck.LinkTo(SiteAssets.Reveal)}"></script>
            <script src="{deck.LinkTo(SiteAssets.RevealNotes)}"></script>
            <script src="{deck.LinkTo(SiteAssets.DeckScript)}"></script>
            </body>
            </html>

            """);
        return hasPage ? html.ToString() : PageLink().Replace(html.ToString(), "$1");
    }

    /// <summary>Links to pages, which lead nowhere where only decks are published.</summary>
    [GeneratedRegex("""<a\b[^>]*\shref="\.\./[^"]*\.html(?:#[^"]*)?"[^>]*>(.*?)</a>""", RegexOptions.Singleline)]
    private static partial Regex PageLink();

    /// <summary>The slides from left to right, each with those below it.</summary>
    private static List<List<(Slide Slide, string Content, bool First)>> Columns(IReadOnlyList<Slide> slides)
    {
        var columns = new List<List<(Slide, string, bool)>>();
        foreach (var slide in slides)
        {
            if (!slide.Vertical || columns.Count == 0)
                columns.Add([]);
            columns[^1].AddRange(SlideFitter.Fit(slide).Select((content, i) => (slide, content, i == 0)));
        }
        return columns;
    }

    private static string Section(Slide slide, string content, HeadingPart? heading, string title, string section, string page)
    {
        string notes = slide.Notes.Length > 0 ? $"<aside class=\"notes\">{slide.Notes}</aside>" : "";
        if (heading?.Level == 1)
            return $"""
                <section class="title"><div class="slide">{content}
                <p class="ways">{page} <span><kbd>→</kbd> <kbd>↓</kbd> next</span> <span><kbd>S</kbd> speaker’s view</span> <span><kbd>O</kbd> overview</span> <span><kbd>?</kbd> all keys</span></p>
                </div>{notes}</section>

                """;
        string where = heading is null && section != title ? $"{title} <span aria-hidden=\"true\">›</span> <b>{section}</b>" : title;
        return $"<section><div class=\"slide\"><p class=\"where\">{where}</p>{content}</div>{notes}</section>\n";
    }
}
