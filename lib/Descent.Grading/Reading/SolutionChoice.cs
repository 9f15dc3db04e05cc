using Descent.Exercises;

namespace Descent.Grading.Reading;

/// <summary>Finds the cell of a graded function, wherever it went: copied, re-typed, split, without its id.</summary>
internal static class SolutionChoice
{
    // How many cells a split one is put together from.
    private const int MostParts = 4;

    /// <summary>The cell to grade, and the numbers of all that hold the function or a part of it; null where there is none.</summary>
    /// <param name="cells">The notebook's cells.</param>
    /// <param name="code">Their code, in the same order.</param>
    /// <param name="exercise">The exercise.</param>
    /// <param name="reports">Takes what is unusual.</param>
    public static (PlannedCell Cell, IReadOnlySet<int> Taken)? Of(
        IReadOnlyList<HandedInCell> cells, IReadOnlyList<CellCode> code, Exercise exercise, List<string> reports)
    {
        int[] candidates = [.. Enumerable.Range(0, cells.Count).Where(i =>
            cells[i].Is(exercise.CellId) || (cells[i].IsCode && code[i].Declares.Contains(exercise.Id)))];
        if (candidates.Length == 0) return null;

        string stub = Squeezed(SolutionCell.Stub(exercise));
        bool Defines(int i) => code[i].Declares.Contains(exercise.Id);
        bool IsStub(int i) => Squeezed(cells[i].Source) == stub;
        var taken = candidates.Select(i => cells[i].Number).ToHashSet();

        // What was written on comes before what was left as it was, a function before a variable or a type, the cell of the right name before a copy, a later one before an earlier.
        int best = candidates
            .OrderByDescending(i => Defines(i) && code[i].IsWhole && !IsStub(i))
            .ThenByDescending(i => Defines(i) && !IsStub(i))
            .ThenByDescending(i => code[i].Functions.Contains(exercise.Id))
            .ThenByDescending(i => cells[i].Is(exercise.CellId))
            .ThenByDescending(i => i).First();
        if (!(Defines(best) && code[best].IsWhole) && Joined(cells, code, candidates, exercise) is { } joined)
        {
            reports.Add($"{exercise.Id} is split over cells {string.Join(", ", joined.Numbers)}; they were put together.");
            taken.UnionWith(joined.Numbers);
            return (new PlannedCell($"cells {joined.Numbers[0]}–{joined.Numbers[^1]}", joined.Code, joined.Numbers[0]), taken);
        }

        if (candidates.Length > 1)
            reports.Add($"{candidates.Length} cells hold {exercise.Id} (cells {string.Join(", ", candidates.Select(i => cells[i].Number))}); cell {cells[best].Number} was graded.");
        if (!cells[best].IsCode) reports.Add($"The cell of {exercise.Id} was turned into a {Kind(cells[best].Type)} cell; it was graded as code.");
        if (!cells[best].Is(exercise.CellId)) reports.Add($"The cell of {exercise.Id} is not the one that was handed out; cell {cells[best].Number}, which defines it, was graded.");
        return (new PlannedCell($"cell {cells[best].Number} ({exercise.CellId})", code[best], cells[best].Number), taken);
    }

    // A cell that was cut in the middle of the function is no code by itself, nor is its neighbour.
    private static (IReadOnlyList<int> Numbers, CellCode Code)? Joined(
        IReadOnlyList<HandedInCell> cells, IReadOnlyList<CellCode> code, int[] candidates, Exercise exercise)
    {
        foreach (int candidate in candidates)
        {
            for (int parts = 2; parts <= MostParts; parts++)
            {
                for (int first = Math.Max(0, candidate - parts + 1); first <= candidate && first + parts <= cells.Count; first++)
                {
                    int[] range = [.. Enumerable.Range(first, parts)];
                    if (range.All(i => code[i].IsWhole)) continue;
                    var whole = CellCode.Parse(string.Join('\n', range.Select(i => cells[i].Source)));
                    if (whole.IsWhole && whole.Declares.Contains(exercise.Id)) return ([.. range.Select(i => cells[i].Number)], whole);
                }
            }
        }

        return null;
    }

    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static string Kind(string type) => type is "markdown" or "raw" ? type : "strange";
}
