using System.Collections.Concurrent;

namespace Descent.Notebooks.Tests;

/// <summary>
/// Every lecture with each of its cells run twice in a row, 1, 1, 2, 2, …, in one kernel a lecture. Two lectures run at a time:
/// asking for one starts it and all others, so that two cores are busy while the rows of the theory wait their turn.
/// </summary>
public sealed class TwiceRuns : IAsyncDisposable
{
    // This is no test of speed: on a machine that is busy with other things a cell may take its time.
    private static readonly KernelOptions patient = new() { StartTimeLimit = TimeSpan.FromMinutes(5), CellTimeLimit = TimeSpan.FromMinutes(10) };

    private readonly CancellationTokenSource cancellation = new();
    private readonly SemaphoreSlim kernels = new(2);
    private readonly ConcurrentDictionary<string, Lazy<Task<NotebookRun>>> runs = [];

    /// <summary>The run of one lecture: code cells 2i and 2i + 1 are the two runs of its code cell i.</summary>
    public Task<NotebookRun> OfAsync(string path)
    {
        Task<NotebookRun> run = Started(path);
        // The longest come last in the course: they must not be the last to start.
        foreach (string other in Lectures.Paths.Reverse()) Started(other);
        return run;
    }

    /// <summary>Runs one notebook in that way.</summary>
    public static Task<NotebookRun> RunAsync(string path, CancellationToken cancellationToken) =>
        new NotebookRunner(patient).RunAsync(Doubled(Notebook.Read(path)), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await cancellation.CancelAsync();
        await Task.WhenAll(runs.Values.Select(run => run.Value)).ContinueWith(_ => { }, TaskScheduler.Default);
        cancellation.Dispose();
        kernels.Dispose();
    }

    private Task<NotebookRun> Started(string path) =>
        runs.GetOrAdd(path, _ => new Lazy<Task<NotebookRun>>(() => Task.Run(() => InTurnAsync(path)))).Value;

    private async Task<NotebookRun> InTurnAsync(string path)
    {
        await kernels.WaitAsync(cancellation.Token);
        try
        {
            return await RunAsync(path, cancellation.Token);
        }
        finally
        {
            kernels.Release();
        }
    }

    private static Notebook Doubled(Notebook lecture)
    {
        Notebook doubled = Notebook.Create(lecture.Path);
        foreach (Cell cell in lecture.Cells.Where(cell => cell.IsCode))
        {
            doubled.Add(new Cell(cell.Json.DeepClone().AsObject()));
            doubled.Add(new Cell(cell.Json.DeepClone().AsObject())).Json["id"] = cell.Id + "-again";
        }
        return doubled;
    }
}
