using System.Text;

namespace Descent.Publishing;

/// <summary>The frame of every page: head, bar, the course at the side, foot. What is in it works without scripts; scripts add to it.</summary>
internal sealed class PageWriter(Site site, CourseMap map, PublishOptions options)
{
    // Pages fetch nothing from anywhere and run nothing but the site's own scripts, whatever a notebook holds.
    // Opened as a file, a page has no origin: there "file:" stands for 'self'. Plotly and formulas set inline styles.
    private const string Policy = "default-src 'none'; script-src 'self' file:; style-src 'self' file: 'unsafe-inline'; "
        + "img-src 'self' file: data: blob:; font-src 'self' file: data:; base-uri 'none'; form-action 'none'";

    /// <summary>The course's title.</summary>
    public string CourseTitle => map.Title;

    /// <summary>The whole file.</summary>
    /// <param name="path">The page's path in the site.</param>
    /// <param name="title">The title, as plain text.</param>
    /// <param name="description">One sentence for search engines and previews; null for none.</param>
    /// <param name="current">The notebook of the page; null for the home.</param>
    /// <param name="headings">The contents.</param>
    /// <param name="main">The HTML of the page's main part.</param>
    public string Write(string path, string title, string? description, CourseNotebook? current, IReadOnlyList<Heading> headings, string main)
    {
        string To(string target) => Html.Relative(path, target);
        string contents = Contents(headings);
        string about = description is null ? "" : $"\n<meta name=\"description\" content=\"{Html.Escape(description)}\">";
        string mathStyle = main.Contains("class=\"katex") || contents.Contains("class=\"katex") ? $"\n<link rel=\"stylesheet\" href=\"{To(SiteAssets.MathStyle)}\">" : "";
        string search = options.Pages ? $"<button type=\"button\" class=\"search-open\" hidden>{Icons.Search}<span>Search</span><kbd>Ctrl K</kbd></button>" : "";
        string aside = contents.Length == 0 ? "" : $"<aside class=\"contents\"><nav aria-label=\"On this page\"><p class=\"label\">On this page</p>{contents}</nav></aside>";
        return $"""
            <!doctype html>
            <html lang="en" data-root="{Html.Escape(To("") is "" ? "./" : To(""))}">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">{about}
            <title>{Html.Escape(title)}</title>
            <link rel="icon" href="{To("assets/icon.svg")}" type="image/svg+xml">{mathStyle}
            <link rel="stylesheet" href="{To(SiteAssets.Style)}">
            <link rel="stylesheet" href="{To(SiteAssets.FigureStyle)}">
            <script src="{To(SiteAssets.ThemeScript)}"></script>
            <script src="{To(SiteAssets.Script)}" defer></script>
            </head>
            <body{(current is null ? " class=\"home\"" : "")}>
            <a class="skip" href="#main">Skip to the text</a>
            <header class="bar">
            <button type="button" class="icon menu" popovertarget="course" aria-label="Course">{Icons.Menu}</button>
            <a class="brand" href="{To("index.html")}"><img src="{To("assets/icon.svg")}" alt="" width="28" height="28">{Html.Escape(CourseTitle)}</a>
            <div class="tools">
            {search}
            <button type="button" class="icon theme" hidden aria-label="Change between light and dark">{Icons.Theme}</button>
            </div>
            </header>
            <div class="layout">
            <nav id="course" class="course" popover aria-label="Course">
            {Course(path, current, contents)}
            </nav>
            <main id="main" tabindex="-1">
            {main}
            </main>
            {aside}
            </div>
            </body>
            </html>

            """;
    }

    /// <summary>A notebook's title with its number, as plain text: <c>09 · Momentum</c>, <c>Exercise 9 · Momentum</c>.</summary>
    public static string Numbered(CourseNotebook notebook)
    {
        string? number = notebook.IsExercise ? notebook.Number?.TrimStart('0').PadLeft(1, '0') : notebook.Number;
        return $"{(notebook.IsExercise ? "Exercise " : "")}{(number is null ? "" : $"{number} · ")}{notebook.PlainTitle}";
    }

    private string Course(string path, CourseNotebook? current, string contents)
    {
        var html = new StringBuilder();
        foreach (CourseMap.Part part in map.Parts)
            Group(Html.Escape(part.Title), part.Notebooks);
        CourseNotebook[] exercises = [.. site.Notebooks.Where(notebook => notebook.IsExercise && HasMain(notebook))];
        if (exercises.Length > 0 && map.Parts.Any(part => part.Notebooks.Any(notebook => !notebook.IsExercise)))
            Group("Exercises", exercises);
        return html.ToString();

        void Group(string title, IReadOnlyList<CourseNotebook> notebooks)
        {
            html.Append($"<p class=\"label\">{title}</p><ul>");
            foreach (CourseNotebook notebook in notebooks.Where(HasMain))
            {
                bool here = notebook == current;
                html.Append($"<li><a href=\"{Html.Relative(path, MainPath(notebook))}\"{(here ? " aria-current=\"page\"" : "")}>")
                    .Append(notebook.Number is null ? "" : $"<span class=\"number\">{notebook.Number}</span>")
                    .Append(Html.Escape(notebook.PlainTitle)).Append("</a>").Append(here ? $"<div class=\"within\">{contents}</div>" : "").Append("</li>\n");
            }
            html.Append("</ul>");
        }
    }

    /// <summary>The contents of a page: its headings of the second and third level.</summary>
    private static string Contents(IReadOnlyList<Heading> headings)
    {
        Heading[] shown = [.. headings.Where(heading => heading.Level is 2 or 3)];
        if (shown.Length == 0)
            return "";
        return $"<ul>{string.Concat(shown.Select(heading => $"<li class=\"level-{heading.Level}\"><a href=\"#{Html.Escape(heading.Id)}\">{heading.Html}</a></li>"))}</ul>";
    }

    /// <summary>What a notebook is read in: its page; its deck where there are no pages.</summary>
    public string MainPath(CourseNotebook notebook) => options.Pages ? notebook.PagePath : notebook.DeckPath;

    /// <summary>True if there is that.</summary>
    public bool HasMain(CourseNotebook notebook) => options.Pages || HasDeck(notebook);

    /// <summary>True if a notebook's deck is part of the site.</summary>
    public bool HasDeck(CourseNotebook notebook) => options.Slides && notebook.HasDeck;
}
