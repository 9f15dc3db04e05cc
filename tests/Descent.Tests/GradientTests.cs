using Descent.Data;
using Descent.Diagnostics;
using Descent.Losses;
using Descent.Networks;
using Descent.Numerics;
using Descent.Regularizers;
using Descent.Training;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Descent.Tests;

/// <summary>
/// Backpropagation beside differences of the cost, for every hidden activation × output × loss × regularizer, and a mutant
/// of each that the check must catch.
/// </summary>
public sealed class GradientTests
{
    private const int Examples = 6;

    private static readonly Dictionary<string, Regularizer?> Regularizers = new()
    {
        ["none"] = null,
        ["L1"] = new L1(0.3),
        ["L2"] = new L2(0.7),
        ["L1 and L2"] = new L1L2(0.3, 0.7),
    };

    public static TheoryData<string, string, string> Combinations
    {
        get
        {
            var all = new TheoryData<string, string, string>();
            foreach (var hidden in Activation.All)
            {
                foreach (var output in Activation.All) all.Add(hidden.Name, output.Name, nameof(QuadraticCost));
                all.Add(hidden.Name, "Sigmoid", nameof(BinaryCrossEntropy));
                all.Add(hidden.Name, "Softmax", nameof(SoftmaxCrossEntropy));
            }

            return all;
        }
    }

    [Theory, MemberData(nameof(Combinations))]
    public void Backpropagation_agrees_with_differences_of_the_cost(string hidden, string output, string lossName)
    {
        Loss loss = lossName switch { nameof(BinaryCrossEntropy) => new BinaryCrossEntropy(), nameof(SoftmaxCrossEntropy) => new SoftmaxCrossEntropy(), _ => new QuadraticCost() };
        var (network, data) = AwayFromKinks(Named(hidden), Named(output), loss);
        foreach (var (name, regularizer) in Regularizers)
        {
            var backpropagation = new Backpropagation(network, loss, regularizer, Examples);
            var right = Gradients(network, data, loss, regularizer);
            GradientCheck Check(Matrix<double>[] gradients) => GradientCheck.Of(() => backpropagation.Cost(data), 1e-5, 1e-7,
                [.. network.Layers.SelectMany<Dense, (string, Matrix<double>, Matrix<double>)>(layer =>
                    [($"W{layer.Number}", layer.W, gradients[2 * layer.Number - 2]), ($"b{layer.Number}", layer.b, gradients[2 * layer.Number - 1])])]);

            var check = Check(right);
            Assert.True(check.Passed, $"{name}: {check}");

            // Mutants: one sign, a doubled bias gradient, the mean forgotten, the penalty forgotten, the first layer's slope forgotten.
            Assert.False(Check(Changed(right, 0, dW => FlipLargest(dW))).Passed, $"{name}: a flipped sign in dW1");
            Assert.False(Check(Changed(right, 3, db => db * 2)).Passed, $"{name}: db2 doubled");
            Assert.False(Check([.. right.Select(gradient => gradient * Examples)]).Passed, $"{name}: 1/m forgotten");
            if (regularizer != null) Assert.False(Check(Gradients(network, data, loss, null)).Passed, $"{name}: penalty forgotten");
            if (hidden != "Linear") Assert.False(Check(Changed(right, 0, _ => WithoutSlope(network, data, loss, regularizer))).Passed, $"{name}: f′ forgotten");
        }
    }

