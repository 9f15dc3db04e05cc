using System.Text.Json.Nodes;

namespace Descent.Notebooks;

/// <summary>One cell of a notebook: a face over the cell's JSON.</summary>
public sealed class Cell(JsonObject json, int number = 0)
{
    /// <summary>The cell as it is in the file.</summary>
    public JsonObject Json { get; } = json;

    /// <summary>Its place among all cells of the notebook, from 1; 0 for a cell that is in no notebook yet.</summary>
    public int Number { get; } = number;

    /// <summary><c>code</c>, <c>markdown</c> or <c>raw</c>.</summary>
    public string Type => (string)Json["cell_type"]!;

    /// <summary>True for a code cell.</summary>
    public bool IsCode => Type == "code";

    /// <summary>The cell's stable id; notebooks before nbformat 4.5 have none.</summary>
    public string? Id => (string?)Json["id"];

    /// <summary>What messages call this cell: <c>cell 3 (adam-update)</c>.</summary>
    public string Name => Id is null ? $"cell {Number}" : $"cell {Number} ({Id})";

    /// <summary>The cell's text, with <c>\n</c> between lines.</summary>
    public string Source
    {
        get => MultilineText.Join(Json["source"]);
        set => Json["source"] = MultilineText.Split(value);
    }

    /// <summary>The cell's metadata.</summary>
    public JsonObject Metadata => Json.Section("metadata");

    /// <summary>The tags, such as <c>skip-execution</c>, <c>raises-exception</c>, <c>volatile</c>.</summary>
    public IReadOnlyList<string> Tags => Json["metadata"] is JsonObject metadata && metadata["tags"] is JsonArray tags
        ? [.. tags.OfType<JsonValue>().Where(tag => tag.GetValueKind() == System.Text.Json.JsonValueKind.String).Select(tag => (string)tag!)]
        : [];

    /// <summary>The outputs of a code cell.</summary>
    public JsonArray Outputs
    {
        get
        {
            if (Json["outputs"] is not JsonArray outputs)
                Json["outputs"] = outputs = [];
            return outputs;
        }
        set => Json["outputs"] = value;
    }

    /// <summary>The number in <c>[3]</c> before a code cell; null when it has not run.</summary>
    public int? ExecutionCount
    {
        get => (int?)Json["execution_count"];
        set => Json["execution_count"] = value;
    }

    /// <summary>A new code cell.</summary>
    public static Cell Code(string source, string id)
    {
        var cell = new Cell(new JsonObject { ["cell_type"] = "code", ["id"] = id, ["metadata"] = new JsonObject() });
        cell.Source = source;
        cell.ExecutionCount = null;
        cell.Outputs = [];
        return cell;
    }

    /// <summary>A new markdown cell.</summary>
    public static Cell Markdown(string source, string id)
    {
        var cell = new Cell(new JsonObject { ["cell_type"] = "markdown", ["id"] = id, ["metadata"] = new JsonObject() });
        cell.Source = source;
        return cell;
    }

    /// <summary>True if the cell carries this tag.</summary>
    public bool HasTag(string tag) => Tags.Contains(tag);
}
