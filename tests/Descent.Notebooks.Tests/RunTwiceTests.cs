using Xunit;

namespace Descent.Notebooks.Tests;

/// <summary>
/// A learner runs a cell, changes a number and runs it again: what comes out must depend on the cell, not on how often it ran.
/// A cell that cannot keep to that carries the tag <c>changes-state</c>, and the text before or after it says what running it twice does.
/// </summary>
public sealed class RunTwiceTests(TwiceRuns runs) : IClassFixture<TwiceRuns>
{
    public static TheoryData<string> Names => [.. Lectures.Paths.Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Running_each_cell_twice_in_a_row_changes_no_result(string name)
    {
        NotebookRun run = await runs.OfAsync(Path.Combine(Lectures.Folder, name));
        Assert.True(run.Completed, run.Failure);
        var changed = new List<string>();
        foreach (Cell[] pair in run.Executed!.Cells.Chunk(2))
        {
            Cell first = pair[0], second = pair[1];
            IReadOnlyList<Difference> differences = Differences(first, second);
            if (first.HasTag("changes-state"))
                Assert.True(differences.Count > 0, $"{first.Id} is tagged changes-state, but run twice it gives the same");
            else
                changed.AddRange(differences.Select(difference => $"{first.Id}, {difference.Where}: {difference.Problem}"));
        }
        Assert.True(changed.Count == 0, "run a second time, it says something else: " + string.Join("; ", changed));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cell_that_changes_state_is_explained(string name)
    {
        IReadOnlyList<Cell> cells = Lectures.Read(name).Cells;
        for (int i = 0; i < cells.Count; i++)
        {
            if (!cells[i].HasTag("changes-state")) continue;
            string around = string.Concat(new[] { i - 1, i + 1 }.Where(k => k < cells.Count && !cells[k].IsCode).Select(k => cells[k].Source));
            Assert.True(around.Contains("twice", StringComparison.Ordinal), $"{cells[i].Name} changes state; the text beside it must say what running it twice does");
        }
    }

    [Fact]
    public async Task A_cell_that_counts_how_often_it_ran_is_found()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Notebook("counts.ipynb", "var seen = new System.Collections.Generic.List<int>();", "seen.Add(1);\nseen.Count", "seen.Count > 0");
        NotebookRun run = await TwiceRuns.RunAsync(path, TestContext.Current.CancellationToken);
        Assert.True(run.Completed, run.Failure);
        Assert.Equal([0, 1, 0], run.Executed!.Cells.Chunk(2).Select(pair => Differences(pair[0], pair[1]).Count));
    }

    /// <summary>As <c>descent run</c> compares, but for the execution counts, which of course go on.</summary>
    private static IReadOnlyList<Difference> Differences(Cell first, Cell second)
    {
        if (first.HasTag("volatile")) return [];
        var again = new Cell(second.Json.DeepClone().AsObject()) { ExecutionCount = first.ExecutionCount };
        foreach (var output in again.Outputs)
            if (output!["execution_count"] is not null) output["execution_count"] = first.ExecutionCount;
        return OutputComparer.Compare(first, again);
    }
}
