namespace Descent.Notebooks;

/// <summary>What came of running one cell.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Message">What went wrong, in a sentence; empty if nothing did.</param>
/// <param name="ExecutionCount">The number in <c>[3]</c>; null if the kernel gave none.</param>
/// <param name="Duration">How long it took.</param>
public sealed record CellResult(CellOutcome Outcome, string Message, int? ExecutionCount, TimeSpan Duration);
