using System.Text.Json.Nodes;
using Descent.Notebooks;

namespace Descent.Publishing.Tests;

/// <summary>A folder of notebooks that a test writes, and the site made from it.</summary>
internal sealed class Notebooks : IDisposable
{
    private int count;

    public string Folder { get; } = Directory.CreateTempSubdirectory("descent-publishing-").FullName;

    public string Source => Path.Combine(Folder, "source");

    public string Output => Path.Combine(Folder, "out");

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public string Write(string name, params Cell[] cells)
    {
        Notebook notebook = Notebook.Create();
        foreach (Cell cell in cells)
            notebook.Add(cell);
        string file = Path.Combine(Source, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        notebook.Write(file);
        return file;
    }

    public Cell Text(string source, params string[] tags) => Tagged(Cell.Markdown(source, $"text-{++count}"), tags);

    public Cell Code(string source, JsonArray? outputs = null, params string[] tags)
    {
        Cell cell = Tagged(Cell.Code(source, $"code-{++count}"), tags);
        if (outputs is not null)
            cell.Outputs = outputs;
        return cell;
    }

    public static JsonArray Shown(params (string Type, JsonNode Data)[] bundle) => [new JsonObject
    {
        ["output_type"] = "execute_result",
        ["execution_count"] = 1,
        ["metadata"] = new JsonObject(),
        ["data"] = new JsonObject(bundle.Select(item => KeyValuePair.Create(item.Type, (JsonNode?)item.Data))),
    }];

    public static JsonObject Stream(string text, string name = "stdout") => new() { ["output_type"] = "stream", ["name"] = name, ["text"] = text };

    /// <summary>Publishes everything in the source folder and returns how many notebooks were made anew.</summary>
    public int Publish(PublishOptions? options = null)
    {
        Site site = Site.Of(Directory.GetFiles(Source, "*.ipynb", SearchOption.AllDirectories));
        return new SitePublisher(site, Output, options ?? new PublishOptions(Slides: false)).Publish(new PlainTypesetter(), null, CancellationToken.None);
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Output, path));

    /// <summary>The HTML of a page's cells, from a notebook with these cells.</summary>
    public string Page(params Cell[] cells)
    {
        Write("page.ipynb", cells);
        Publish();
        string html = Read("page.html");
        int start = html.IndexOf("<article>", StringComparison.Ordinal);
        return html[start..html.IndexOf("</article>", StringComparison.Ordinal)];
    }

    private static Cell Tagged(Cell cell, string[] tags)
    {
        if (tags.Length > 0)
            cell.Metadata["tags"] = new JsonArray([.. tags.Select(tag => JsonValue.Create(tag))]);
        return cell;
    }
}
