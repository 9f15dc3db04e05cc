using Descent.Notebooks;

namespace Descent.Cli;

/// <summary>A notebook's run and what became of its files.</summary>
/// <param name="Run">The run.</param>
/// <param name="Name">What messages call the notebook: its path from the current directory.</param>
/// <param name="Status"><c>agrees</c>, <c>differs</c>, <c>failed</c>, <c>updated</c> or <c>unchanged</c>.</param>
/// <param name="Problem">What went wrong apart from differences; null if nothing did.</param>
internal sealed record RunOutcome(NotebookRun Run, string Name, string Status, string? Problem)
{
    /// <summary>True if the exit code may be 0.</summary>
    public bool Good => Status is "agrees" or "updated" or "unchanged";
}
