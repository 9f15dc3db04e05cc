namespace Descent.Kernel.Scripting;

/// <summary>A part of a cell that is run as one.</summary>
/// <param name="Text">Code, text to show, the file to import or the directive that nobody knows.</param>
/// <param name="Line">The line of the cell that it begins in, from 1.</param>
internal sealed record CellPart(CellPartKind Kind, string Text, int Line);
