using System.Globalization;
using Descent.Data;
using Descent.Numerics;

namespace Descent.Diagnostics;

/// <summary>
/// Training and dev error by the size of the training set. Where both meet high, more data does not help (bias); where a gap
/// stays and still closes, it does (variance).
/// </summary>
public sealed class LearningCurve
{
    private LearningCurve(IReadOnlyList<LearningCurvePoint> points) => Points = points;

    /// <summary>From the smallest training set to the largest.</summary>
    public IReadOnlyList<LearningCurvePoint> Points { get; }

    /// <summary>Measures it: for each size, trains on that many examples and measures on them and on the whole dev set.</summary>
    /// <param name="train">The training set; every size takes the first examples of one shuffle, so that larger sets contain smaller ones.</param>
    /// <param name="dev">The dev set.</param>
    /// <param name="sizes">Each 1 … the size of the training set.</param>
    /// <param name="fit">
    /// Trains a fresh model on the set it is given and returns the model's error on any set, for instance
    /// <c>part => { var network = …; new Trainer(network, …).Fit(part); return set => 1 - network.Accuracy(set); }</c>.
    /// </param>
    /// <param name="seed">Of the shuffle.</param>
    public static LearningCurve Of(Dataset train, Dataset dev, IReadOnlyList<int> sizes, Func<Dataset, Func<Dataset, double>> fit, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(dev);
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentNullException.ThrowIfNull(fit);
        if (train.Role is DatasetRole.Dev or DatasetRole.Test || dev.Role is DatasetRole.Test)
            throw new ArgumentException($"A learning curve trains on the training set and measures on the dev set, not on {train.Role} and {dev.Role}.");
        foreach (int size in sizes)
            if (size < 1 || size > train.Count)
                throw new ArgumentOutOfRangeException(nameof(sizes), $"A size is {size}, expected 1 … {train.Count}, the examples of the training set.");
        int[] order = new NumPyRandom(seed).Permutation(train.Count);
        return new LearningCurve([.. sizes.Order().Select(size =>
        {
            Dataset part = train.Select(order[..size]);
            Func<Dataset, double> error = fit(part);
            return new LearningCurvePoint(size, error(part), error(dev));
        })]);
    }

    /// <inheritdoc/>
    public override string ToString() => "examples  training error  dev error" + string.Concat(Points.Select(point => string.Create(
        CultureInfo.InvariantCulture, $"\n{point.Examples,8}  {point.TrainError,14:0.####}  {point.DevError,9:0.####}")));
}
