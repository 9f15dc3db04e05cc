namespace Descent.Notebooks;

/// <summary>One notebook run from top to bottom.</summary>
/// <param name="Path">The notebook's file.</param>
/// <param name="CellCount">The code cells it has.</param>
/// <param name="Cells">The code cells that were reached, in order.</param>
/// <param name="Executed">The notebook with the outputs of this run; null if it could not be read.</param>
/// <param name="Failure">What stopped it, naming the cell; null if it ran to its end.</param>
/// <param name="Differences">Where the outputs differ from the committed ones.</param>
/// <param name="Duration">How long it took, the start of the kernel included.</param>
public sealed record NotebookRun(
    string Path,
    int CellCount,
    IReadOnlyList<CellRun> Cells,
    Notebook? Executed,
    string? Failure,
    IReadOnlyList<Difference> Differences,
    TimeSpan Duration)
{
    /// <summary>True if every cell ran.</summary>
    public bool Completed => Failure is null;

    /// <summary>True if every cell ran and put out what is committed.</summary>
    public bool Agrees => Completed && Differences.Count == 0;
}
