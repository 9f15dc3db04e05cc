using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Descent.Data;
using Descent.Losses;
using Descent.Networks;
using Descent.Numerics;
using Descent.Optimizers;
using Descent.Training;

namespace Descent.Tests;

/// <summary>One line for all bits of several products and trainings: two machines that compute alike have the same line.</summary>
internal static class MatrixProductBits
{
    /// <summary>Where a parent process says what it got.</summary>
    public const string ExpectedVariable = "DESCENT_EXPECTED_BITS";

    public static string Compute()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var random = new NumPyRandom(40);
        foreach (var (rows, columns, inner) in new[] { (1, 64, 2), (5, 64, 2), (10, 64, 64), (61, 47, 401), (99, 70, 53) })
        {
            foreach (var (transposeA, transposeB) in new[] { (false, false), (true, false), (false, true), (true, true) })
            {
                double[] a = Draw(random, rows * inner), b = Draw(random, inner * columns), c = Draw(random, rows * columns);
                MatrixProduct.Multiply(transposeA, transposeB, rows, columns, inner, a, b, c, accumulate: transposeA);
                hash.AppendData(MemoryMarshal.AsBytes<double>(c));
            }
        }

        AppendTraining(
            hash, Datasets.Moons(samples: 300, noise: 0.2, seed: 3), new BinaryCrossEntropy(), epochs: 20,
            Network.Of(2).Dense(5, Activation.ReLU).Dense(2, Activation.Tanh, keepProbability: 0.8).Dense(1, Activation.Sigmoid));
        AppendTraining(
            hash, Datasets.Digits().Select([.. Enumerable.Range(0, 150)]), new SoftmaxCrossEntropy(), epochs: 1,
            Network.Of(Mnist.Pixels).Dense(64, Activation.ReLU).Dense(10, Activation.Softmax));
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static void AppendTraining(IncrementalHash hash, Dataset data, Loss loss, int epochs, Network network)
    {
        network.Initialize(Initializer.He, seed: 3);
        var history = new Trainer(network, loss, new Adam(0.001)) { Epochs = epochs, BatchSize = 64 }.Fit(data);
        hash.AppendData(MemoryMarshal.AsBytes<double>(history.Costs.ToArray()));
        hash.AppendData(MemoryMarshal.AsBytes<double>(network.Parameters.ToArray()));
    }

    private static double[] Draw(NumPyRandom random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.Randn())];
}
