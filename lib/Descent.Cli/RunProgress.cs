using Descent.Notebooks;
using Spectre.Console;

namespace Descent.Cli;

/// <summary>Shows how a run goes on: a bar for each notebook on a terminal, a line for each where there is none.</summary>
internal static class RunProgress
{
    /// <summary>Runs <paramref name="run"/> and shows what it reports meanwhile.</summary>
    public static async Task<IReadOnlyList<NotebookRun>> ShowAsync(
        IAnsiConsole console, bool silent, RunFiles files, Func<IRunObserver?, Task<IReadOnlyList<NotebookRun>>> run)
    {
        if (silent)
            return await run(null);
        if (!console.Profile.Capabilities.Interactive)
            return await run(new Lines(console));
        IReadOnlyList<NotebookRun> runs = [];
        await console.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn())
            .StartAsync(async progress => runs = await run(new Bars(progress)));
        return runs;
    }

    private sealed class Bars(ProgressContext progress) : IRunObserver
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, ProgressTask> tasks = new();

        public void NotebookStarted(string path, int cells) =>
            tasks[path] = progress.AddTask(Markup.Escape(Path.GetFileName(path)), maxValue: Math.Max(cells, 1));

        public void CellStarted(string path, Cell cell, int position)
        {
            ProgressTask task = tasks[path];
            task.Value = position - 1;
            task.Description = Markup.Escape($"{Path.GetFileName(path)}  {cell.Name}");
        }

        public void NotebookFinished(NotebookRun run)
        {
            if (!tasks.TryGetValue(run.Path, out ProgressTask? task))
                return;
            task.Value = run.Completed ? task.MaxValue : task.Value;
            task.Description = Markup.Escape($"{Path.GetFileName(run.Path)}  {(run.Completed ? "done" : "failed")}");
            task.StopTask();
        }
    }

    private sealed class Lines(IAnsiConsole console) : IRunObserver
    {
        private readonly Lock writing = new();

        public void NotebookStarted(string path, int cells) => Write($"{RunFiles.Name(path)}: {RunReport.Count(cells, "cell")}");

        public void CellStarted(string path, Cell cell, int position)
        {
            // A line for each cell would bury the summary.
        }

        public void NotebookFinished(NotebookRun run) =>
            Write($"{RunFiles.Name(run.Path)}: {(run.Completed ? "done" : "failed")} after {RunReport.Seconds(run.Duration)}");

        private void Write(string line)
        {
            lock (writing)
                console.WriteLine(line);
        }
    }
}
