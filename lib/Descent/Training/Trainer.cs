using System.Diagnostics;
using Descent.Charts;
using Descent.Data;
using Descent.Losses;
using Descent.Networks;
using Descent.Numerics;
using Descent.Optimizers;
using Descent.Regularizers;

namespace Descent.Training;

/// <summary>
/// Trains a network: shuffles, cuts into mini-batches, and for each one computes the cost, its gradient and a step.
/// </summary>
/// <param name="network">Changed in place.</param>
/// <param name="loss">What is made small.</param>
/// <param name="optimizer">How a step is made; every <see cref="Fit"/> starts it afresh.</param>
public sealed class Trainer(Network network, Loss loss, Optimizer optimizer)
{
    internal Network Network => network;

    /// <summary>Examples in a mini-batch, at least 1: 1 is stochastic, the set's size or more is batch gradient descent.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Passes over the data, at least 1.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>Epoch e (from 1) is shuffled with the seed ShuffleSeed + e; null keeps the order. A batch of the whole set is not shuffled.</summary>
    public long? ShuffleSeed { get; init; } = 0;

    /// <summary>A price on large weights; null for none.</summary>
    public Regularizer? Regularizer { get; init; }

    /// <summary>How layers with a keep-probability below 1 drop units.</summary>
    public DropoutForm Dropout { get; init; } = DropoutForm.Inverted;

    /// <summary>Seeds the one stream of all dropout masks of a <see cref="Fit"/>.</summary>
    public long DropoutSeed { get; init; }

    /// <summary>Changes the images of every batch at random, others in every epoch; the validation set stays as it is. Null for none.</summary>
    public Augmentation? Augmentation { get; init; }

    /// <summary>Seeds the one stream of all changes of a <see cref="Fit"/>.</summary>
    public long AugmentationSeed { get; init; }

    /// <summary>The dev set: after every epoch its cost and accuracy go into the history.</summary>
    public Dataset? Validation { get; init; }

    /// <summary>Ends the training by the validation cost; needs <see cref="Validation"/>.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Whether the history keeps the norms of every layer's gradient and weights.</summary>
    public bool RecordNorms { get; init; }

    /// <summary>At most so many updates a second, for a live demonstration; null is as fast as it goes.</summary>
    public double? UpdatesPerSecond { get; init; }

    /// <summary>Called after every epoch.</summary>
    public Action<TrainingProgress>? Progress { get; init; }

    /// <summary>Trains on <paramref name="data"/> from the network's present parameters.</summary>
    /// <param name="data">Features and outputs as the network's; labels as the loss wants them.</param>
    /// <param name="cancellation">
    /// Ends the training between two batches; the history so far is returned. Without one, in a notebook, interrupting the cell does.
    /// </param>
    /// <exception cref="ArgumentException">Shapes, labels or settings do not fit; nothing has been changed then.</exception>
    /// <exception cref="DivergedException">A cost is NaN or infinite.</exception>
    public TrainingHistory Fit(Dataset data, CancellationToken cancellation = default) =>
        FitWatched(data, cancellation.CanBeCanceled ? cancellation : NotebookDisplay.Interruption(), null);

    /// <summary>Trains while somebody watches the history grow, epoch by epoch.</summary>
    internal TrainingHistory FitWatched(Dataset data, CancellationToken cancellation, Action<TrainingHistory, TrainingProgress>? watch)
    {
        RequireSettings(data);
        var batches = new MiniBatches(data.Count, BatchSize, ShuffleSeed);
        var columns = new BatchColumns(data, batches.BatchSize, Augmentation, AugmentationSeed);
        var backpropagation = new Backpropagation(network, loss, Regularizer, batches.BatchSize);
        var masks = network.Layers.Any(layer => layer.KeepProbability < 1) ? new DropoutMasks(Dropout, DropoutSeed) : null;
        var validation = Validation == null ? null : new Validation(network, loss, Validation);
        var pace = UpdatesPerSecond is { } perSecond ? new Pace(perSecond) : null;
        optimizer.Start(backpropagation.Parameters, batches.Count);
        EarlyStopping?.Start();

        var history = new TrainingHistory(Epochs);
        long start = Stopwatch.GetTimestamp();
        for (int epoch = 1; epoch <= Epochs && history.End == TrainingEnd.AllEpochs; epoch++)
        {
            TrainEpoch(epoch);
            if (history.End == TrainingEnd.Cancelled) break;
            if (RecordNorms) history.AddNorms(Norms(backpropagation, p => p.Gradient), Norms(backpropagation, p => p.Values));
            EndEpoch(epoch, history, validation);
            var progress = new TrainingProgress(epoch, Epochs, history.Costs[^1], validation?.Cost ?? double.NaN, Stopwatch.GetElapsedTime(start));
            Progress?.Invoke(progress);
            watch?.Invoke(history, progress);
        }

        if (EarlyStopping != null)
        {
            EarlyStopping.RestoreBest(network);
            history.BestEpoch = EarlyStopping.BestEpoch > 0 ? EarlyStopping.BestEpoch : null;
        }

        return history;

        void TrainEpoch(int epoch)
        {
            if (batches.Count > 1) batches.Shuffle(epoch);
            double cost = 0, total = 0;
            for (int k = 0; k < batches.Count; k++)
            {
                pace?.WaitFor(history.Updates, cancellation);
                if (cancellation.IsCancellationRequested)
                {
                    history.End = TrainingEnd.Cancelled;
                    return;
                }

                var batch = batches[k];
                columns.Take(batch);
                cost = backpropagation.Run(columns.X, columns.Y, batch.Length, masks);
                if (!double.IsFinite(cost)) throw new DivergedException(epoch, k + 1, cost);
                optimizer.Step();
                total += cost * batch.Length;
                history.Updates++;
            }

            history.Add(cost, total / data.Count);
        }
    }

    private void EndEpoch(int epoch, TrainingHistory history, Validation? validation)
    {
        if (validation == null) return;
        validation.Measure();
        history.AddValidation(validation.Cost, validation.Accuracy);
        if (EarlyStopping != null && EarlyStopping.Observe(epoch, validation.Cost, network)) history.End = TrainingEnd.EarlyStopping;
    }

    private static double[] Norms(Backpropagation backpropagation, Func<ParameterArray, double[]> values) =>
        [.. backpropagation.Parameters.Where(array => array.AreWeights).Select(array => Math.Sqrt(FixedOrder.SumOfSquares(values(array))))];

    private void RequireSettings(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Require.AtLeastOne(Epochs, nameof(Epochs));
        Require.AtLeastOne(BatchSize, nameof(BatchSize));
        if (UpdatesPerSecond is { } perSecond) Require.Positive(perSecond, nameof(UpdatesPerSecond));
        network.RequireFit(data, loss);
        Augmentation?.RequireImages(data);
        if (Validation != null) network.RequireFit(Validation, loss);
        if (EarlyStopping != null && Validation == null)
            throw new ArgumentException("Early stopping watches the validation cost: set Validation to the dev set, for instance { Validation = split.Dev, … }.");
        if (EarlyStopping != null && Validation?.Role == DatasetRole.Test)
            throw new ArgumentException("Validation is the test set: a training that stops by it has learned from it, and its accuracy there says nothing. Use the dev set.");
    }
}
