using System.Diagnostics;
using System.Globalization;
using Descent.Grading.Batches;
using Spectre.Console;

namespace Descent.Cli;

/// <summary>Shows how a grading goes on: a bar with the time left on a terminal, a line for each submission where there is none.</summary>
internal static class GradeProgress
{
    /// <summary>Runs <paramref name="run"/> and shows what it reports meanwhile.</summary>
    public static async Task ShowAsync(IAnsiConsole console, int count, Func<IProgress<Graded>, Task> run)
    {
        if (count == 0)
            return;
        if (!console.Profile.Capabilities.Interactive)
        {
            await run(new Lines(console, count));
            return;
        }
        await console.Progress().AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(progress => run(new Bar(progress.AddTask($"0 of {count}", maxValue: count))));
    }

    /// <summary>Time as it is told to someone who waits: <c>about 4 min left</c>.</summary>
    private static string Left(long start, int done, int count)
    {
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds / done * (count - done);
        return string.Create(CultureInfo.InvariantCulture, $"about {(seconds < 90 ? $"{Math.Ceiling(seconds / 10) * 10:0} s" : seconds < 5400 ? $"{seconds / 60:0} min" : $"{seconds / 3600:0.0} h")} left");
    }

    private sealed class Bar(ProgressTask task) : IProgress<Graded>
    {
        private readonly Lock counting = new();
        private readonly long start = Stopwatch.GetTimestamp();

        public void Report(Graded value)
        {
            lock (counting)
            {
                task.Increment(1);
                task.Description = Markup.Escape($"{task.Value:0} of {task.MaxValue:0} · {GradeReport.Name(value.Student)} · {Left(start, (int)task.Value, (int)task.MaxValue)}");
            }
        }
    }

    private sealed class Lines(IAnsiConsole console, int count) : IProgress<Graded>
    {
        private readonly Lock writing = new();
        private readonly long start = Stopwatch.GetTimestamp();
        private int done;

        public void Report(Graded value)
        {
            lock (writing)
            {
                done++;
                string not = value.NotGraded > 0 ? $", {value.NotGraded} of the exercises could not be graded" : "";
                string left = done < count ? $" ({Left(start, done, count)})" : "";
                console.WriteLine($"[{done}/{count}] {GradeReport.Name(value.Student)}: {value.Points} of {value.Possible} points{not}{left}");
            }
        }
    }
}
