using Descent.Notebooks;

namespace Descent.Publishing;

/// <summary>What a page shows of a cell, by the tags that Jupyter Book reads.</summary>
/// <param name="Input">Whether and how the source is shown.</param>
/// <param name="Output">Whether and how the outputs are shown.</param>
/// <param name="Folded">True if both are folded together.</param>
public sealed record CellView(CellPart Input, CellPart Output, bool Folded)
{
    /// <summary>
    /// The view of a cell; null if the page does not have it: <c>remove-cell</c>, notes for the speaker, and <c>slide-only</c>, which marks
    /// cells that are made for the deck.
    /// </summary>
    public static CellView? Of(Cell cell)
    {
        // Jupyter Book's older spelling has an underscore.
        HashSet<string> tags = [.. cell.Tags.Select(tag => tag.Replace('_', '-'))];
        if (tags.Contains("remove-cell") || tags.Contains("slide-only") || CourseNotebook.SlideType(cell) == "notes" || cell.Type == "raw")
            return null;
        CellPart Part(string part) => tags.Contains($"remove-{part}") ? CellPart.Removed : tags.Contains($"hide-{part}") ? CellPart.Folded : CellPart.Shown;
        return new CellView(Part("input"), Part("output"), tags.Contains("hide-cell"));
    }
}

/// <summary>How a part of a cell is shown.</summary>
public enum CellPart
{
    /// <summary>As it is.</summary>
    Shown,

    /// <summary>Behind a line that opens it.</summary>
    Folded,

    /// <summary>Not at all.</summary>
    Removed,
}
