using System.Text.Json.Nodes;

namespace Descent.Exercises.Form;

/// <summary>A cell of an exercise notebook.</summary>
/// <param name="Id">Its id, unique in the notebook; also nbgrader's grade id.</param>
/// <param name="Type"><c>code</c> or <c>markdown</c>.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Source">Its text.</param>
/// <param name="Points">What it earns, for a check.</param>
public sealed record ExerciseCell(string Id, string Type, CellRole Role, string Source, int Points = 0)
{
    /// <summary>The cell as JSON, keys sorted, without outputs.</summary>
    public JsonObject ToJson()
    {
        var cell = new JsonObject { ["cell_type"] = Type };
        if (Type == "code") cell["execution_count"] = null;
        cell["id"] = Id;
        cell["metadata"] = Metadata();
        if (Type == "code") cell["outputs"] = new JsonArray();
        string[] lines = Source.Split('\n');
        cell["source"] = new JsonArray([.. lines.Select((line, i) => (JsonNode)(i < lines.Length - 1 ? line + "\n" : line))]);
        return cell;
    }

    private JsonObject Metadata()
    {
        if (Role == CellRole.Free) return [];

        var (grade, solution, locked) = Role.Flags;
        var nbgrader = new JsonObject
        {
            ["cell_type"] = Type,
            ["checksum"] = NbgraderChecksum.Of(Source, Type, Role, Id, Points),
            ["grade"] = grade,
            ["grade_id"] = Id,
            ["locked"] = locked,
        };
        if (grade) nbgrader["points"] = Points;
        nbgrader["schema_version"] = 3;
        nbgrader["solution"] = solution;
        nbgrader["task"] = false;

        // As nbgrader releases them: a solution can be written in but not deleted, a locked cell neither.
        var metadata = new JsonObject { ["deletable"] = false };
        if (locked) metadata["editable"] = false;
        metadata["nbgrader"] = nbgrader;
        return metadata;
    }
}
