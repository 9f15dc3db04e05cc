using Descent.Data;
using Descent.Losses;
using Descent.Networks;
using Descent.Optimizers;

namespace Descent.Training;

/// <summary>
/// Trains a network: shuffles, cuts into mini-batches, and for each one computes the cost, its gradient and a step.
/// </summary>
/// <param name="network">Changed in place.</param>
/// <param name="loss">What is made small.</param>
/// <param name="optimizer">How a step is made; every <see cref="Fit"/> starts it afresh.</param>
public sealed class Trainer(Network network, Loss loss, Optimizer optimizer)
{
    /// <summary>Examples in a mini-batch, at least 1: 1 is stochastic, the set's size or more is batch gradient descent.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Passes over the data, at least 1.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>Epoch e (from 1) is shuffled with the seed ShuffleSeed + e; null keeps the order. A whole-set batch is not shuffled.</summary>
    public long? ShuffleSeed { get; init; } = 0;

    /// <summary>Called after every epoch.</summary>
    public Action<TrainingProgress>? Progress { get; init; }

    /// <summary>Trains on <paramref name="data"/>.</summary>
    public TrainingHistory Fit(Dataset data)
    {
        network.RequireInputs(data.X);
        loss.Require(network.Layers[^1]);
        if (Epochs < 1) throw new ArgumentOutOfRangeException(nameof(Epochs), $"Epochs is {Epochs}; train for at least one.");
        var batches = new MiniBatches(data.Count, BatchSize, ShuffleSeed);
        var gather = new BatchColumns(data, batches.BatchSize);
        var backpropagation = new Backpropagation(network, loss, batches.BatchSize);
        optimizer.Start(backpropagation.Parameters);

        var history = new TrainingHistory(Epochs);
        for (int epoch = 1; epoch <= Epochs; epoch++)
        {
            if (batches.Count > 1) batches.Shuffle(epoch);
            double cost = 0, total = 0;
            for (int k = 0; k < batches.Count; k++)
            {
                var batch = batches[k];
                gather.Take(batch);
                cost = backpropagation.Run(gather.X, gather.Y, batch.Length);
                if (!double.IsFinite(cost)) throw new DivergedException(epoch, k + 1, cost);
                total += cost * batch.Length;
                optimizer.Step();
            }

            history.Updates += batches.Count;
            history.Add(cost, total / data.Count);
            Progress?.Invoke(new TrainingProgress(epoch, Epochs, cost));
        }

        return history;
    }
}
