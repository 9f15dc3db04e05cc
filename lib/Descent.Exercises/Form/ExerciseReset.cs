using System.Text.Json.Nodes;

namespace Descent.Exercises.Form;

/// <summary>Brings back what a learner has lost of an exercise notebook, and keeps the rest.</summary>
public static class ExerciseReset
{
    /// <summary>
    /// Without an id: brings back every cell of an exercise that is missing and every locked cell that was changed; what the
    /// learner wrote stays. With an id: that cell as it was at first, the learner's answer too.
    /// </summary>
    /// <param name="notebook">The notebook's JSON, changed in place.</param>
    /// <param name="original">The notebook as it was handed out.</param>
    /// <param name="id">A cell's id (<c>layer-forward</c>) or a function's name (<c>LayerForward</c>); null for all.</param>
    /// <returns>The ids of the cells that were brought back.</returns>
    /// <exception cref="ArgumentException">The notebook has no such exercise.</exception>
    public static IReadOnlyList<string> Apply(JsonObject notebook, ExerciseNotebook original, string? id = null)
    {
        var cellId = Catalogue.Find(id ?? "")?.CellId ?? id;
        if (cellId is not null && original.Cells.All(cell => cell.Id != cellId))
        {
            throw new ArgumentException($"{original.Name} has no exercise \"{id}\". It has: "
                + $"{string.Join(", ", original.Cells.Where(cell => cell.Role != CellRole.Free).Select(cell => cell.Id))}.");
        }

        var cells = notebook["cells"]!.AsArray();
        var restored = new List<string>();
        foreach (var wanted in original.Cells)
        {
            int place = Find(cells, wanted.Id);
            if (wanted.Id != cellId && (cellId is not null || wanted.Role == CellRole.Free)) continue;
            if (wanted.Id != cellId && place >= 0 && (wanted.Role == CellRole.Solution || IsAsHandedOut(cells[place]!, wanted))) continue;

            if (place < 0)
                cells.Insert(PlaceAfterNeighbour(cells, original, wanted), wanted.ToJson());
            else
                cells[place] = wanted.ToJson();
            restored.Add(wanted.Id);
        }

        return restored;
    }

    private static int Find(JsonArray cells, string id)
    {
        for (int i = 0; i < cells.Count; i++)
            if (cells[i]?["id"] is JsonValue value && value.TryGetValue(out string? text) && text == id) return i;
        return -1;
    }

    // Behind the last of the cells before it that is still there.
    private static int PlaceAfterNeighbour(JsonArray cells, ExerciseNotebook original, ExerciseCell wanted) =>
        original.Cells.TakeWhile(cell => cell != wanted).Reverse().Select(cell => Find(cells, cell.Id)).FirstOrDefault(i => i >= 0, -1) + 1;

    private static bool IsAsHandedOut(JsonNode cell, ExerciseCell wanted)
    {
        var expected = wanted.ToJson();
        return Text(cell["source"]) == wanted.Source
            && JsonNode.DeepEquals(cell["metadata"]?["nbgrader"], expected["metadata"]!["nbgrader"])
            && (string?)cell["cell_type"] == wanted.Type;
    }

    private static string Text(JsonNode? source) => source switch
    {
        JsonArray lines => string.Concat(lines.Select(line => (string?)line)),
        JsonValue value when value.TryGetValue(out string? text) => text,
        _ => "",
    };
}
