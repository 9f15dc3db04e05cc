namespace Descent.Notebooks;

/// <summary>A file is not a notebook we can read; the message names the file and, where it can, the cell.</summary>
public sealed class NotebookException(string path, string problem) : Exception($"{path}: {problem}")
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>What is wrong with it, without the file's name.</summary>
    public string Problem { get; } = problem;
}
