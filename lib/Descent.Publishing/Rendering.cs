using Descent.Notebooks;

namespace Descent.Publishing;

/// <summary>
/// What the renderers of one file of the site, a page or a deck, share: where links start from, which ids are taken, where carried-over files go.
/// One is made for each file.
/// </summary>
public sealed class Rendering
{
    private readonly HashSet<string> ids = [];

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

    /// <summary>An error about a cell of this notebook.</summary>
    public PublishingException Error(Cell? cell, string problem) =>
        new(cell is null ? $"{Notebook.File}: {problem}" : $"{Notebook.File}, {cell.Name}: {problem}");
}
