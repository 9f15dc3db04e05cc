namespace Descent.Grading.Reading;

/// <summary>A cell that is run to grade with.</summary>
/// <param name="Name">What messages call it: <c>cell 5 (layer-forward)</c>.</param>
/// <param name="Code">Its code.</param>
/// <param name="Number">Its place in the notebook; 0 for the judge's own.</param>
internal sealed record PlannedCell(string Name, CellCode Code, int Number);
