using Descent.Networks;
using Descent.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Training;

/// <summary>
/// Ends a training when the validation cost has not improved for <c>patience</c> epochs, and gives the network back the
/// parameters of its best epoch. The dev set decides, never the test set: that would leak it into the training.
/// </summary>
/// <param name="patience">Epochs to wait for an improvement, at least 1.</param>
/// <param name="minimumImprovement">By how much the cost must fall below the best one to count, at least 0.</param>
public sealed class EarlyStopping(int patience, double minimumImprovement = 0)
{
    private readonly int patience = Require.AtLeastOne(patience, nameof(patience));
    private readonly double minimumImprovement = Require.NotNegative(minimumImprovement, nameof(minimumImprovement));
    private double bestCost;
    private Vector<double>? best;

    /// <summary>The epoch (from 1) of the last improvement, whose parameters are restored; 0 before the first.</summary>
    public int BestEpoch { get; private set; }

    internal void Start() => (bestCost, best, BestEpoch) = (double.PositiveInfinity, null, 0);

    /// <summary>Remembers the network if it is the best so far; true when the patience is at its end.</summary>
    internal bool Observe(int epoch, double validationCost, Network network)
    {
        if (validationCost < bestCost - minimumImprovement)
            (bestCost, best, BestEpoch) = (validationCost, network.Parameters, epoch);
        return epoch - BestEpoch >= patience;
    }

    internal void RestoreBest(Network network)
    {
        if (best != null) network.Parameters = best;
    }
}
