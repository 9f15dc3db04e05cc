using System.Globalization;
using Descent.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Diagnostics;

/// <summary>
/// What the expected error of a learning method is made of: E (y − f̂(x))² = bias² + variance + noise.
/// </summary>
/// <remarks>
/// f̂ depends on the training set. Bias² = (E f̂ − f)²: how far the mean of many fits is from the truth f. Variance =
/// E (f̂ − E f̂)²: how much a fit changes with its training set. Noise = E (y − f)²: what no method can learn. Each is averaged
/// over the grid's points; expectations over training sets are means over the trials.
/// </remarks>
public sealed class BiasVariance
{
    private BiasVariance(string name, double[] grid, double[] truth, Matrix<double> fits, double noise, double trainingError)
    {
        Name = name;
        Grid = grid;
        Truth = truth;
        Fits = fits;
        Noise = noise;
        TrainingError = trainingError;
        double[] mean = [.. fits.EnumerateColumns().Select(column => column.Average())];
        MeanFit = mean;
        BiasSquared = mean.Zip(truth, (fit, value) => (fit - value) * (fit - value)).Average();
        Variance = fits.EnumerateColumns().Select((column, i) => column.Average(fit => (fit - mean[i]) * (fit - mean[i]))).Average();
    }

    /// <summary>The method, for a legend.</summary>
    public string Name { get; }

    /// <summary>The squared distance of the mean fit from the truth, at least 0.</summary>
    public double BiasSquared { get; }

    /// <summary>The mean squared distance of a fit from the mean fit, at least 0.</summary>
    public double Variance { get; }

    /// <summary>The variance of the noise in y, at least 0.</summary>
    public double Noise { get; }

    /// <summary>Bias² + variance + noise: the squared error to expect on new examples.</summary>
    public double ExpectedError => BiasSquared + Variance + Noise;

    /// <summary>The mean squared error on the training sets themselves; NaN where it was not measured.</summary>
    public double TrainingError { get; }

    /// <summary>The points x at which the fits are compared.</summary>
    public IReadOnlyList<double> Grid { get; }

    /// <summary>f on the grid.</summary>
    public IReadOnlyList<double> Truth { get; }

    /// <summary>E f̂ on the grid.</summary>
    public IReadOnlyList<double> MeanFit { get; }

    /// <summary>The family of fits, for drawing: (trials × grid points).</summary>
    public Matrix<double> Fits { get; }

    /// <summary>Decomposes the error of fits that were made already.</summary>
    /// <param name="name">The method.</param>
    /// <param name="grid">The points x.</param>
    /// <param name="truth">f there.</param>
    /// <param name="fits">What each training set's fit says there: (trials × points), at least two trials.</param>
    /// <param name="noise">The variance of the noise in y, at least 0.</param>
    public static BiasVariance Of(string name, IReadOnlyList<double> grid, IReadOnlyList<double> truth, Matrix<double> fits, double noise)
    {
        ArgumentNullException.ThrowIfNull(fits);
        if (fits.RowCount < 2)
            throw new ArgumentException($"There is {fits.RowCount} trial; a variance needs at least 2.", nameof(fits));
        if (grid.Count != fits.ColumnCount || truth.Count != fits.ColumnCount)
            throw new ArgumentException($"The fits have {fits.ColumnCount} points each, but the grid has {grid.Count} and the truth {truth.Count}.");
        Require.NotNegative(noise, nameof(noise));
        if (grid.Concat(truth).Concat(fits.Enumerate()).Any(value => !double.IsFinite(value)))
            throw new ArgumentException("The grid, the truth or a fit holds NaN or infinity: every number must be finite.");
        return new BiasVariance(name, [.. grid], [.. truth], fits.Clone(), noise, double.NaN);
    }

    /// <summary>
    /// Measures it for polynomials: each trial draws x evenly from an interval and y = f(x) + noise·N(0, 1), and fits a
    /// polynomial of every degree to the same points.
    /// </summary>
    /// <param name="truth">f.</param>
    /// <param name="degrees">At least one, each below the number of samples.</param>
    /// <param name="samples">Points in a training set.</param>
    /// <param name="noise">The noise's standard deviation, at least 0.</param>
    /// <param name="trials">Training sets, at least 2.</param>
    /// <param name="seed">0 … 2³²−1; one stream, x before y in each trial.</param>
    /// <param name="low">The left end of the interval.</param>
    /// <param name="high">Its right end.</param>
    /// <param name="points">Grid points from low to high, both included; at least 2.</param>
    /// <returns>One decomposition for each degree, in the order asked.</returns>
    public static IReadOnlyList<BiasVariance> OfPolynomials(Func<double, double> truth, IReadOnlyList<int> degrees,
        int samples = 20, double noise = 0.3, int trials = 200, long seed = 0, double low = 0, double high = 1, int points = 25)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(degrees);
        if (degrees.Count == 0) throw new ArgumentException("There is no degree: give at least one, such as 1, 3, 9.", nameof(degrees));
        Require.AtLeastOne(samples, nameof(samples));
        Require.NotNegative(noise, nameof(noise));
        if (trials < 2) throw new ArgumentOutOfRangeException(nameof(trials), $"There is {trials} trial; a variance needs at least 2.");
        if (points < 2) throw new ArgumentOutOfRangeException(nameof(points), $"A grid of {points} points does not reach from low to high; give at least 2.");
        var random = new NumPyRandom(seed);
        double[] grid = [.. Enumerable.Range(0, points).Select(i => low + i * (high - low) / (points - 1))];
        var fits = degrees.Select(_ => Matrix<double>.Build.Dense(trials, points)).ToArray();
        double[] trainingErrors = new double[degrees.Count];
        for (int trial = 0; trial < trials; trial++)
        {
            double[] x = [.. Enumerable.Range(0, samples).Select(_ => random.Uniform(low, high))];
            double[] y = [.. x.Select(at => truth(at) + noise * random.Randn())];
            for (int d = 0; d < degrees.Count; d++)
            {
                PolynomialFit fit = PolynomialFit.Of(x, y, degrees[d], low, high);
                fits[d].SetRow(trial, [.. grid.Select(fit.At)]);
                trainingErrors[d] += x.Zip(y, (at, value) => (fit.At(at) - value) * (fit.At(at) - value)).Average() / trials;
            }
        }

        double[] values = [.. grid.Select(truth)];
        return [.. degrees.Select((degree, d) => new BiasVariance($"degree {degree}", grid, values, fits[d], noise * noise, trainingErrors[d]))];
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Name}: bias² {BiasSquared:0.####} + variance {Variance:0.####} + noise {Noise:0.####} = {ExpectedError:0.####}");
}
