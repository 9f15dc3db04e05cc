using System.Diagnostics;

namespace Descent.Notebooks;

/// <summary>
/// Runs notebooks, each from top to bottom in a kernel process of its own, and compares what they put out with what is committed.
/// A notebook stops at its first failing cell; the others go on.
/// </summary>
/// <remarks>
/// Tags, as nbclient reads them: <c>skip-execution</c> leaves a cell as it is, <c>raises-exception</c> allows it to fail;
/// and ours: <c>volatile</c> runs a cell whose outputs are neither compared nor committed.
/// </remarks>
public sealed class NotebookRunner(KernelOptions options, IRunObserver? observer = null)
{
    /// <summary>Runs notebooks, at most <paramref name="jobs"/> at a time.</summary>
    /// <returns>The runs in the order of the paths.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; every kernel is gone.</exception>
    public async Task<IReadOnlyList<NotebookRun>> RunAllAsync(
        IReadOnlyList<string> paths, int jobs, CancellationToken cancellationToken)
    {
        var runs = new NotebookRun[paths.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, paths.Count, parallel, async (i, token) => runs[i] = await RunAsync(paths[i], token));
        return runs;
    }

    /// <summary>Runs one notebook. Whatever is wrong with it is in the result, not thrown.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; the kernel is gone.</exception>
    public async Task<NotebookRun> RunAsync(string path, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        Notebook notebook;
        try
        {
            notebook = Notebook.Read(path);
        }
        catch (NotebookException e)
        {
            var unread = new NotebookRun(path, 0, [], null, e.Problem, [], Stopwatch.GetElapsedTime(started));
            observer?.NotebookFinished(unread);
            return unread;
        }
        return await RunAsync(notebook, cancellationToken);
    }

    /// <summary>Runs a notebook that is in memory, in the folder that its path names, and compares with the outputs it has.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; the kernel is gone.</exception>
    public async Task<NotebookRun> RunAsync(Notebook committed, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        Notebook executed = committed.Clone();
        List<Cell> cells = [.. executed.Cells.Where(cell => cell.IsCode)];
        observer?.NotebookStarted(committed.Path, cells.Count);
        var runs = new List<CellRun>();
        string? failure = null;
        try
        {
            await RunCellsAsync(committed.Path, cells, runs, cancellationToken);
            if (runs.Find(cell => !cell.Passed) is { } failed)
                failure = $"{failed.Cell.Name}: {failed.Result.Message}";
        }
        catch (KernelException e)
        {
            failure = e.Message;
        }
        IReadOnlyList<Difference> differences = OutputComparer.Compare(committed, executed,
            runs.Where(cell => cell.Passed).Select(cell => cell.Cell.Number).ToHashSet());
        var run = new NotebookRun(committed.Path, cells.Count, runs, executed, failure, differences, Stopwatch.GetElapsedTime(started));
        observer?.NotebookFinished(run);
        return run;
    }

    private async Task RunCellsAsync(string path, List<Cell> cells, List<CellRun> runs, CancellationToken cancellationToken)
    {
        var collector = new OutputCollector();
        await using KernelClient kernel = KernelClient.Start(Path.GetDirectoryName(Path.GetFullPath(path))!, options);
        foreach (Cell cell in cells)
        {
            observer?.CellStarted(path, cell, runs.Count + 1);
            var run = new CellRun(cell, await RunCellAsync(kernel, collector, cell, cancellationToken));
            runs.Add(run);
            if (!run.Passed)
                return;
        }
    }

    private static async Task<CellResult> RunCellAsync(
        KernelClient kernel, OutputCollector collector, Cell cell, CancellationToken cancellationToken)
    {
        if (cell.HasTag("skip-execution"))
            return new CellResult(CellOutcome.Skipped, "", null, TimeSpan.Zero);
        collector.Begin();
        CellResult result = string.IsNullOrWhiteSpace(cell.Source)
            ? new CellResult(CellOutcome.Skipped, "", null, TimeSpan.Zero)
            : await kernel.ExecuteAsync(cell.Source, collector.Take, cancellationToken);
        cell.Outputs = collector.End();
        cell.ExecutionCount = result.ExecutionCount;
        return result.Outcome == CellOutcome.Failed && cell.HasTag("raises-exception")
            ? result with { Outcome = CellOutcome.Succeeded }
            : result;
    }
}
