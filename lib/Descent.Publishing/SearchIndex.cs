using System.Text.Json.Nodes;

namespace Descent.Publishing;

/// <summary>What a search in the browser looks through: a script, since a page that was opened as a file may load scripts only.</summary>
internal static class SearchIndex
{
    /// <summary>The entries of a page.</summary>
    public static JsonArray Entries(Rendering page) => new([.. page.Passages.All.Where(passage => passage.Heading.Length + passage.Text.Length > 0).Select(passage => new JsonObject
    {
        ["page"] = page.Path + (passage.Id is null ? "" : "#" + passage.Id),
        ["title"] = PageWriter.Numbered(page.Notebook),
        ["heading"] = passage.Heading,
        ["text"] = passage.Text,
    })]);

    /// <summary>The script with the entries of all pages.</summary>
    public static string Script(IEnumerable<JsonArray> pages)
    {
        // Key by key: an entry that was kept has its keys in another order than a new one.
        var all = new JsonArray([.. pages.SelectMany(page => page).Select((entry, index) => new JsonObject
        {
            ["id"] = index,
            ["page"] = (string)entry!["page"]!,
            ["title"] = (string)entry["title"]!,
            ["heading"] = (string)entry["heading"]!,
            ["text"] = (string)entry["text"]!,
        })]);
        return $"window.descentSearchIndex = {all.ToJsonString()};\n";
    }
}
