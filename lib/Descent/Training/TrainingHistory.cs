using Descent.Formatting;

namespace Descent.Training;

/// <summary>What happened in a training, one entry an epoch.</summary>
[TypeFormatterSource(typeof(Tables), PreferredMimeTypes = [Tables.Html, Tables.Text])]
public sealed class TrainingHistory
{
    private readonly List<double> costs;
    private readonly List<double> meanCosts;
    private readonly List<double> validationCosts = [];
    private readonly List<double> validationAccuracies = [];
    private readonly List<double[]> gradientNorms = [];
    private readonly List<double[]> weightNorms = [];

    internal TrainingHistory(int epochs)
    {
        // Room for the usual trainings at once, so that a warm step allocates nothing; more grows on demand.
        int room = Math.Min(epochs, 100_000);
        costs = new List<double>(room);
        meanCosts = new List<double>(room);
    }

    /// <summary>
    /// The cost of the epoch's last mini-batch before its update: what the notes print as "the cost after epoch i". It is
    /// noisy, since that batch may be small.
    /// </summary>
    public IReadOnlyList<double> Costs => costs;

    /// <summary>The mean over the epoch's examples of the cost before their batch's update: smoother.</summary>
    public IReadOnlyList<double> MeanCosts => meanCosts;

    /// <summary>The cost on the validation set after the epoch, without penalty and dropout; empty without such a set.</summary>
    public IReadOnlyList<double> ValidationCosts => validationCosts;

    /// <summary>The accuracy on the validation set after the epoch; empty without such a set.</summary>
    public IReadOnlyList<double> ValidationAccuracies => validationAccuracies;

    /// <summary>‖dW‖ of layers 1 … L in the epoch's last batch; empty unless asked for.</summary>
    public IReadOnlyList<double[]> GradientNorms => gradientNorms;

    /// <summary>‖W‖ of layers 1 … L after the epoch; empty unless asked for.</summary>
    public IReadOnlyList<double[]> WeightNorms => weightNorms;

    /// <summary>Epochs trained to their end.</summary>
    public int Epochs => costs.Count;

    /// <summary>Updates made, one a mini-batch.</summary>
    public long Updates { get; internal set; }

    /// <summary>Why the training ended.</summary>
    public TrainingEnd End { get; internal set; }

    /// <summary>The epoch (from 1) whose parameters early stopping restored; null without early stopping.</summary>
    public int? BestEpoch { get; internal set; }

    internal void Add(double lastBatchCost, double meanCost)
    {
        costs.Add(lastBatchCost);
        meanCosts.Add(meanCost);
    }

    internal void AddValidation(double cost, double accuracy)
    {
        validationCosts.Add(cost);
        validationAccuracies.Add(accuracy);
    }

    internal void AddNorms(double[] gradients, double[] weights)
    {
        gradientNorms.Add(gradients);
        weightNorms.Add(weights);
    }
}
