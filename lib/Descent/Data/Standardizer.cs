using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Data;

/// <summary>
/// Puts every feature on the same scale: x ← (x − μ)/σ, with the mean μ and the standard deviation σ of the <em>training</em> set
/// for every set.
/// </summary>
/// <remarks>
/// μ = 1/m·Σ x, σ² = 1/m·Σ (x − μ)². One of the notes divides by σ²; that would leave a feature in hundreds at a deviation of
/// 0.01. A dev or test set is scaled with the training set's numbers: its own would leak it, and would scale the same
/// measurement differently.
/// </remarks>
public sealed class Standardizer
{
    private Standardizer(double[] mean, double[] deviation) => (Mean, Deviation) = (mean, deviation);

    /// <summary>μ of each feature.</summary>
    public IReadOnlyList<double> Mean { get; }

    /// <summary>σ of each feature; 1 for a feature that never changes, so that it becomes 0 rather than 0/0.</summary>
    public IReadOnlyList<double> Deviation { get; }

    /// <summary>Measures μ and σ.</summary>
    /// <param name="train">The training set (or a set that is not split).</param>
    /// <exception cref="ArgumentException">It is a dev or a test set.</exception>
    public static Standardizer Fit(Dataset train)
    {
        ArgumentNullException.ThrowIfNull(train);
        if (train.Role is DatasetRole.Dev or DatasetRole.Test)
        {
            string part = train.Role.ToString().ToLowerInvariant();
            throw new ArgumentException(
                $"A standardizer is fitted on the training set only, and this is the {part} set: fit it on the training set, "
                + $"then Apply it to the {part} set.", nameof(train));
        }

        double[] mean = new double[train.Features], deviation = new double[train.Features];
        for (int i = 0; i < train.Features; i++)
        {
            double sum = 0, squares = 0;
            for (int j = 0; j < train.Count; j++) sum += train.X.At(i, j);
            mean[i] = sum / train.Count;
            for (int j = 0; j < train.Count; j++)
            {
                double difference = train.X.At(i, j) - mean[i];
                squares += difference * difference;
            }

            double sigma = Math.Sqrt(squares / train.Count);
            // The mean of equal numbers is off by a rounding: what is left of σ then is no spread of the feature.
            deviation[i] = sigma > 1e-12 * Math.Abs(mean[i]) ? sigma : 1;
        }

        return new Standardizer(mean, deviation);
    }

    /// <summary>(x − μ)/σ for every feature; the part the set is for stays the same.</summary>
    public Dataset Apply(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new Dataset(Apply(data.X), data.Y).As(data.Role);
    }

    /// <summary>(x − μ)/σ for every row of X (features × m).</summary>
    public Matrix<double> Apply(Matrix<double> x) => Map(x, (value, i) => (value - Mean[i]) / Deviation[i]);

    /// <summary>x·σ + μ: back to the features' own units.</summary>
    public Matrix<double> Invert(Matrix<double> x) => Map(x, (value, i) => value * Deviation[i] + Mean[i]);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join("\n", Mean.Select((mean, i) => string.Create(CultureInfo.InvariantCulture, $"feature {i}: μ = {mean:G6}, σ = {Deviation[i]:G6}")).Take(20))
        + (Mean.Count > 20 ? $"\n… {Mean.Count} features" : "");

    private Matrix<double> Map(Matrix<double> x, Func<double, int, double> map)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.RowCount != Mean.Count)
            throw new ArgumentException($"X is {x.RowCount}×{x.ColumnCount}, but the standardizer was fitted on {Mean.Count} features (expected {Mean.Count}×m).", nameof(x));
        var result = Matrix<double>.Build.Dense(x.RowCount, x.ColumnCount);
        for (int j = 0; j < x.ColumnCount; j++)
            for (int i = 0; i < x.RowCount; i++)
                result.At(i, j, map(x.At(i, j), i));
        return result;
    }
}
