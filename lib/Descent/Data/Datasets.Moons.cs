using Descent.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Data;

/// <summary>Small sets of points to learn from; the same seed gives scikit-learn's points.</summary>
public static partial class Datasets
{
    /// <summary>
    /// Two half-circles that reach into each other: class 0 above, class 1 below. The points of scikit-learn's
    /// <c>make_moons(samples, noise=noise, random_state=seed)</c>.
    /// </summary>
    /// <param name="samples">m, at least 2; the upper moon has the smaller half.</param>
    /// <param name="noise">Standard deviation of the noise that is added to both coordinates, at least 0.</param>
    /// <param name="seed">0 … 2³²−1.</param>
    /// <param name="shuffle">Whether the two classes are mixed.</param>
    /// <returns>X is (2 × samples), Y is (1 × samples) of 0 and 1.</returns>
    public static Dataset Moons(int samples = 300, double noise = 0.2, long seed = 3, bool shuffle = true)
    {
        if (samples < 2)
            throw new ArgumentOutOfRangeException(nameof(samples), $"{samples} samples do not make two moons; ask for 2 or more.");
        if (!(noise >= 0 && double.IsFinite(noise)))
            throw new ArgumentOutOfRangeException(nameof(noise), $"The noise is {noise}; a standard deviation is at least 0.");
        var random = new NumPyRandom(seed);
        int upper = samples / 2, lower = samples - upper;
        int[] order = [.. Enumerable.Range(0, samples)];
        if (shuffle) random.Shuffle(order.AsSpan());

        var x = Matrix<double>.Build.Dense(2, samples);
        var y = Matrix<double>.Build.Dense(1, samples);
        for (int j = 0; j < samples; j++)
        {
            bool isUpper = order[j] < upper;
            double angle = isUpper ? AngleOf(order[j], upper) : AngleOf(order[j] - upper, lower);
            x[0, j] = isUpper ? Math.Cos(angle) : 1 - Math.Cos(angle);
            x[1, j] = isUpper ? Math.Sin(angle) : 1 - Math.Sin(angle) - 0.5;
            y[0, j] = isUpper ? 0 : 1;
            if (noise == 0) continue;
            x[0, j] += random.Normal(0, noise);
            x[1, j] += random.Normal(0, noise);
        }

        return new Dataset(x, y);

        // count points evenly from 0 to π, both ends included.
        static double AngleOf(int index, int count) => count == 1 ? 0 : index * (Math.PI / (count - 1));
    }
}
