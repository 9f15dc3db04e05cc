namespace Descent.Notebooks;

/// <summary>One place where a run put out something else than what is committed.</summary>
/// <param name="Cell">The cell, as <c>cell 3 (adam-update)</c>.</param>
/// <param name="Where">The place in the cell, such as <c>output 2, text/plain, line 4</c>.</param>
/// <param name="Problem">What was expected and what came.</param>
public sealed record Difference(string Cell, string Where, string Problem)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Cell}, {Where}: {Problem}";
}
