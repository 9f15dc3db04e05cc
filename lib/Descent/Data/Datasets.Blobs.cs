using Descent.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Data;

public static partial class Datasets
{
    /// <summary>
    /// Clouds of normally distributed points, one class each, around centers drawn from [−10, 10). The points of scikit-learn's
    /// <c>make_blobs(samples, centers=centers, n_features=features, cluster_std=deviation, random_state=seed)</c>.
    /// </summary>
    /// <param name="samples">m, at least one for each center.</param>
    /// <param name="centers">The number of classes, at least 2.</param>
    /// <param name="features">The number of coordinates, at least 1.</param>
    /// <param name="deviation">Standard deviation of each cloud along each coordinate, at least 0.</param>
    /// <param name="seed">0 … 2³²−1.</param>
    /// <returns>X is (features × samples); Y is (1 × samples) of 0 and 1 for two centers, else (centers × samples), one-hot.</returns>
    public static Dataset Blobs(int samples = 300, int centers = 3, int features = 2, double deviation = 1, long seed = 0)
    {
        if (centers < 2)
            throw new ArgumentOutOfRangeException(nameof(centers), $"{centers} centers: classes to tell apart need at least 2.");
        if (features < 1)
            throw new ArgumentOutOfRangeException(nameof(features), $"{features} features: a point has at least 1 coordinate.");
        if (samples < centers)
            throw new ArgumentOutOfRangeException(nameof(samples), $"{samples} samples for {centers} centers; ask for at least one each.");
        RequireDeviation(deviation, nameof(deviation));

        var random = new NumPyRandom(seed);
        double[,] center = new double[centers, features];
        for (int k = 0; k < centers; k++)
            for (int i = 0; i < features; i++)
                center[k, i] = random.Uniform(-10, 10);

        // Class by class, the first samples % centers classes with one point more; then all are shuffled.
        double[,] points = new double[samples, features];
        int[] labels = new int[samples];
        int point = 0;
        for (int k = 0; k < centers; k++)
            for (int end = point + samples / centers + (k < samples % centers ? 1 : 0); point < end; point++)
            {
                labels[point] = k;
                for (int i = 0; i < features; i++)
                    points[point, i] = random.Normal(center[k, i], deviation);
            }

        int[] order = random.Permutation(samples);
        var x = Matrix<double>.Build.Dense(features, samples, (i, j) => points[order[j], i]);
        int[] shuffled = [.. order.Select(j => labels[j])];
        var y = centers == 2
            ? Matrix<double>.Build.Dense(1, samples, (_, j) => shuffled[j])
            : OneHot.Encode(shuffled, centers);
        return new Dataset(x, y);
    }
}
