using Descent.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Data;

public static partial class Datasets
{
    /// <summary>
    /// A circle of radius 1 (class 0) around a smaller one (class 1). The points of scikit-learn's
    /// <c>make_circles(samples, noise=noise, factor=factor, random_state=seed)</c>.
    /// </summary>
    /// <param name="samples">m, at least 2; the outer circle has the smaller half.</param>
    /// <param name="noise">Standard deviation of the noise that is added to both coordinates, at least 0.</param>
    /// <param name="seed">0 … 2³²−1.</param>
    /// <param name="factor">Radius of the inner circle, 0 ≤ factor &lt; 1.</param>
    /// <returns>X is (2 × samples), Y is (1 × samples) of 0 and 1.</returns>
    public static Dataset Circles(int samples = 300, double noise = 0.05, long seed = 1, double factor = 0.8)
    {
        if (samples < 2)
            throw new ArgumentOutOfRangeException(nameof(samples), $"{samples} samples do not make two circles; ask for 2 or more.");
        RequireDeviation(noise, nameof(noise));
        if (!(factor is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(factor), $"The inner circle's radius is {factor}, expected 0 ≤ factor < 1: the outer one has radius 1.");
        var random = new NumPyRandom(seed);
        int outer = samples / 2, inner = samples - outer;
        int[] order = random.Permutation(samples);

        var x = Matrix<double>.Build.Dense(2, samples);
        var y = Matrix<double>.Build.Dense(1, samples);
        for (int j = 0; j < samples; j++)
        {
            bool isOuter = order[j] < outer;
            double angle = isOuter ? order[j] * (2 * Math.PI / outer) : (order[j] - outer) * (2 * Math.PI / inner);
            double radius = isOuter ? 1 : factor;
            x[0, j] = radius * Math.Cos(angle);
            x[1, j] = radius * Math.Sin(angle);
            y[0, j] = isOuter ? 0 : 1;
            if (noise == 0) continue;
            x[0, j] += random.Normal(0, noise);
            x[1, j] += random.Normal(0, noise);
        }

        return new Dataset(x, y);
    }

    private static void RequireDeviation(double value, string name)
    {
        if (!(value >= 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, $"The {name} is {value}; a standard deviation is at least 0.");
    }
}
