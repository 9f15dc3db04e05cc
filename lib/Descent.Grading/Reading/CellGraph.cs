namespace Descent.Grading.Reading;

/// <summary>Which cell needs which: by the names that one declares and the other uses.</summary>
/// <param name="cells">The cells that may be run.</param>
/// <param name="locked">The judge's own; what they declare, no other cell can.</param>
internal sealed class CellGraph(IReadOnlyList<PlannedCell> cells, IReadOnlyList<PlannedCell> locked)
{
    // A notebook may hold thousands of cells, each with hundreds of names.
    private readonly ILookup<string, PlannedCell> declaring = ByName(cells, cell => cell.Code.Declares);
    private readonly ILookup<string, PlannedCell> extending = ByName(cells, cell => cell.Code.Extensions);

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
            if (Provider(cell, declaring[name], candidate => candidate.Code.Declares.Contains(name), name, reports) is { } provider) Visit(provider, visited, order, reports);
        foreach (string name in cell.Code.Members)
            if (Provider(cell, extending[name], candidate => candidate.Code.Extensions.Contains(name), name, reports) is { } provider) Visit(provider, visited, order, reports);
        order.Add(cell);
    }

    // As a notebook that was run from top to bottom would have it: the nearest one above; below, where there is none.
    private PlannedCell? Provider(PlannedCell cell, IEnumerable<PlannedCell> candidates, Func<PlannedCell, bool> declares, string name, List<string> reports)
    {
        if (locked.FirstOrDefault(declares) is { } own) return own;
        PlannedCell? above = null, below = null;
        foreach (var candidate in candidates)
        {
            if (candidate.Number < cell.Number) above = candidate;
            else if (candidate.Number > cell.Number) below ??= candidate;
        }

        if (above is not null || below is null) return above;
        if (reports.Count < ExercisePlan.MostReports) reports.Add($"{cell.Name} uses {name}, which is defined below it, in {below.Name}; that was run before.");
        return below;
    }

    private static ILookup<string, PlannedCell> ByName(IReadOnlyList<PlannedCell> cells, Func<PlannedCell, IEnumerable<string>> names) =>
        cells.OrderBy(cell => cell.Number).SelectMany(cell => names(cell).Select(name => (Name: name, Cell: cell))).ToLookup(pair => pair.Name, pair => pair.Cell);
}
