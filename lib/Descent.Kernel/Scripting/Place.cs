using System.Collections.Immutable;

namespace Descent.Kernel.Scripting;

/// <summary>A place in code.</summary>
/// <param name="Source">The cell, such as "cell 3", or the name of the imported file.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Others">Further lines that it may be as well, where nobody can tell; empty where one can.</param>
internal sealed record Place(string Source, int Line, int Column, ImmutableArray<int> Others)
{
    public Place(string source, int line, int column)
        : this(source, line, column, [])
    {
    }

    public bool Equals(Place? other) =>
        other is not null && (Source, Line, Column) == (other.Source, other.Line, other.Column) && Others.SequenceEqual(other.Others);

    public override int GetHashCode() => HashCode.Combine(Source, Line, Column);

    public override string ToString() => Others.IsEmpty
        ? $"{Source}, line {Line}, column {Column}"
        : $"{Source}, line {string.Join(", ", Others.Take(Others.Length - 1).Prepend(Line))} or {Others[^1]}";
}
