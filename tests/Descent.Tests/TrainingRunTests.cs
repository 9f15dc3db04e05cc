using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Descent.Data;
using Descent.Losses;
using Descent.Networks;
using Descent.Optimizers;
using Descent.Regularizers;
using Descent.Training;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Descent.Tests;

/// <summary>Whole trainings beside NumPy's: one neuron, the effect of the start, and digits.</summary>
public sealed class TrainingRunTests
{
    private const double Tolerance = 1e-9;

    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public void One_neuron_learns_as_expected(int run)
    {
        var golden = Golden.Load("single_neuron.json").GetProperty("runs")[run];
        Loss loss = golden.GetProperty("loss").GetString() == "bce" ? new BinaryCrossEntropy() : new QuadraticCost();
        var network = Network.Of(inputs: 1).Dense(1, Activation.Sigmoid);
        network.Layers[0].W[0, 0] = golden.GetProperty("w").Number();
        network.Layers[0].b[0, 0] = golden.GetProperty("b").Number();
        var x = Matrix<double>.Build.Dense(1, 1, golden.GetProperty("x").Number());
        var data = new Dataset(x, Matrix<double>.Build.Dense(1, 1, golden.GetProperty("y").Number()));

        // Index e is after e epochs, 0 before the first.
        List<(double W, double B, double Output, double Cost)> seen = [];
        void See() => seen.Add((network.Layers[0].W[0, 0], network.Layers[0].b[0, 0], network.Predict(x)[0, 0], network.Cost(data, loss)));
        See();
        new Trainer(network, loss, new GradientDescent(golden.GetProperty("lr").Number())) { Epochs = golden.GetProperty("epochs").GetInt32(), Progress = _ => See() }.Fit(data);

        var at = golden.GetProperty("epoch").Integers().Select(epoch => seen[epoch]).ToArray();
        Golden.Close(golden.GetProperty("w_at").Numbers(), [.. at.Select(s => s.W)], Tolerance, "w");
        Golden.Close(golden.GetProperty("b_at").Numbers(), [.. at.Select(s => s.B)], Tolerance, "b");
        Golden.Close(golden.GetProperty("output_at").Numbers(), [.. at.Select(s => s.Output)], Tolerance, "output");
        Golden.Close(golden.GetProperty("cost_at").Numbers(), [.. at.Select(s => s.Cost)], Tolerance, "cost");
        Golden.Close(golden.GetProperty("first_5_outputs").Numbers(), [.. seen.Take(5).Select(s => s.Output)], Tolerance, "first outputs");
        Golden.Close(golden.GetProperty("final_output").Number(), seen[^1].Output, Tolerance, "last output");
    }

    [Theory]
    [InlineData("zeros"), InlineData("randn*10"), InlineData("randn*1"), InlineData("he")]
    public void The_start_decides_what_circles_teach(string start)
    {
        var golden = Golden.Load("circles_initialisation.json").GetProperty("runs").EnumerateArray().Single(run => run.GetProperty("init").GetString() == start);
        var train = Datasets.Circles(samples: 300, noise: 0.05, seed: 1);
        var test = Datasets.Circles(samples: 100, noise: 0.05, seed: 2);
        var initializer = start switch { "zeros" => Initializer.Zeros, "he" => Initializer.He, _ => Initializer.Normal(double.Parse(start["randn*".Length..])) };
        var network = Network.Of(inputs: 2).Dense(10, Activation.ReLU).Dense(5, Activation.ReLU).Dense(1, Activation.Sigmoid).Initialize(initializer, seed: 3);

        var history = new Trainer(network, new BinaryCrossEntropy(), new GradientDescent(0.01)) { BatchSize = int.MaxValue, Epochs = 15_000 }.Fit(train);

        double trainAccuracy = golden.GetProperty("train_accuracy").Number(), testAccuracy = golden.GetProperty("test_accuracy").Number();
        if (start == "randn*10")
        {
            // Saturated at the start and chaotic in the last digits: only where it ends up is the same.
            Assert.InRange(network.Accuracy(train), trainAccuracy - 0.03, trainAccuracy + 0.03);
            Assert.InRange(network.Accuracy(test), testAccuracy - 0.03, testAccuracy + 0.03);
            return;
        }

        Golden.Close(golden.GetProperty("cost_every_1000").Numbers(), [.. history.Costs.Where((_, i) => i % 1000 == 0)], Tolerance, "cost/1000");
        Assert.Equal(trainAccuracy, network.Accuracy(train));
        Assert.Equal(testAccuracy, network.Accuracy(test));
        foreach (var layer in network.Layers)
        {
            Golden.Close(golden.GetProperty("final_parameters").GetProperty($"W{layer.Number}").Matrix(), layer.W, 1e-8, $"W{layer.Number}");
            Golden.Close(golden.GetProperty("final_parameters").GetProperty($"b{layer.Number}").Matrix(), layer.b, 1e-8, $"b{layer.Number}");
        }
    }

