using System.Globalization;
using Descent.Data;
using Descent.Networks;

namespace Descent.Diagnostics;

/// <summary>
/// The first question to a trained model: bias or variance? Avoidable bias = training error − Bayes error; variance = dev
/// error − training error. What is high is cured, bias first.
/// </summary>
/// <remarks>
/// With a Bayes error of 0: errors of 1 % and 11 % are high variance, 15 % and 16 % high bias, 15 % and 30 % both, 0.5 % and 1 %
/// neither. With a Bayes error of 15 %, 15 % and 16 % are neither. The notes give cases, not numbers; that a gap is high from
/// 7 points on is our convention.
/// </remarks>
public sealed class Diagnosis
{
    /// <summary>The gap from which it counts as high, unless one says otherwise.</summary>
    public const double DefaultTolerance = 0.07;

    private Diagnosis(double trainError, double devError, double bayesError, double tolerance)
    {
        TrainError = trainError;
        DevError = devError;
        BayesError = bayesError;
        Tolerance = tolerance;

        // 0.11 − 0.01 and the like must not miss by a rounding.
        if (AvoidableBias >= tolerance - 1e-12) Verdict |= Verdict.HighBias;
        if (Variance >= tolerance - 1e-12) Verdict |= Verdict.HighVariance;
    }

    /// <summary>The share of wrong answers on the training set, 0 … 1.</summary>
    public double TrainError { get; }

    /// <summary>The share of wrong answers on the dev set, 0 … 1.</summary>
    public double DevError { get; }

    /// <summary>The error of the best possible classifier, or of humans in its place; 0 … 1.</summary>
    public double BayesError { get; }

    /// <summary>The gap from which it counts as high.</summary>
    public double Tolerance { get; }

    /// <summary>Training error − Bayes error; negative where the model does better than the humans it is measured by.</summary>
    public double AvoidableBias => TrainError - BayesError;

    /// <summary>Dev error − training error; negative where the dev set happens to be easier.</summary>
    public double Variance => DevError - TrainError;

    /// <summary>Which of the two gaps reach the tolerance: high bias, high variance, both or neither.</summary>
    public Verdict Verdict { get; }

    /// <summary>Whether the avoidable bias reaches the tolerance.</summary>
    public bool HighBias => Verdict.HasFlag(Verdict.HighBias);

    /// <summary>Whether the variance reaches the tolerance.</summary>
    public bool HighVariance => Verdict.HasFlag(Verdict.HighVariance);

    /// <summary>What the notes advise, bias first; empty if there is nothing to cure.</summary>
    public IReadOnlyList<string> Remedies
    {
        get
        {
            string[] bias = HighBias ? ["a larger network: more layers or units", "training for longer, or a better optimizer", "another architecture"] : [];
            string[] variance = HighVariance ? ["more data, or augmentation", "regularization: L2, L1, dropout, early stopping", "another architecture"] : [];
            return [.. bias.Union(variance)];
        }
    }

    /// <summary>From the shares of wrong answers.</summary>
    /// <param name="trainError">On the training set, 0 … 1: 1 % is 0.01.</param>
    /// <param name="devError">On the dev set, 0 … 1.</param>
    /// <param name="bayesError">Of the best possible classifier, or of humans; 0 … 1.</param>
    /// <param name="tolerance">The gap from which it counts as high, above 0 and at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is outside 0 … 1, perhaps in percent.</exception>
    public static Diagnosis OfErrors(double trainError, double devError, double bayesError = 0, double tolerance = DefaultTolerance) => new(
        Share(trainError, nameof(trainError)), Share(devError, nameof(devError)), Share(bayesError, nameof(bayesError)),
        Numerics.Require.Share(tolerance, nameof(tolerance)));

    /// <summary>From the shares of right answers.</summary>
    /// <param name="train">On the training set, 0 … 1: 94 % is 0.94.</param>
    /// <param name="dev">On the dev set, 0 … 1.</param>
    /// <param name="bayesError">The <em>error</em> of the best possible classifier, or of humans; 0 … 1.</param>
    /// <param name="tolerance">The gap from which it counts as high, above 0 and at most 1.</param>
    public static Diagnosis OfAccuracies(double train, double dev, double bayesError = 0, double tolerance = DefaultTolerance) =>
        OfErrors(1 - Share(train, nameof(train)), 1 - Share(dev, nameof(dev)), bayesError, tolerance);

    /// <summary>From a network's accuracy on both sets.</summary>
    public static Diagnosis Of(Network network, Dataset train, Dataset dev, double bayesError = 0, double tolerance = DefaultTolerance)
    {
        ArgumentNullException.ThrowIfNull(network);
        return OfAccuracies(network.Accuracy(train), network.Accuracy(dev), bayesError, tolerance);
    }

    /// <summary>The verdict in words: <c>high variance</c>.</summary>
    public string Name => Verdict switch
    {
        Verdict.HighBias => "high bias",
        Verdict.HighVariance => "high variance",
        Verdict.Both => "high bias and high variance",
        _ => "neither high bias nor high variance",
    };

    /// <inheritdoc/>
    public override string ToString()
    {
        string numbers = string.Create(CultureInfo.InvariantCulture,
            $"training error {100 * TrainError:0.##} %, dev error {100 * DevError:0.##} %, Bayes error {100 * BayesError:0.##} %: avoidable bias {100 * AvoidableBias:0.##}, variance {100 * Variance:0.##} points");
        return $"{Name} ({numbers.Replace('-', '−')})" + string.Concat(Remedies.Select(remedy => $"\n  try {remedy}"));
    }

    private static double Share(double value, string name) => value is >= 0 and <= 1 ? value
        : throw new ArgumentOutOfRangeException(name, $"{name} is {value.ToString(CultureInfo.InvariantCulture)}; a share is 0 … 1 (1 % is 0.01).");
}
