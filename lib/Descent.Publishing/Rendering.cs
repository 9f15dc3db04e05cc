using System.Text.RegularExpressions;
using Descent.Notebooks;

namespace Descent.Publishing;

/// <summary>
/// What the renderers of one file of the site, a page or a deck, share: where links start from, which ids are taken, where carried-over files go.
/// One is made for each file.
/// </summary>
public sealed partial class Rendering
{
    // What the page's frame is called is taken.
    private readonly HashSet<string> ids = ["main", "course", "editor"];

    /// <summary>Starts a file.</summary>
    /// <param name="site">The site.</param>
    /// <param name="notebook">The notebook that the file is made from.</param>
    /// <param name="path">The file's path in the site.</param>
    /// <param name="typesetter">For formulas and for foreign HTML and SVG.</param>
    /// <param name="files">Takes the images and figures.</param>
    public Rendering(Site site, CourseNotebook notebook, string path, ITypesetter typesetter, SiteFiles files)
    {
        Site = site;
        Notebook = notebook;
        Path = path;
        Folder = System.IO.Path.GetDirectoryName(notebook.File)!;
        Typesetter = typesetter;
        Files = files;
        Links = new LinkRewriter(this);
        Markdown = new MarkdownRenderer(this);
        Outputs = new OutputRenderer(this);
    }

    /// <summary>The site.</summary>
    public Site Site { get; }

    /// <summary>The notebook.</summary>
    public CourseNotebook Notebook { get; }

    /// <summary>The path in the site of the file that is being made.</summary>
    public string Path { get; }

    /// <summary>For formulas and for foreign HTML and SVG.</summary>
    public ITypesetter Typesetter { get; }

    /// <summary>Takes what the file needs beside it.</summary>
    public SiteFiles Files { get; }

    /// <summary>The folder that relative links and images start from: the notebook's, unless another is set.</summary>
    public string Folder { get; init; }

    /// <summary>True if each figure is also written as an SVG file of its own.</summary>
    public bool WriteFigures { get; init; }

    /// <summary>Leads links and images to where they are in the site.</summary>
    public LinkRewriter Links { get; }

    /// <summary>Markdown to HTML.</summary>
    public MarkdownRenderer Markdown { get; }

    /// <summary>Outputs to HTML.</summary>
    public OutputRenderer Outputs { get; }

    /// <summary>What is found by a search, by the headings above it.</summary>
    public Passages Passages { get; } = new();

    /// <summary>The files beside the notebook that were carried over, from the site's folder of notebooks, with their SHA-256.</summary>
    public Dictionary<string, string> Sources { get; } = [];

    /// <summary>A relative link from this file to another file of the site.</summary>
    public string LinkTo(string path) => Html.Relative(Path, path);

    /// <summary>This id, or it with a number if it is taken: <c>adam</c>, <c>adam-1</c>, as on GitHub.</summary>
    public string FreeId(string id)
    {
        string free = id;
        for (int k = 1; !ids.Add(free); k++)
            free = $"{id}-{k}";
        return free;
    }

    /// <summary>Foreign HTML without the ids of the page's frame, whose buttons would find them.</summary>
    internal string WithoutOwnIds(string html) => OwnId().Replace(html, "");

    /// <summary>
    /// What a cell is called in anchors and names of files: its id as nbformat wants it, letters, digits and dashes; otherwise its number.
    /// </summary>
    internal static string NameOf(Cell cell) => cell.Id is { } id && PlainId().IsMatch(id) ? id : $"{cell.Number}";

    /// <summary>An error about a cell of this notebook.</summary>
    public PublishingException Error(Cell? cell, string problem) =>
        new(cell is null ? $"{Notebook.File}: {problem}" : $"{Notebook.File}, {cell.Name}: {problem}");

    [GeneratedRegex(@"\sid=""(?:main|course|editor)""")]
    private static partial Regex OwnId();

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex PlainId();
}
