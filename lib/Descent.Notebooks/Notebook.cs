using System.Text.Json;
using System.Text.Json.Nodes;

namespace Descent.Notebooks;

/// <summary>
/// A Jupyter notebook, nbformat 4.x. It is a face over the file's own JSON, so that a key nobody here knows survives
/// reading and writing, and a number keeps its spelling (<c>1e5</c>, <c>1.0</c>).
/// </summary>
/// <remarks>
/// Our form on disk is the one Jupyter itself writes: keys sorted, one space of indent, texts as lists of lines,
/// characters beyond ASCII as they are, a newline at the end. A file in that form is written back byte for byte.
/// </remarks>
public sealed class Notebook
{
    private Notebook(JsonObject json, string path)
    {
        Json = json;
        Path = path;
    }

    /// <summary>The whole notebook as it is in the file.</summary>
    public JsonObject Json { get; }

    /// <summary>Where it was read from, or a name for messages.</summary>
    public string Path { get; }

    /// <summary>The notebook's metadata: kernelspec, language_info and whatever else tools keep there.</summary>
    public JsonObject Metadata => Json.Section("metadata");

    /// <summary>The cells in order, numbered from 1. Made anew on each call: it follows edits of the JSON.</summary>
    public IReadOnlyList<Cell> Cells =>
        [.. Json["cells"]!.AsArray().Select((cell, index) => new Cell(cell!.AsObject(), index + 1))];

    /// <summary>A notebook for our kernel, without cells.</summary>
    public static Notebook Create(string path = "notebook.ipynb") => new(new JsonObject
    {
        ["cells"] = new JsonArray(),
        ["metadata"] = new JsonObject
        {
            ["kernelspec"] = new JsonObject
            {
                ["display_name"] = ".NET (C#)",
                ["language"] = "C#",
                ["name"] = ".net-csharp",
            },
            ["language_info"] = new JsonObject
            {
                ["file_extension"] = ".cs",
                ["mimetype"] = "text/x-csharp",
                // VS Code's own name of the language: with another one it adds a language to every cell that it saves.
                ["name"] = "csharp",
                ["pygments_lexer"] = "csharp",
            },
        },
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }, path);

    /// <summary>Reads a notebook from a file.</summary>
    /// <exception cref="NotebookException">The file cannot be read or is not a notebook of nbformat 4.</exception>
    public static Notebook Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string reason = e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message;
            throw new NotebookException(path, $"cannot be read: {reason}");
        }
        return Parse(bytes, path);
    }

    /// <summary>Reads a notebook from its text.</summary>
    /// <param name="utf8">The file's bytes.</param>
    /// <param name="path">The file's name, for messages.</param>
    /// <exception cref="NotebookException">The text is not a notebook of nbformat 4.</exception>
    public static Notebook Parse(ReadOnlySpan<byte> utf8, string path = "notebook.ipynb")
    {
        ReadOnlySpan<byte> byteOrderMark = [0xEF, 0xBB, 0xBF];
        if (utf8.StartsWith(byteOrderMark))
            utf8 = utf8[byteOrderMark.Length..];
        if (utf8.Trim(" \t\r\n"u8).IsEmpty)
            throw new NotebookException(path, "the file is empty");
        JsonNode? node;
        try
        {
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 256 };
            node = JsonNode.Parse(utf8, documentOptions: options);
        }
        catch (JsonException e)
        {
            string where = e.LineNumber is { } line ? $" (line {line + 1}, byte {e.BytePositionInLine + 1})" : "";
            string why = e.Message.Split(" LineNumber:")[0].Split(" Path:")[0].TrimEnd('.');
            throw new NotebookException(path, $"is not JSON{where}: {why}");
        }
        if (node is not JsonObject json)
            throw new NotebookException(path, "is JSON, but not a notebook: a notebook is an object with \"cells\"");
        NotebookForm.Check(json, path);
        return new Notebook(json, path);
    }

    /// <summary>Appends a cell.</summary>
    public Cell Add(Cell cell)
    {
        JsonArray cells = Json["cells"]!.AsArray();
        cells.Add(cell.Json);
        return new Cell(cell.Json, cells.Count);
    }

    /// <summary>A copy that shares nothing with this notebook.</summary>
    public Notebook Clone() => new(Json.DeepClone().AsObject(), Path);

    /// <summary>The notebook's text in our form.</summary>
    public string ToText()
    {
        NotebookForm.SplitTexts(Json);
        return JsonText.Write(Json);
    }

    /// <summary>Writes the notebook in our form. The file is replaced whole: what was there before stays if this fails.</summary>
    public void Write(string path) => WholeFile.Replace(path, ToText());
}