    [Theory]
    [InlineData(0), InlineData(1)]
    public void Digits_are_learned_as_expected(int run)
    {
        var golden = Golden.Load("digits_training.json").GetProperty("runs")[run];
        var settings = golden.GetProperty("settings");
        var (train, test) = SmallDigits();
        int[] dims = settings.GetProperty("dims").Integers();
        var network = Network.Of(dims[0]).Dense(dims[1], Activation.ReLU).Dense(dims[2], Activation.Softmax)
            .Initialize(Initializer.He, settings.GetProperty("seed").GetInt64());
        double rate = settings.GetProperty("lr").Number();
        var loss = new SoftmaxCrossEntropy();
        var trainCosts = new List<double>();
        var trainAccuracies = new List<double>();

        var history = new Trainer(network, loss, settings.GetProperty("opt").GetString() == "adam" ? new Adam(rate) : new Momentum(rate))
        {
            BatchSize = settings.GetProperty("B").GetInt32(),
            Epochs = settings.GetProperty("epochs").GetInt32(),
            ShuffleSeed = 99, // epoch 1 is RandomState(100)
            Regularizer = settings.TryGetProperty("l2", out var lambda) ? new L2(lambda.Number()) : null,
            Validation = test,
            Progress = _ =>
            {
                trainCosts.Add(network.Cost(train, loss));
                trainAccuracies.Add(network.Accuracy(train));
            },
        }.Fit(train);

        double[] Expected(string key) => [.. golden.GetProperty("per_epoch").EnumerateArray().Select(epoch => epoch.GetProperty(key).Number())];
        Golden.Close(Expected("train_cost"), trainCosts, Tolerance, "train cost");
        Golden.Close(Expected("test_cost"), history.ValidationCosts, Tolerance, "test cost");
        Golden.Close(Expected("train_accuracy"), trainAccuracies, 1e-15, "train accuracy");
        Golden.Close(Expected("test_accuracy"), history.ValidationAccuracies, 1e-15, "test accuracy");
        foreach (var (name, values) in network.Layers.SelectMany<Dense, (string, double[])>(layer => [($"W{layer.Number}", layer.W.ToRowMajorArray()), ($"b{layer.Number}", layer.b.ToRowMajorArray())]))
        {
            var summary = golden.GetProperty("final_parameter_summaries").GetProperty(name);
            Golden.Close(summary.GetProperty("l2norm").Number(), Math.Sqrt(values.Sum(v => v * v)), 1e-8, $"norm of {name}");
            Golden.Close(summary.GetProperty("first").Numbers(), values[..4], 1e-8, name);
        }
    }

    /// <summary>The 8×8 digits: 64 pixels of 0 … 16 and the digit a row; the first 1,437 are for training.</summary>
    private static (Dataset Train, Dataset Test) SmallDigits()
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Golden.PathOf("digits.csv.gz")), CompressionMode.Decompress));
        double[][] rows = [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(',').Select(value => double.Parse(value, CultureInfo.InvariantCulture)).ToArray())];
        var x = Matrix<double>.Build.Dense(64, rows.Length, (i, j) => rows[j][i] / 16);
        var y = Matrix<double>.Build.Dense(10, rows.Length, (i, j) => rows[j][64] == i ? 1 : 0);
        var all = new Dataset(x, y);
        return (all.Select([.. Enumerable.Range(0, 1437)]), all.Select([.. Enumerable.Range(1437, rows.Length - 1437)]));
    }
}
