namespace Descent.Kernel.Scripting;

/// <summary>A place in code.</summary>
/// <param name="Source">The cell, such as "cell 3", or the name of the imported file.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
internal sealed record Place(string Source, int Line, int Column)
{
    public override string ToString() => $"{Source}, line {Line}, column {Column}";
}
