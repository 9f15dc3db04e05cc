using Descent.Training;

namespace Descent.Charts;

/// <summary>A training as a picture.</summary>
public static class TrainingCharts
{
    /// <summary>The cost over the epochs; with a dev set its cost too, and the epoch that early stopping chose.</summary>
    public static Chart Chart(this TrainingHistory history) => Charts.Chart.Costs(("cost", history));
}
