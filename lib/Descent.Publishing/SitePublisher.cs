using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Descent.Notebooks;
using Descent.Publishing.Slides;

namespace Descent.Publishing;

/// <summary>Publishes a site: pages, decks, figures, downloads. What has not changed since the last time is left as it is.</summary>
/// <param name="site">The notebooks.</param>
/// <param name="folder">The folder that the site goes to.</param>
/// <param name="options">What is published.</param>
/// <param name="observer">Is told of each notebook.</param>
public sealed class SitePublisher(Site site, string folder, PublishOptions options, IPublishObserver? observer = null)
{
    private readonly string root = Path.GetFullPath(folder);
    private readonly CourseMap map = CourseMap.Read(site.Folder, site.Notebooks);

    /// <summary>Publishes.</summary>
    /// <param name="typesetter">For formulas and for foreign HTML and SVG.</param>
    /// <param name="packages">The libraries that go into the site; null for none.</param>
    /// <param name="cancellationToken">Ends it between two notebooks; what was published before is then still whole.</param>
    /// <returns>How many notebooks were made anew.</returns>
    /// <exception cref="PublishingException">A notebook, or the folder, cannot be published.</exception>
    public int Publish(ITypesetter typesetter, NodePackages? packages, CancellationToken cancellationToken)
    {
        SiteManifest before = SiteManifest.Read(root), after = SiteManifest.Empty;
        Directory.CreateDirectory(root);
        // Whatever goes wrong from here, the folder is known to be a site.
        if (!before.Files.Any())
            SiteManifest.Empty.Write(root, before);
        string common = SiteHash.Of($"{packages?.Version} {Assembly.GetExecutingAssembly().ManifestModule.ModuleVersionId} {options} {MapText()}");
        var writer = new PageWriter(site, map, options);
        var entries = new JsonObject?[site.Notebooks.Count];
        int made = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        try
        {
            Parallel.For(0, site.Notebooks.Count, parallel, i =>
            {
                CourseNotebook notebook = site.Notebooks[i];
                string input = SiteHash.Of($"{common} {SiteHash.Of(File.ReadAllBytes(notebook.File))}");
                entries[i] = before.Valid(notebook.Slug, input, root, site.Folder);
                bool anew = entries[i] is null;
                if (anew)
                {
                    try
                    {
                        entries[i] = Make(notebook, writer, typesetter, input);
                    }
                    catch (Exception e) when (e is InvalidOperationException or FormatException or ArgumentException)
                    {
                        // JSON of another shape than nbformat's, in a place that only a page looks at.
                        throw new PublishingException($"{notebook.File}: cannot be published: {e.Message}", e);
                    }
                    Interlocked.Increment(ref made);
                }
                observer?.Published(notebook, anew);
            });
        }
        catch (AggregateException e) when (e.InnerExceptions.FirstOrDefault(inner => inner is PublishingException or IOException or UnauthorizedAccessException) is { } first)
        {
            throw first is PublishingException ? first : new PublishingException(first.Message, first);
        }
        for (int i = 0; i < entries.Length; i++)
            after.Set(site.Notebooks[i].Slug, entries[i]!);
        after.Set("", MakeCommon(writer, typesetter, packages, entries));
        after.Write(root, before);
        return made;
    }

    private JsonObject Make(CourseNotebook notebook, PageWriter writer, ITypesetter typesetter, string input)
    {
        var files = new SiteFiles(root);
        JsonArray search = [];
        var sources = new Dictionary<string, string>();
        if (options.Pages)
        {
            var page = new Rendering(site, notebook, notebook.PagePath, typesetter, files) { WriteFigures = options.Figures };
            files.Add(notebook.PagePath, NotebookPage.Write(page, writer));
            search = SearchIndex.Entries(page);
            foreach (var (file, hash) in page.Sources)
                sources.TryAdd(file, hash);
        }
        if (writer.HasDeck(notebook))
        {
            var deck = new Rendering(site, notebook, notebook.DeckPath, typesetter, files);
            files.Add(notebook.DeckPath, DeckWriter.Write(deck, options.Pages));
            foreach (var (file, hash) in deck.Sources)
                sources.TryAdd(file, hash);
        }
        files.Add(notebook.DownloadPath, Download(notebook));
        return SiteManifest.Entry(input, files.Paths, sources, search);
    }

    /// <summary>A lecture as it is in the file; an exercise as it is handed out.</summary>
    private static byte[] Download(CourseNotebook notebook)
    {
        if (notebook.IsExercise)
        {
            string asRead = notebook.Notebook.Clone().ToText(), handedOut = HandOut.Of(notebook.Notebook).ToText();
            if (asRead != handedOut)
                return Encoding.UTF8.GetBytes(handedOut);
        }
        return File.ReadAllBytes(notebook.File);
    }

    /// <summary>What is not of one notebook: the home, the search, the style sheet and scripts.</summary>
    private JsonObject MakeCommon(PageWriter writer, ITypesetter typesetter, NodePackages? packages, JsonObject?[] entries)
    {
        var files = new SiteFiles(root);
        var home = new Rendering(site, site.Notebooks[0], HomePage.Path, typesetter, files) { Folder = site.Folder };
        files.Add(HomePage.Path, HomePage.Write(home, map, writer));
        if (options.Pages)
        {
            files.Add(SiteAssets.SearchIndex, SearchIndex.Script(entries.Select(entry => entry!["search"]!.AsArray())));
        }
        Assembly assembly = Assembly.GetExecutingAssembly();
        foreach (string name in assembly.GetManifestResourceNames())
        {
            using Stream stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            files.Add($"assets/{name}", bytes);
        }
        if (packages is not null)
            new Assets(packages).AddTo(files);
        return SiteManifest.Entry("", files.Paths, home.Sources, []);
    }

    /// <summary>What every page shows of the other notebooks.</summary>
    private string MapText() => string.Join('\n', map.Parts.Select(part => $"{part.Title} {string.Join(' ', part.Notebooks.Select(notebook => notebook.Slug))}")) + map.Title
        + string.Join('\n', site.Notebooks.Select(notebook => $"{notebook.Slug} {notebook.Title} {notebook.IsExercise} {notebook.HasDeck} {notebook.Points} "
            + string.Join(' ', notebook.Notebook.Cells.Where(cell => cell.Type == "markdown").SelectMany(cell => Equation.Tags(cell.Source)))));
}
