using System.Text.Json;
using System.Text.Json.Nodes;

namespace Descent.Notebooks;

/// <summary>What a notebook of nbformat 4 must look like for us to work with it, and its texts as lists of lines.</summary>
internal static class NotebookForm
{
    /// <summary>Throws with the file, and the cell where there is one, unless the JSON is a notebook of nbformat 4.</summary>
    public static void Check(JsonObject json, string path)
    {
        CheckStrings(json, path);
        if (json["nbformat"] is not JsonValue format || !format.TryGetValue(out int major))
            throw new NotebookException(path, "is JSON, but not a notebook: it has no \"nbformat\" number");
        if (major < 4)
            throw new NotebookException(path, $"is a notebook of nbformat {major}; save it as nbformat 4 first "
                + "(jupyter nbconvert --to notebook --inplace FILE)");
        if (major > 4)
            throw new NotebookException(path, $"is a notebook of nbformat {major}, which is newer than nbformat 4, which we read");
        if (json["metadata"] is not (null or JsonObject))
            throw new NotebookException(path, "\"metadata\" is not an object");
        if (json["cells"] is not JsonArray cells)
            throw new NotebookException(path, "is not a notebook: it has no list of \"cells\"");
        var seen = new Dictionary<string, int>();
        for (int i = 0; i < cells.Count; i++)
        {
            if (CellProblem(cells[i]) is { } problem)
                throw new NotebookException(path, $"cell {i + 1}: {problem}");
            if ((string?)cells[i]!["id"] is not { } id)
                continue;
            if (seen.TryGetValue(id, out int first))
                throw new NotebookException(path, $"cells {first} and {i + 1} have the same id \"{id}\"; ids are unique in a notebook");
            seen.Add(id, i + 1);
        }
    }

    /// <summary>Turns the texts of cells and outputs into lists of lines, as Jupyter does when it saves.</summary>
    public static void SplitTexts(JsonObject notebook)
    {
        foreach (JsonObject cell in notebook["cells"]!.AsArray().OfType<JsonObject>())
        {
            SplitText(cell, "source");
            foreach (JsonObject output in (cell["outputs"] as JsonArray ?? []).OfType<JsonObject>())
            {
                SplitText(output, "text");
                if (output["data"] is not JsonObject data)
                    continue;
                foreach (string mimeType in data.Select(item => item.Key).Where(mime => !MultilineText.IsJson(mime)).ToList())
                    SplitText(data, mimeType);
            }
        }
    }

    private static void SplitText(JsonObject parent, string key)
    {
        if (IsText(parent[key]))
            parent[key] = MultilineText.Split(MultilineText.Join(parent[key]));
    }

    private static string? CellProblem(JsonNode? node)
    {
        if (node is not JsonObject cell)
            return "is not an object";
        if (!IsString(cell["cell_type"]))
            return "has no \"cell_type\"";
        if (cell["id"] is not null && !IsString(cell["id"]))
            return "\"id\" is not a string";
        if (!IsText(cell["source"]))
            return "\"source\" is neither a string nor a list of strings";
        if (cell["metadata"] is not (null or JsonObject))
            return "\"metadata\" is not an object";
        if (cell["execution_count"] is { } count && !(count is JsonValue value && value.TryGetValue(out int _)))
            return "\"execution_count\" is not a whole number";
        if (cell["outputs"] is null)
            return null;
        return cell["outputs"] is JsonArray outputs
            ? outputs.Select(OutputProblem).FirstOrDefault(problem => problem is not null)
            : "\"outputs\" is not a list";
    }

    private static string? OutputProblem(JsonNode? node)
    {
        if (node is not JsonObject output || !IsString(output["output_type"]))
            return "has an output without an \"output_type\"";
        return (string)output["output_type"]! switch
        {
            "stream" when !IsText(output["text"]) => "has a stream output without \"text\"",
            "display_data" or "execute_result" when output["data"] is not JsonObject => "has an output without \"data\"",
            _ => null,
        };
    }

    private static bool IsString(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String;

    private static bool IsText(JsonNode? node) => IsString(node) || (node is JsonArray lines && lines.All(IsString));

    /// <summary>Half a surrogate pair (<c>"\ud83d"</c>) is JSON but no text: found here, where the file can be named.</summary>
    private static void CheckStrings(JsonNode? node, string path)
    {
        try
        {
            JsonText.Write(node);
        }
        catch (InvalidOperationException)
        {
            throw new NotebookException(path, "holds a string with half a surrogate pair (such as \"\\ud83d\" alone), which is no text");
        }
    }
}
