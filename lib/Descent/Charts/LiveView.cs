using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Descent.Data;
using Descent.Formatting;
using Descent.Training;

namespace Descent.Charts;

/// <summary>Shows a training while it goes on: a picture and a line of text, each replaced in place.</summary>
internal sealed class LiveView(Trainer trainer, Dataset data, Action<object> showPicture, Action<object> showLine)
{
    /// <summary>At most five pictures a second, and less than a tenth of the time for drawing them, unless one takes very long.</summary>
    private static readonly TimeSpan shortest = TimeSpan.FromMilliseconds(200), longest = TimeSpan.FromSeconds(1);
    private const int TrainingPerDrawing = 15;

    private TrainingHistory? history;
    private long last = Stopwatch.GetTimestamp();
    private TimeSpan wait = shortest;

    public TrainingHistory Fit(CancellationToken interruption)
    {
        try
        {
            var whole = trainer.FitWatched(data, interruption, Watch);
            showPicture(whole.Chart());
            showLine(HistoryTable.Line(whole) + (whole.ValidationAccuracies.Count > 0 ? "" : Accuracy(whole)) + ".");
            return whole;
        }
        catch (DivergedException) when (history is { Epochs: > 0 })
        {
            // The way into the ravine is worth seeing, and it is the same every time.
            showPicture(history.Chart());
            showLine(HistoryTable.Line(history) + "; then it diverged.");
            throw;
        }
    }

    private void Watch(TrainingHistory sofar, TrainingProgress progress)
    {
        history = sofar;
        if (Stopwatch.GetElapsedTime(last) < wait)
            return;
        long start = Stopwatch.GetTimestamp();
        var chart = sofar.Chart().With(layout => Chart.Part(layout, "xaxis")["range"] = new JsonArray(1, Math.Max(2, progress.Epochs)));
        showPicture(new LiveChart(chart));
        showLine(string.Create(CultureInfo.InvariantCulture,
            $"epoch {progress.Epoch:#,##0} of {progress.Epochs:#,##0}: cost {progress.Cost:0.0000}{Accuracy(sofar)}{Left(progress)}"));
        last = Stopwatch.GetTimestamp();
        var drawing = Stopwatch.GetElapsedTime(start, last) * TrainingPerDrawing;
        wait = drawing < shortest ? shortest : drawing > longest ? longest : drawing;
    }

    // Labels need not be classes: then there is no accuracy to tell.
    private string Accuracy(TrainingHistory sofar) =>
        sofar.ValidationAccuracies.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $", dev accuracy {sofar.ValidationAccuracies[^1]:0.000}")
        : DatasetTable.IsClasses(data) ? string.Create(CultureInfo.InvariantCulture, $", accuracy {trainer.Network.Accuracy(data):0.000}") : "";

    // The first epochs, in which code is still being compiled, foretell nothing.
    private static string Left(TrainingProgress progress) => progress.Elapsed.TotalSeconds < 0.5 ? ""
        : progress.Remaining.TotalSeconds < 60 ? string.Create(CultureInfo.InvariantCulture, $", {Math.Ceiling(progress.Remaining.TotalSeconds):0} s left")
        : string.Create(CultureInfo.InvariantCulture, $", {progress.Remaining.TotalMinutes:0.0} min left");
}
