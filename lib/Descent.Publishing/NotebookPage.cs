using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Descent.Publishing;

/// <summary>The page of a notebook.</summary>
internal static partial class NotebookPage
{
    /// <summary>The page's HTML.</summary>
    public static string Write(Rendering page, PageWriter writer)
    {
        CourseNotebook notebook = page.Notebook;
        string body = NotebookRenderer.Render(page);
        string kind = notebook.IsExercise ? $"Exercise{Points(notebook)}" : "Lecture";
        string main = $"""
            <article>
            <p class="kind">{kind}</p>
            {WithActions(body, Actions(page, writer))}
            </article>
            {Pager(page)}
            """;
        string? about = notebook.Question is null ? null : Markdig.Markdown.ToPlainText(notebook.Question).Trim();
        return writer.Write(page.Path, $"{PageWriter.Numbered(notebook)} · {writer.CourseTitle}", about, notebook, page.Markdown.Headings, main);
    }

    /// <summary>The text of HTML.</summary>
    public static string PlainText(string html) => WebUtility.HtmlDecode(Tag().Replace(html, ""));

    /// <summary>The points of an exercise, as they are shown after a word: <c> · 9 points</c>.</summary>
    public static string Points(CourseNotebook notebook) =>
        notebook.Points > 0 ? string.Create(CultureInfo.InvariantCulture, $" · {notebook.Points:0.##} {(notebook.Points == 1 ? "point" : "points")}") : "";

    /// <summary>The actions stand below the title, which is in the first cell.</summary>
    private static string WithActions(string body, string actions)
    {
        int end = body.IndexOf("</section>", StringComparison.Ordinal);
        return end < 0 ? body + actions : body.Insert(end + "</section>".Length, actions);
    }

    private static string Actions(Rendering page, PageWriter writer)
    {
        CourseNotebook notebook = page.Notebook;
        string file = Path.GetFileName(notebook.File);
        string inCourse = Path.GetRelativePath(page.Site.Folder, notebook.File).Replace('\\', '/');
        string download = page.LinkTo(notebook.DownloadPath);
        string slides = writer.HasDeck(notebook) ? $"<a class=\"action\" href=\"{page.LinkTo(notebook.DeckPath)}\">{Icons.Slides}Slides</a>" : "";
        string other = page.Site.Counterpart(notebook) is { } counterpart
            ? $"<a class=\"action\" href=\"{page.LinkTo(counterpart.PagePath)}\">{(counterpart.IsExercise ? Icons.Exercise + "Exercise" : Icons.Lecture + "Lecture")}</a>"
            : "";
        return $"""
            <div class="actions">
            {slides}{other}<a class="action" href="{download}" download="{Html.Escape(file)}">{Icons.Download}Notebook</a>
            <button type="button" class="action" popovertarget="editor">{Icons.Code}Open in VS Code</button>
            <div id="editor" class="panel" popover role="dialog" aria-label="Open in VS Code">
            <p>With the course's folder open in VS Code and the Descent extension installed:</p>
            <p><a class="action" href="vscode://descent.descent/open?notebook={Uri.EscapeDataString(inCourse)}">{Icons.Code}Open {Html.Escape(file)}</a></p>
            <p>Without the course at hand, <a href="{download}" download="{Html.Escape(file)}">download the notebook</a> and open the file in VS Code;
            to run it, it must lie in the course's folder of notebooks.</p>
            <button type="button" class="close" popovertarget="editor" popovertargetaction="hide">Close</button>
            </div>
            </div>
            """;
    }

    private static string Pager(Rendering page)
    {
        CourseNotebook? before = page.Site.Neighbour(page.Notebook, -1), after = page.Site.Neighbour(page.Notebook, 1);
        if (before is null && after is null)
            return "";
        string Link(CourseNotebook? to, string kind, string word, string icon) => to is null
            ? "<span></span>"
            : $"<a class=\"{kind}\" rel=\"{kind}\" href=\"{page.LinkTo(to.PagePath)}\">{icon}<span><small>{word}</small>{Html.Escape(PageWriter.Numbered(to))}</span></a>";
        return $"<nav class=\"pager\" aria-label=\"Previous and next\">{Link(before, "prev", "Previous", Icons.Back)}{Link(after, "next", "Next", Icons.Forward)}</nav>";
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
