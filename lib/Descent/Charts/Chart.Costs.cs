using Descent.Training;

namespace Descent.Charts;

public sealed partial class Chart
{
    private const int MostCostPoints = 500;

    /// <summary>
    /// The cost over the epochs of one or several trainings: the mean cost of every epoch, dashed the cost on the dev set
    /// where there is one, and a mark at the epoch whose parameters early stopping brought back.
    /// </summary>
    /// <param name="runs">Each with the name for the legend.</param>
    /// <exception cref="ArgumentException">There is no run.</exception>
    public static Chart Costs(params IEnumerable<(string Name, TrainingHistory History)> runs)
    {
        var all = runs.ToList();
        if (all.Count == 0) throw new ArgumentException("A cost curve needs at least one training.", nameof(runs));
        var curves = all.SelectMany((run, i) => CostCurves(run.Name, run.History, Palette.Series[i % Palette.Series.Count], all.Count > 1));
        return Combine(curves).WithTitle("Cost").WithXAxis("epoch").WithYAxis("cost");
    }

    private static IEnumerable<Chart> CostCurves(string name, TrainingHistory history, string color, bool named)
    {
        string Named(string what) => named ? $"{name}, {what}" : what;
        bool dev = history.ValidationCosts.Count > 0;
        yield return CostCurve(history.MeanCosts, dev ? Named("train") : name, color, null);
        if (!dev) yield break;
        yield return CostCurve(history.ValidationCosts, Named("dev"), color, "dash");
        if (history.BestEpoch is { } best and > 0)
            yield return Point([best], [history.ValidationCosts[best - 1]], Named($"best epoch, {best}"), color, "star", size: 13);
    }

    // Evenly chosen epochs and always the last: more points than pixels only make the figure heavy.
    private static Chart CostCurve(IReadOnlyList<double> costs, string name, string color, string? dash)
    {
        int stride = Math.Max(1, (costs.Count + MostCostPoints - 1) / MostCostPoints);
        int[] epochs = [.. Enumerable.Range(0, costs.Count).Where(i => (costs.Count - 1 - i) % stride == 0)];
        return Line(epochs.Select(i => i + 1.0), epochs.Select(i => costs[i]), name, color, dash: dash);
    }
}
