using System.Text.Json.Nodes;
using Descent.Exercises;
using Descent.Exercises.Form;

namespace Descent.Grading.Tests;

/// <summary>A notebook that a test hands in: in a folder of its own, gone afterwards.</summary>
internal sealed class HandIn : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("descent-hand-in-").FullName;

    private HandIn(string text) => File.WriteAllText(Path, text);

    public string Path => System.IO.Path.Combine(folder, "notebook.ipynb");

    public Submission Submission => new("a student", Path);

    /// <summary>A notebook of the course, changed.</summary>
    public static HandIn Of(string notebook, Func<Exercise, Answer?>? answers = null, Action<JsonObject>? change = null)
    {
        var json = JsonNode.Parse(ExerciseNotebook.Of(notebook, answers).ToText())!.AsObject();
        change?.Invoke(json);
        return new HandIn(json.ToJsonString());
    }

    /// <summary>A file with any text.</summary>
    public static HandIn OfText(string text) => new(text);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static JsonArray Cells(JsonObject notebook) => notebook["cells"]!.AsArray();

    public static JsonObject Cell(JsonObject notebook, string id) => Cells(notebook).OfType<JsonObject>().First(cell => (string?)cell["id"] == id);

    /// <summary>Sets a cell's text.</summary>
    public static void Write(JsonObject notebook, string id, string source) => Cell(notebook, id)["source"] = source;

    /// <summary>Puts a new code cell before another one.</summary>
    public static void InsertBefore(JsonObject notebook, string id, string source) => Cells(notebook).Insert(
        Cells(notebook).IndexOf(Cell(notebook, id)), CodeCell(source));

    public static JsonObject CodeCell(string source, string? id = null)
    {
        var cell = new JsonObject { ["cell_type"] = "code", ["metadata"] = new JsonObject(), ["outputs"] = new JsonArray(), ["execution_count"] = null, ["source"] = source };
        cell["id"] = id ?? Guid.NewGuid().ToString("n")[..8];
        return cell;
    }
}