    [Theory]
    [InlineData(DropoutForm.Inverted), InlineData(DropoutForm.WholeUnits), InlineData(DropoutForm.RepeatedMask)]
    public void With_one_mask_dropout_has_the_gradient_of_its_cost(DropoutForm form)
    {
        var random = new NumPyRandom(5);
        var network = Network.Of(3).Dense(7, Activation.Tanh, keepProbability: 0.6).Dense(4, Activation.Sigmoid, keepProbability: 0.8).Dense(2, Activation.Softmax)
            .Initialize(Initializer.NormalizedWithBiases, seed: 4);
        double[] x = [.. random.Randn(3, Examples).AsColumnMajorArray()], y = new double[2 * Examples];
        for (int j = 0; j < Examples; j++) y[2 * j + j % 2] = 1;
        var backpropagation = new Backpropagation(network, new SoftmaxCrossEntropy(), null, Examples);
        double Cost() => backpropagation.Run(x, y, Examples, new DropoutMasks(form, seed: 11));
        Cost();
        var gradients = network.Layers.ToDictionary(layer => layer.Number, layer => (dW: backpropagation.dW(layer.Number).Clone(), db: backpropagation.db(layer.Number).Clone()));

        var check = GradientCheck.Of(Cost, 1e-5, 1e-7, [.. network.Layers.SelectMany<Dense, (string, Matrix<double>, Matrix<double>)>(layer =>
            [($"W{layer.Number}", layer.W, gradients[layer.Number].dW), ($"b{layer.Number}", layer.b, gradients[layer.Number].db)])]);
        Assert.True(check.Passed, check.ToString());
    }

    private static Activation Named(string name) => Activation.All.Single(activation => activation.Name == name);

    /// <summary>Two hidden layers, at a start where no input of a kink is near it and no weight near 0, where |w| has one.</summary>
    private static (Network Network, Dataset Data) AwayFromKinks(Activation hidden, Activation output, Loss loss)
    {
        for (long seed = 1; ; seed++)
        {
            var random = new NumPyRandom(seed);
            var x = random.Randn(3, Examples);
            var y = random.Rand(2, Examples);
            if (loss is BinaryCrossEntropy) y = y.Map(value => value < 0.5 ? 1.0 : 0.0);
            if (loss is SoftmaxCrossEntropy) y = Matrix<double>.Build.Dense(2, Examples, (i, j) => (y[0, j] < 0.5) == (i == 0) ? 1 : 0);
            var data = new Dataset(x, y);
            var network = Network.Of(3).Dense(5, hidden).Dense(4, hidden).Dense(2, output).Initialize(Initializer.NormalizedWithBiases, seed);
            var backpropagation = new Backpropagation(network, loss, null, Examples);
            backpropagation.Run(data);
            bool nearZero = network.Layers.Any(layer => layer.W.Enumerate().Any(w => Math.Abs(w) < 1e-3))
                || backpropagation.Passes.Any(pass => pass.Z.ToArray().Any(z => Math.Abs(z) < 1e-3));
            bool dead = backpropagation.dW(1).Enumerate().All(g => g == 0) || backpropagation.db(2).Enumerate().All(g => Math.Abs(g) < 1e-4);
            if (!nearZero && !dead) return (network, data);
        }
    }

    private static Matrix<double>[] Gradients(Network network, Dataset data, Loss loss, Regularizer? regularizer)
    {
        var backpropagation = new Backpropagation(network, loss, regularizer, data.Count);
        backpropagation.Run(data);
        return [.. network.Layers.SelectMany<Dense, Matrix<double>>(layer => [backpropagation.dW(layer.Number), backpropagation.db(layer.Number)])];
    }

    private static Matrix<double>[] Changed(Matrix<double>[] gradients, int index, Func<Matrix<double>, Matrix<double>> change) =>
        [.. gradients.Select((gradient, i) => i == index ? change(gradient.Clone()) : gradient)];

    private static Matrix<double> FlipLargest(Matrix<double> gradient)
    {
        double[] values = gradient.AsColumnMajorArray();
        int largest = Array.IndexOf(values, values.MaxBy(Math.Abs));
        values[largest] = -values[largest];
        return gradient;
    }

    /// <summary>dW1 = δ·xᵀ with δ = W2ᵀ·δ2 and no f′(z).</summary>
    private static Matrix<double> WithoutSlope(Network network, Dataset data, Loss loss, Regularizer? regularizer)
    {
        var backpropagation = new Backpropagation(network, loss, regularizer, data.Count);
        backpropagation.Run(data);
        var delta2 = Matrix<double>.Build.DenseOfColumnMajor(network.Layers[1].Units, data.Count, backpropagation.Passes[1].Delta.ToArray());
        return network.Layers[1].W.TransposeThisAndMultiply(delta2) * data.X.Transpose();
    }
}
