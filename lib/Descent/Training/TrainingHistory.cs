namespace Descent.Training;

/// <summary>What happened in a training, one entry an epoch.</summary>
public sealed class TrainingHistory
{
    private readonly List<double> costs;
    private readonly List<double> meanCosts;

    internal TrainingHistory(int epochs)
    {
        costs = new List<double>(epochs);
        meanCosts = new List<double>(epochs);
    }

    /// <summary>
    /// The cost of the epoch's last mini-batch before its update: what the notes print as "the cost after epoch i". It is
    /// noisy, since that batch may be small.
    /// </summary>
    public IReadOnlyList<double> Costs => costs;

    /// <summary>The mean over the epoch's examples of the cost before their batch's update: smoother.</summary>
    public IReadOnlyList<double> MeanCosts => meanCosts;

    /// <summary>Epochs trained.</summary>
    public int Epochs => costs.Count;

    /// <summary>Updates made, one a mini-batch.</summary>
    public long Updates { get; internal set; }

    internal void Add(double lastBatchCost, double meanCost)
    {
        costs.Add(lastBatchCost);
        meanCosts.Add(meanCost);
    }
}
