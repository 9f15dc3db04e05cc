using System.Text;

namespace Descent.Publishing;

/// <summary>The home: what the course is, and its map.</summary>
internal static class HomePage
{
    /// <summary>The home's path in the site.</summary>
    public const string Path = "index.html";

    /// <summary>The page's HTML.</summary>
    /// <param name="page">The home's rendering; its notebook is the first of the course, which relative links are of.</param>
    /// <param name="map">The map.</param>
    /// <param name="writer">The frame.</param>
    public static string Write(Rendering page, CourseMap map, PageWriter writer)
    {
        CourseNotebook? first = map.Parts.SelectMany(part => part.Notebooks).FirstOrDefault(writer.HasMain);
        string begin = first is null ? "" : $"<p class=\"actions\"><a class=\"action primary\" href=\"{page.LinkTo(writer.MainPath(first))}\">Begin: {Html.Escape(first.PlainTitle)}{Icons.Forward}</a></p>";
        string introduction = page.Markdown.Render(map.Introduction);
        var html = new StringBuilder();
        html.Append($"""
            <section class="hero">
            <div>
            <h1>{page.Markdown.RenderInline(map.Title)}</h1>
            {introduction}
            {begin}
            </div>
            <img class="landscape" src="{page.LinkTo("assets/landscape.svg")}" alt="">
            </section>

            """);
        foreach (CourseMap.Part part in map.Parts.Where(part => part.Notebooks.Any(writer.HasMain)))
        {
            html.Append($"<section class=\"part\"><div><h2>{page.Markdown.RenderInline(part.Title)}</h2>");
            if (part.Sentence.Length > 0)
                html.Append($"<div class=\"sentence\">{page.Markdown.Render(part.Sentence)}</div>");
            html.Append("</div><ul class=\"cards\">");
            foreach (CourseNotebook notebook in part.Notebooks.Where(writer.HasMain))
                html.Append(Card(page, notebook, writer));
            html.Append("</ul></section>\n");
        }
        string about = NotebookPage.PlainText(introduction).Split('\n')[0].Trim();
        return writer.Write(Path, NotebookPage.PlainText(page.Markdown.RenderInline(map.Title)), about.Length > 0 ? about : null, null, [], html.ToString());
    }

    private static string Card(Rendering page, CourseNotebook notebook, PageWriter writer)
    {
        string question = notebook.Question is null ? "" : $"<p>{page.Markdown.RenderInline(notebook.Question)}</p>";
        string slides = writer.HasDeck(notebook) ? $"<a class=\"action\" href=\"{page.LinkTo(notebook.DeckPath)}\">{Icons.Slides}<span>Slides<span class=\"aside\"> on {Html.Escape(notebook.PlainTitle)}</span></span></a>" : "";
        string exercise = page.Site.Counterpart(notebook) is { IsExercise: true } other && writer.HasMain(other)
            ? $"<a class=\"action\" href=\"{page.LinkTo(other.PagePath)}\">{Icons.Exercise}<span>Exercise<span class=\"aside\"> on {Html.Escape(notebook.PlainTitle)}</span>{NotebookPage.Points(other)}</span></a>"
            : "";
        string number = notebook.Number is null ? "" : $"<span class=\"number\">{notebook.Number}</span>";
        return $"<li class=\"card\"><h3>{number}<a href=\"{page.LinkTo(writer.MainPath(notebook))}\">{page.Markdown.RenderInline(notebook.Title)}</a></h3>{question}<div class=\"links\">{slides}{exercise}</div></li>\n";
    }
}
