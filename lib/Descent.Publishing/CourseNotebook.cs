using System.Text.RegularExpressions;
using Descent.Notebooks;

namespace Descent.Publishing;

/// <summary>A notebook of the course and where it stands in the site. Paths in the site are relative to its root and use <c>/</c>.</summary>
public sealed partial class CourseNotebook
{
    private CourseNotebook(Notebook notebook, string file, string slug)
    {
        Notebook = notebook;
        File = file;
        Slug = slug;
        IsExercise = Notebook.Cells.Any(cell => cell.Json["metadata"]?["nbgrader"] is not null);
        string name = Path.GetFileNameWithoutExtension(file);
        Match number = LeadingNumber().Match(name);
        Number = number.Success ? number.Groups[1].Value : null;
        string heading = Notebook.Cells.Where(cell => cell.Type == "markdown").Select(cell => FirstHeading().Match(cell.Source))
            .FirstOrDefault(match => match.Success)?.Groups[1].Value.Trim() ?? name;
        string title = TitleNumber().Replace(heading, "");
        Title = title.Length > 0 ? char.ToUpperInvariant(title[0]) + title[1..] : heading;
        Question = Notebook.Cells.FirstOrDefault(cell => cell.Type == "markdown") is { } first
            && BoldParagraph().Match(first.Source) is { Success: true } bold ? bold.Groups[1].Value : null;
        Points = Notebook.Cells.Sum(cell => cell.Json["metadata"]?["nbgrader"] is System.Text.Json.Nodes.JsonObject role
            && role["points"] is System.Text.Json.Nodes.JsonValue points && points.TryGetValue(out double value) ? value : 0);
        HasDeck = !IsExercise && Notebook.Cells.Any(cell => SlideType(cell) is "slide" or "subslide");
    }

    /// <summary>The notebook as it was read.</summary>
    public Notebook Notebook { get; }

    /// <summary>The notebook's file, as a full path.</summary>
    public string File { get; }

    /// <summary>What its files in the site are called, with its folder and without an ending: <c>exercises/09-momentum</c>.</summary>
    public string Slug { get; }

    /// <summary>The digits at the start of its name: <c>09</c>; null if there are none.</summary>
    public string? Number { get; }

    /// <summary>Its first heading, without the number, as Markdown: <c>Momentum</c> for <c>09 · Momentum</c> and for <c>Exercise 9: momentum</c>.</summary>
    public string Title { get; }

    /// <summary>The title without the signs of Markdown.</summary>
    public string PlainTitle => Markdig.Markdown.ToPlainText(Title).Trim();

    /// <summary>The question it answers: a bold paragraph of its first cell, as Markdown; null if there is none.</summary>
    public string? Question { get; }

    /// <summary>The points of its graded cells.</summary>
    public double Points { get; }

    /// <summary>True if it has cells for nbgrader: then neither outputs nor answers are published.</summary>
    public bool IsExercise { get; }

    /// <summary>True if it has slides.</summary>
    public bool HasDeck { get; }

    /// <summary>Its page: <c>09-momentum.html</c>.</summary>
    public string PagePath => Slug + ".html";

    /// <summary>Its deck: <c>slides/09-momentum.html</c>.</summary>
    public string DeckPath => $"slides/{Slug}.html";

    /// <summary>The notebook itself, for download: <c>notebooks/09-momentum.ipynb</c>.</summary>
    public string DownloadPath => $"notebooks/{Slug}.ipynb";

    /// <summary>Reads a notebook.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="slug">What its files in the site are called.</param>
    /// <exception cref="NotebookException">It cannot be read.</exception>
    public static CourseNotebook Read(string file, string slug) => new(Notebook.Read(file), Path.GetFullPath(file), slug);

    /// <summary>The <c>slide_type</c> of a cell; <c>-</c> if it has none.</summary>
    public static string SlideType(Cell cell) =>
        cell.Json["metadata"]?["slideshow"] is System.Text.Json.Nodes.JsonObject slideshow
        && slideshow["slide_type"] is System.Text.Json.Nodes.JsonValue value && value.TryGetValue(out string? type) ? type : "-";

    [GeneratedRegex(@"^(\d+)(?=\D|$)")]
    private static partial Regex LeadingNumber();

    [GeneratedRegex(@"^#[ \t]+(.+?)[ \t]*#*[ \t]*$", RegexOptions.Multiline)]
    private static partial Regex FirstHeading();

    [GeneratedRegex(@"^\*\*([^*\n]+)\*\*[ \t]*$", RegexOptions.Multiline)]
    private static partial Regex BoldParagraph();

    [GeneratedRegex(@"^(?:Exercise\s+)?\d+\s*[·.:–-]\s*", RegexOptions.IgnoreCase)]
    private static partial Regex TitleNumber();
}
