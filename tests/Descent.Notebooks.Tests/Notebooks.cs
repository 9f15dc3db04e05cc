using System.Text.Json.Nodes;

namespace Descent.Notebooks.Tests;

/// <summary>Small notebooks on disk.</summary>
internal static class Notebooks
{
    /// <summary>Writes a notebook with these code cells, called a, b, c …, and returns its path.</summary>
    public static string Notebook(this TemporaryFolder folder, string name, params string[] sources)
    {
        var notebook = Descent.Notebooks.Notebook.Create();
        foreach ((int i, string source) in sources.Index())
            notebook.Add(Cell.Code(source, ((char)('a' + i)).ToString()));
        string path = folder.File(name);
        notebook.Write(path);
        return path;
    }

    /// <summary>Gives a cell of a notebook on disk a tag.</summary>
    public static void Tag(string path, int cell, string tag)
    {
        var notebook = Descent.Notebooks.Notebook.Read(path);
        notebook.Cells[cell].Metadata["tags"] = new JsonArray(tag);
        notebook.Write(path);
    }

    /// <summary>The outputs of a cell as one compact line of JSON.</summary>
    public static string Outputs(this NotebookRun run, int cell) => run.Executed!.Cells[cell].Outputs.ToJsonString();
}
