namespace Descent.Grading.Reading;

/// <summary>Which cell needs which: by the names that one declares and the other uses.</summary>
/// <param name="cells">The cells that may be run.</param>
/// <param name="locked">The judge's own; what they declare, no other cell can.</param>
internal sealed class CellGraph(IReadOnlyList<PlannedCell> cells, IReadOnlyList<PlannedCell> locked)
{
    /// <summary>A cell and all that it needs, in the order in which they are to be run.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="reports">Takes what is unusual.</param>
    public IReadOnlyList<PlannedCell> NeededBy(PlannedCell cell, List<string> reports)
    {
        var order = new List<PlannedCell>();
        Visit(cell, [], order, reports);
        return order;
    }

    private void Visit(PlannedCell cell, HashSet<PlannedCell> visited, List<PlannedCell> order, List<string> reports)
    {
        if (!visited.Add(cell)) return;
        foreach (string name in cell.Code.Uses.Where(name => !cell.Code.Declares.Contains(name)))
            if (Provider(cell, candidate => candidate.Code.Declares.Contains(name), name, reports) is { } provider) Visit(provider, visited, order, reports);
        foreach (string name in cell.Code.Members)
            if (Provider(cell, candidate => candidate.Code.Extensions.Contains(name), name, reports) is { } provider) Visit(provider, visited, order, reports);
        order.Add(cell);
    }

    // As a notebook that was run from top to bottom would have it: the nearest one above; below, where there is none.
    private PlannedCell? Provider(PlannedCell cell, Func<PlannedCell, bool> declares, string name, List<string> reports)
    {
        if (locked.FirstOrDefault(declares) is { } own) return own;
        if (cells.Where(candidate => candidate.Number < cell.Number && declares(candidate)).MaxBy(candidate => candidate.Number) is { } above) return above;
        if (cells.Where(candidate => candidate.Number > cell.Number && declares(candidate)).MinBy(candidate => candidate.Number) is not { } below) return null;
        reports.Add($"{cell.Name} uses {name}, which is defined below it, in {below.Name}; that was run before.");
        return below;
    }
}
