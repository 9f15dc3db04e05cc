namespace Descent.Grading.Reading;

/// <summary>A cell as it was handed in.</summary>
/// <param name="Number">Its place in the notebook, from 1.</param>
/// <param name="Type"><c>code</c>, <c>markdown</c> or <c>raw</c>, or whatever stands there.</param>
/// <param name="Id">The cell's id; null before nbformat 4.5, and where a client dropped it.</param>
/// <param name="GradeId">The id that nbgrader's metadata give it, which clients keep where they make new ids.</param>
/// <param name="Source">Its text, with <c>\n</c> between lines.</param>
internal sealed record HandedInCell(int Number, string Type, string? Id, string? GradeId, string Source)
{
    /// <summary>True for a code cell.</summary>
    public bool IsCode => Type == "code";

    /// <summary>Whether it is, by one of its names, the cell that was handed out under this id.</summary>
    public bool Is(string id) => Id == id || GradeId == id;
}
