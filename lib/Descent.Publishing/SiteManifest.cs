using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Descent.Notebooks;

namespace Descent.Publishing;

/// <summary>
/// What was published the last time, kept in the site as <c>.descent.json</c>: for each notebook from what its files were made, and which
/// they are. What has not changed is not made again, and files that are no longer made are removed.
/// </summary>
internal sealed class SiteManifest
{
    /// <summary>The file's name in the site.</summary>
    public const string FileName = ".descent.json";

    private readonly JsonObject notebooks;

    private SiteManifest(JsonObject notebooks) => this.notebooks = notebooks;

    /// <summary>A manifest of nothing.</summary>
    public static SiteManifest Empty => new([]);

    /// <summary>The manifest of a site; an empty one if the folder has none that can be read.</summary>
    /// <exception cref="PublishingException">The folder holds files, but no site.</exception>
    public static SiteManifest Read(string folder)
    {
        string file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
                throw new PublishingException($"{folder} holds something else than a site made by \"descent publish\"; choose another folder");
            return Empty;
        }
        try
        {
            return new SiteManifest(JsonNode.Parse(File.ReadAllText(file))?["notebooks"]?.AsObject() ?? []);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Empty;
        }
    }

    /// <summary>All files that the manifest knows.</summary>
    public IEnumerable<string> Files => notebooks.SelectMany(item => Strings(item.Value?["files"]));

    /// <summary>The entry of a notebook whose files need not be made again; null if something changed or is missing.</summary>
    /// <param name="slug">The notebook.</param>
    /// <param name="input">The hash of what its files are made from.</param>
    /// <param name="folder">The site's folder.</param>
    /// <param name="notebooksFolder">The folder that the sources are relative to.</param>
    public JsonObject? Valid(string slug, string input, string folder, string notebooksFolder)
    {
        if (notebooks[slug] is not JsonObject entry || (string?)entry["input"] != input || entry["sources"] is not JsonObject sources)
            return null;
        bool same = sources.All(source => Path.Combine(notebooksFolder, source.Key) is var file && File.Exists(file) && SiteHash.Of(File.ReadAllBytes(file)) == (string?)source.Value)
            && Strings(entry["files"]).All(path => File.Exists(Path.Combine(folder, path)));
        return same ? entry.DeepClone().AsObject() : null;
    }

    /// <summary>Sets the entry of a notebook, or of what is common to all.</summary>
    public void Set(string slug, JsonObject entry) => notebooks[slug] = entry;

    /// <summary>An entry.</summary>
    public static JsonObject Entry(string input, IEnumerable<string> files, IEnumerable<KeyValuePair<string, string>> sources, JsonArray search) => new()
    {
        ["input"] = input,
        ["files"] = new JsonArray([.. files.Select(file => JsonValue.Create(file))]),
        ["sources"] = new JsonObject(sources.OrderBy(source => source.Key, StringComparer.Ordinal).Select(source => KeyValuePair.Create(source.Key, (JsonNode?)JsonValue.Create(source.Value)))),
        ["search"] = search,
    };

    /// <summary>Writes the manifest and removes the files of <paramref name="before"/> that are no longer there.</summary>
    public void Write(string folder, SiteManifest before)
    {
        var current = Files.ToHashSet(StringComparer.Ordinal);
        foreach (string path in before.Files.Where(path => !current.Contains(path)))
        {
            string file = Path.GetFullPath(Path.Combine(folder, path));
            if (!file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                continue;
            File.Delete(file);
            for (string at = Path.GetDirectoryName(file)!; at.Length > folder.Length && !Directory.EnumerateFileSystemEntries(at).Any(); at = Path.GetDirectoryName(at)!)
                Directory.Delete(at);
        }
        WholeFile.Replace(Path.Combine(folder, FileName), Encoding.UTF8.GetBytes(JsonText.Write(new JsonObject { ["notebooks"] = notebooks.DeepClone() })));
    }

    private static IEnumerable<string> Strings(JsonNode? node) => node is JsonArray array ? array.Select(item => (string?)item ?? "").Where(item => item.Length > 0) : [];
}
