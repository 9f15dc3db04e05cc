using Descent.Data;
using Descent.Losses;
using Descent.Networks;
using Descent.Numerics;
using Descent.Optimizers;
using Descent.Regularizers;
using Descent.Training;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Descent.Tests;

/// <summary>Runs alone: what other tests allocate would be counted too.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class Alone;

[Collection(typeof(Alone))]
public sealed class AllocationTests
{
    [Theory]
    [InlineData(1), InlineData(2)]
    public void A_warm_step_on_the_moons_allocates_nothing(int threads)
    {
        using var set = new Threads(threads);
        var data = Datasets.Moons(300, 0.2, seed: 3);
        var network = Network.Of(2).Dense(5, Activation.ReLU).Dense(2, Activation.ReLU).Dense(1, Activation.Sigmoid).Initialize(Initializer.He, seed: 3);
        Assert.Equal(0, BytesIn1000Steps(network, new BinaryCrossEntropy(), new Adam(), data, stepsInAnEpoch: 5));
    }

    [Fact]
    public void Nor_with_dropout_and_regularizers()
    {
        var data = Datasets.Moons(300, 0.2, seed: 3);
        var network = Network.Of(2).Dense(5, Activation.LeakyReLU, 0.8).Dense(2, Activation.Tanh, 0.8).Dense(1, Activation.Sigmoid).Initialize(Initializer.He, seed: 3);
        Assert.Equal(0, BytesIn1000Steps(network, new BinaryCrossEntropy(), new AdamW(), data, stepsInAnEpoch: 5, new L1L2(0.1, 0.1)));
    }

    [Theory]
    [InlineData(1), InlineData(2)]
    public void Nor_on_digits_with_one_and_two_threads(int threads)
    {
        using var set = new Threads(threads);
        var random = new NumPyRandom(1);
        var data = new Dataset(random.Rand(784, 128), Matrix<double>.Build.Dense(10, 128, (i, j) => i == j % 10 ? 1 : 0));
        var network = Network.Of(784).Dense(64, Activation.ReLU).Dense(10, Activation.Softmax).Initialize(Initializer.He, seed: 3);
        Assert.Equal(0, BytesIn1000Steps(network, new SoftmaxCrossEntropy(), new Adam(), data, stepsInAnEpoch: 2));
    }

    /// <summary>
    /// What a thousand warm steps allocated: on the thread that trains, exactly; on all threads together, ten times what the
    /// quietest hundred steps did, since the test runner's own reports fall into some of them.
    /// </summary>
    private static long BytesIn1000Steps(Network network, Loss loss, Optimizer optimizer, Dataset data, int stepsInAnEpoch, Regularizer? regularizer = null)
    {
        int window = 100 / stepsInAnEpoch, warm = 5 * window;
        long thread = 0, total = 0, quietest = long.MaxValue;
        new Trainer(network, loss, optimizer)
        {
            BatchSize = 64,
            Epochs = warm + 10 * window,
            Regularizer = regularizer,
            Progress = progress =>
            {
                if (progress.Epoch == warm) thread = GC.GetAllocatedBytesForCurrentThread();
                if (progress.Epoch < warm || progress.Epoch % window != 0) return;
                long now = GC.GetTotalAllocatedBytes(precise: true);
                if (progress.Epoch > warm) quietest = Math.Min(quietest, now - total);
                if (progress.Epoch == warm + 10 * window) thread = GC.GetAllocatedBytesForCurrentThread() - thread;
                total = GC.GetTotalAllocatedBytes(precise: true);
            },
        }.Fit(data);
        return thread + 10 * quietest;
    }
}
