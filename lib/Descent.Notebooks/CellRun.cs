namespace Descent.Notebooks;

/// <summary>A code cell of a notebook and what came of running it.</summary>
/// <param name="Cell">The cell with its new outputs.</param>
/// <param name="Result">How it ended.</param>
public sealed record CellRun(Cell Cell, CellResult Result)
{
    /// <summary>True if the notebook may go on after it.</summary>
    public bool Passed => Result.Outcome is CellOutcome.Succeeded or CellOutcome.Skipped;
}
