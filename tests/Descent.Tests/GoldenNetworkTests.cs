using System.Text.Json;
using Descent.Data;
using Descent.Losses;
using Descent.Networks;
using Descent.Numerics;
using Descent.Regularizers;
using Descent.Training;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Descent.Tests;

/// <summary>Whole networks against NumPy and PyTorch: cost, output and every gradient, with every regularizer and dropout.</summary>
public sealed class GoldenNetworkTests
{
    private const double Tolerance = 1e-10;

    public static TheoryData<string, string> Runs
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(Golden.PathOf("net_2_5-4-3.json"))!, "net_*.json").Order())
                foreach (var run in Golden.Load(Path.GetFileName(file)).GetProperty("runs").EnumerateObject())
                    data.Add(Path.GetFileName(file), run.Name);
            return data;
        }
    }

    [Theory, MemberData(nameof(Runs))]
    public void Cost_output_and_gradients_agree(string file, string run)
    {
        var golden = Golden.Load(file);
        var expected = golden.GetProperty("runs").GetProperty(run);
        var (network, data, random) = Drawn(golden, seed: 100 + (file[4] - '0'));
        var loss = LossOf(golden);
        double l1 = golden.GetProperty("lambda_l1").ValueOrZero(run.Contains("l1")), l2 = golden.GetProperty("lambda_l2").ValueOrZero(run.Contains("l2"));
        Regularizer? regularizer = (l1, l2) switch { (0, 0) => null, (_, 0) => new L1(l1), (0, _) => new L2(l2), _ => new L1L2(l1, l2) };
        var dropout = run.Contains("dropout") ? new DropoutMasks(DropoutForm.Inverted, 0, random) : null;

        var backpropagation = new Backpropagation(network, loss, regularizer, data.Count);
        double cost = backpropagation.Run(data.X.AsColumnMajorArray(), data.Y.AsColumnMajorArray(), data.Count, dropout);

        Golden.Close(expected.GetProperty("cost").Number(), cost, Tolerance, "cost");
        CloseOrSummary(expected.GetProperty("output"), Shaped(backpropagation.Passes[^1].A, data.Count), "output");
        foreach (var layer in network.Layers)
        {
            CloseOrSummary(expected.GetProperty("gradients").GetProperty($"dW{layer.Number}"), backpropagation.dW(layer.Number), $"dW{layer.Number}");
            CloseOrSummary(expected.GetProperty("gradients").GetProperty($"db{layer.Number}"), backpropagation.db(layer.Number), $"db{layer.Number}");
        }

        foreach (string key in (string[])["hidden_activations", "hidden_activations_after_dropout"])
        {
            if (!expected.TryGetProperty(key, out var hidden)) continue;
            foreach (var a in hidden.EnumerateObject())
                Golden.Close(a.Value.Matrix(), Shaped(backpropagation.Passes[a.Name[1] - '1'].Output, data.Count), Tolerance, a.Name);
        }
    }

    /// <summary>Draws what the recipe draws, in its order, so that the stream stands where the dropout masks begin.</summary>
    private static (Network Network, Dataset Data, NumPyRandom Random) Drawn(JsonElement golden, long seed)
    {
        int[] dims = golden.GetProperty("layer_dims").Integers();
        string lossName = golden.GetProperty("loss").GetString()!;
        bool tabulated = golden.TryGetProperty("X", out var expectedX);
        bool interleaved = golden.GetProperty("hidden").GetString() == "sigmoid";
        int m = tabulated ? golden.GetProperty("m").GetInt32() : 16;
        double[] keep = golden.GetProperty("keep_prob").Numbers();
        var random = new NumPyRandom(seed);
        var x = tabulated ? random.Randn(dims[0], m) : random.Rand(dims[0], m);
        var y = Labels(random, lossName, dims[^1], m);
        if (tabulated) Golden.Close(expectedX.Matrix(), x, 1e-14, "X");
        if (golden.TryGetProperty("Y", out var expectedY)) Golden.Close(expectedY.Matrix(), y, 1e-14, "Y");

        var network = Network.Of(dims[0]);
        for (int l = 1; l < dims.Length; l++)
        {
            bool isLast = l == dims.Length - 1;
            network.Dense(dims[l], ActivationOf(golden.GetProperty(isLast ? "output" : "hidden").GetString()!), isLast ? 1 : keep[l - 1]);
        }

        double Gain(Dense layer) => interleaved ? 1 / Math.Sqrt(layer.Inputs + 1)
            : Math.Sqrt((golden.GetProperty("hidden").GetString() == "tanh" ? 1.0 : 2.0) / layer.Inputs);
        foreach (var layer in network.Layers)
        {
            layer.W = random.Randn(layer.Units, layer.Inputs) * Gain(layer);
            if (interleaved) layer.b = random.Randn(layer.Units, 1) * Gain(layer);
        }

        if (!interleaved)
            foreach (var layer in network.Layers) layer.b = random.Randn(layer.Units, 1) * 0.1;
        foreach (var layer in network.Layers)
        {
            if (!golden.TryGetProperty("parameters", out var parameters)) break;
            Golden.Close(parameters.GetProperty($"W{layer.Number}").Matrix(), layer.W, 1e-14, "W");
            Golden.Close(parameters.GetProperty($"b{layer.Number}").Matrix(), layer.b, 1e-14, "b");
        }

        return (network, new Dataset(x, y), random);
    }

    private static Matrix<double> Labels(NumPyRandom random, string loss, int outputs, int m)
    {
        if (loss == "quadratic") return random.Rand(outputs, m);
        if (loss == "bce") return random.Rand(1, m).Map(r => r < 0.5 ? 1.0 : 0.0, Zeros.Include);
        var y = Matrix<double>.Build.Dense(outputs, m);
        for (int j = 0; j < m; j++) y[(int)random.RandInt(outputs), j] = 1;
        return y;
    }

    private static Loss LossOf(JsonElement golden) => golden.GetProperty("loss").GetString() switch
    {
        "bce" => new BinaryCrossEntropy(),
        "cce" => new SoftmaxCrossEntropy(),
        _ => new QuadraticCost(),
    };

    private static Activation ActivationOf(string name) =>
        Activation.All.Single(activation => activation.Name.Equals(name.Replace("_", ""), StringComparison.OrdinalIgnoreCase));

    private static Matrix<double> Shaped(ReadOnlySpan<double> values, int columns) =>
        Matrix<double>.Build.DenseOfColumnMajor(values.Length / columns, columns, values.ToArray());

    /// <summary>A large array is given by its sum, its norms and a few values at row-major indices.</summary>
    private static void CloseOrSummary(JsonElement expected, Matrix<double> actual, string what)
    {
        if (expected.TryGetProperty("data", out _))
        {
            Golden.Close(expected.Matrix(), actual, Tolerance, what);
            return;
        }

        double[] values = actual.ToRowMajorArray();
        Golden.Close(expected.GetProperty("sum").Number(), values.Sum(), Tolerance, $"sum of {what}");
        Golden.Close(expected.GetProperty("l2norm").Number(), Math.Sqrt(values.Sum(v => v * v)), Tolerance, $"norm of {what}");
        Golden.Close(expected.GetProperty("max_abs").Number(), values.Max(Math.Abs), Tolerance, $"largest of {what}");
        Golden.Close(expected.GetProperty("value_at").Numbers(), [.. expected.GetProperty("flat_index").Integers().Select(i => values[i])], Tolerance, what);
    }
}
