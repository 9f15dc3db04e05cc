using System.Diagnostics;
using System.Globalization;
using Descent.Data;
using Descent.Diagnostics;
using Descent.Losses;
using Descent.Networks;
using Descent.Numerics;
using Descent.Optimizers;
using Descent.Training;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Benchmarks;

/// <summary>The pieces of work, each with the peers that do it and the ratios asked of it.</summary>
internal static class Works
{
    /// <summary>2-5-2-1 on the moons, batches of 64, Adam, 10,000 epochs. The notes put ε inside the root, PyTorch outside.</summary>
    public static IEnumerable<Work> Moons(Inputs inputs)
    {
        var data = Datasets.Moons(samples: 300, noise: 0.2, seed: 3);
        Network Start() => Network.Of(2).Dense(5, Activation.ReLU).Dense(2, Activation.ReLU).Dense(1, Activation.Sigmoid)
            .Initialize(Initializer.He, seed: 3);
        Measurement Train(Epsilon placement) => Time(() =>
            new Trainer(Start(), new BinaryCrossEntropy(), new Adam(0.0007, placement: placement))
            { BatchSize = 64, Epochs = 10_000, ShuffleSeed = 10 }.Fit(data).Costs[^1]);

        inputs.Write("moons", data, Start());
        yield return new("moons 2-5-2-1, batch 64, Adam, 10,000 epochs", () => Train(Epsilon.InsideRoot), "moons",
        [
            new("numpy", Train(Epsilon.InsideRoot).Result, 1e-6, AtLeast: 15, Goal: 40),
            new("torch", Train(Epsilon.OutsideRoot).Result, 1e-6, AtLeast: 30, Goal: 100),
        ]);
    }

    /// <summary>784-64-10, batches of 64, Adam, one pass over 10,000 images: MNIST's first 6,000, then 4,000 of them again.</summary>
    public static IEnumerable<Work> Digits(Inputs inputs)
    {
        var images = Datasets.Digits();
        var data = images.Select([.. Enumerable.Range(0, 10_000).Select(i => i % images.Count)]);
        Network Start() => Network.Of(Mnist.Pixels).Dense(64, Activation.ReLU).Dense(10, Activation.Softmax)
            .Initialize(Initializer.He, seed: 1);
        Measurement Train()
        {
            var network = Start();
            var trainer = new Trainer(network, new SoftmaxCrossEntropy(), new Adam(0.001))
            { BatchSize = 64, Epochs = 1, ShuffleSeed = null };
            double seconds = Time(() => trainer.Fit(data).Costs[^1]).Seconds;
            return new(seconds, network.Cost(data, new SoftmaxCrossEntropy()));
        }

        inputs.Write("digits", data, Start());
        double cost = Train().Result;
        yield return new("digits 784-64-10, batch 64, Adam, 10,000 images", Train, "digits",
        [
            new("torch", cost, 1e-6, AtLeast: 2, Goal: 3),
            new("torch32", cost, 1e-2, AtLeast: 1.3, Goal: 2),
            new("numpy", cost, 1e-6, AtLeast: 3, Goal: 5),
            // Its Adam corrects the bias in the rate, so that ε weighs a little more.
            new("sklearn", cost, 1e-2, AtLeast: 2, Goal: 3),
        ]);
    }

    /// <summary>
    /// Matrix products, rows × inner × columns, with as many threads on both sides. Each side starts with one that is not
    /// timed: after a pause the caches and the threads are cold.
    /// </summary>
    public static IEnumerable<Work> Products()
    {
        foreach (var (rows, inner, columns) in new[] { (64, 784, 64), (64, 784, 512), (512, 512, 512) })
        {
            int times = (int)(3_000_000_000 / ((long)rows * inner * columns));
            Matrix<double> a = Wave(rows, inner, 0.3), b = Wave(inner, columns, 0.7), c = Matrix<double>.Build.Dense(rows, columns);
            double[] x = a.AsColumnMajorArray(), y = b.AsColumnMajorArray(), z = c.AsColumnMajorArray();
            void Multiply() => MatrixProduct.Multiply(false, false, rows, columns, inner, x, y, z);
            Measurement MultiplyAll()
            {
                Multiply();
                return Time(() =>
                {
                    for (int i = 0; i < times; i++) Multiply();
                    return c[rows - 1, columns - 1];
                });
            }

            string request = string.Create(CultureInfo.InvariantCulture, $"product {rows} {inner} {columns} {times}");
            yield return new($"product {rows}×{inner}×{columns}, {times} times", MultiplyAll, request,
                [new("numpy", MultiplyAll().Result, 1e-9, AtLeast: 0.7, Goal: 0.95)]);
        }
    }

    /// <summary>
    /// All 127 parameters of 2-20-3-1 on 211 examples, several times; the result is the length of backpropagation's gradient.
    /// </summary>
    public static IEnumerable<Work> GradientChecks(Inputs inputs)
    {
        var data = Datasets.Moons(samples: 211, noise: 0.2, seed: 3);
        var network = Network.Of(2).Dense(20, Activation.ReLU).Dense(3, Activation.ReLU).Dense(1, Activation.Sigmoid)
            .Initialize(Initializer.He, seed: 3);
        const int Times = 10;
        Measurement Check() => Time(() =>
        {
            GradientCheck? check = null;
            for (int i = 0; i < Times; i++) check = GradientCheck.Run(network, new BinaryCrossEntropy(), data);
            return check!.Passed ? Math.Sqrt(check.Entries.Sum(entry => entry.Backprop * entry.Backprop)) : double.NaN;
        });
        inputs.Write("check", data, network);
        yield return new($"gradient check of 2-20-3-1 on 211 examples, {Times} times", Check, $"check {Times}",
            [new("numpy", Check().Result, 1e-9, AtLeast: 30, Goal: 100)]);
    }

    private static Matrix<double> Wave(int rows, int columns, double step) =>
        Matrix<double>.Build.Dense(rows, columns, (i, j) => Math.Sin(step * (i * columns + j)));

    private static Measurement Time(Func<double> work)
    {
        long start = Stopwatch.GetTimestamp();
        double result = work();
        return new(Stopwatch.GetElapsedTime(start).TotalSeconds, result);
    }
}
