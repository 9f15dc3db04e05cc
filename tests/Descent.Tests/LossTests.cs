using Descent.Losses;
using Descent.Networks;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Descent.Tests;

public sealed class LossTests
{
    private static readonly System.Text.Json.JsonElement Expected = Golden.Load("losses.json");

    [Fact]
    public void Binary_cross_entropy_is_golden_from_the_logits()
    {
        var golden = Expected.GetProperty("bce_from_logits");
        var (z, y) = (golden.GetProperty("Z").Matrix(), golden.GetProperty("Y").Matrix());
        var loss = new BinaryCrossEntropy();

        Golden.Close(golden.GetProperty("cost").Number(), loss.Cost(Activation.Sigmoid, z, y), 1e-10);
        Golden.Close(golden.GetProperty("dZ").Matrix(), loss.OutputError(Activation.Sigmoid, z, y), 1e-10);
        double[] perExample = [.. Enumerable.Range(0, z.ColumnCount).Select(j => loss.Cost(Activation.Sigmoid, z.SubMatrix(0, 1, j, 1), y.SubMatrix(0, 1, j, 1)))];
        double[] expected = golden.GetProperty("per_example").Numbers();
        for (int j = 0; j < expected.Length; j++)
            Assert.True(Math.Abs(perExample[j] - expected[j]) <= 1e-10 * expected[j], $"z = {z[0, j]}, y = {y[0, j]}: {perExample[j]} for {expected[j]}");
    }

    [Fact]
    public void Binary_cross_entropy_agrees_with_the_form_in_probabilities()
    {
        var golden = Expected.GetProperty("bce_from_probabilities");
        var (a, y) = (golden.GetProperty("A").Matrix(), golden.GetProperty("Y").Matrix());
        var z = a.Map(p => Math.Log(p / (1 - p)));
        var loss = new BinaryCrossEntropy();

        Golden.Close(golden.GetProperty("cost").Number(), loss.Cost(Activation.Sigmoid, z, y), 1e-10);
        var dA = loss.OutputError(Activation.Sigmoid, z, y).PointwiseDivide(a.Map(p => p * (1 - p)));
        Golden.Close(golden.GetProperty("dA").Matrix(), dA, 1e-10);
    }

    [Fact]
    public void Softmax_cross_entropy_is_golden()
    {
        var golden = Expected.GetProperty("cce_from_logits");
        var (z, y) = (golden.GetProperty("Z").Matrix(), golden.GetProperty("Y").Matrix());
        var loss = new SoftmaxCrossEntropy();
        Golden.Close(golden.GetProperty("cost").Number(), loss.Cost(Activation.Softmax, z, y), 1e-10);
        Golden.Close(golden.GetProperty("dZ").Matrix(), loss.OutputError(Activation.Softmax, z, y), 1e-10);
        double[] perExample = [.. Enumerable.Range(0, z.ColumnCount).Select(j => loss.Cost(Activation.Softmax, z.SubMatrix(0, 4, j, 1), y.SubMatrix(0, 4, j, 1)))];
        Golden.Close(golden.GetProperty("per_example").Numbers(), perExample, 1e-10);
    }

    [Fact]
    public void Costs_of_one_label_are_the_golden_logarithms()
    {
        var elementwise = Golden.Load("activations.json").GetProperty("elementwise");
        double[] z = elementwise.GetProperty("z").Numbers();
        double[] Costs(double y) => [.. z.Select(value => new BinaryCrossEntropy().Cost(Activation.Sigmoid, Row(value), Row(y)))];
        Golden.Close(elementwise.GetProperty("softplus").Numbers(), Costs(0), 1e-14, "softplus");
        Golden.Close([.. elementwise.GetProperty("log_sigmoid").Numbers().Select(value => -value)], Costs(1), 1e-14, "−log sigmoid");

        var softmax = Golden.Load("activations.json").GetProperty("softmax");
        var (logits, expected) = (softmax.GetProperty("Z").Matrix(), softmax.GetProperty("log_softmax").Matrix());
        for (int k = 0; k < 3; k++)
            for (int j = 0; j < logits.ColumnCount; j++)
            {
                var label = Matrix<double>.Build.Dense(3, 1, (i, _) => i == k ? 1 : 0);
                Golden.Close(-expected[k, j], new SoftmaxCrossEntropy().Cost(Activation.Softmax, logits.SubMatrix(0, 3, j, 1), label), 1e-10);
            }
    }

    [Fact]
    public void Quadratic_cost_is_golden()
    {
        var golden = Expected.GetProperty("quadratic");
        var (a, y) = (golden.GetProperty("A").Matrix(), golden.GetProperty("Y").Matrix());
        var loss = new QuadraticCost();
        Golden.Close(golden.GetProperty("cost").Number(), loss.Cost(Activation.Linear, a, y), 1e-10);
        Golden.Close(golden.GetProperty("dA").Matrix(), loss.OutputError(Activation.Linear, a, y), 1e-10);
    }

    [Theory]
    [InlineData(1000, 0, 1000)]
    [InlineData(1000, 1, 0)]
    [InlineData(-1000, 1, 1000)]
    [InlineData(-1000, 0, 0)]
    public void Cross_entropies_are_exact_at_a_thousand(double z, double y, double cost)
    {
        Assert.Equal(cost, new BinaryCrossEntropy().Cost(Activation.Sigmoid, Row(z), Row(y)));
        Assert.Equal(cost, new SoftmaxCrossEntropy().Cost(Activation.Softmax, Column(z, 0), Column(y, 1 - y)));
        Assert.Equal(cost > 0 ? 1 : 0, Math.Abs(new BinaryCrossEntropy().OutputError(Activation.Sigmoid, Row(z), Row(y))[0, 0]));
        Assert.True(double.IsFinite(new QuadraticCost().Cost(Activation.Sigmoid, Row(z), Row(y))));
    }

    [Fact]
    public void A_confident_right_answer_still_has_a_cost()
    {
        // At z = 40 the probability is 1 to the last digit, and −log a would be 0; log(1 + e^−z) is not.
        Assert.Equal(Math.Exp(-40), new BinaryCrossEntropy().Cost(Activation.Sigmoid, Row(40), Row(1)), 1e-30);
    }

    [Fact]
    public void A_label_that_does_not_fit_is_named()
    {
        Assert.Contains("Y[0,0] is 2", Assert.Throws<ArgumentException>(() => new BinaryCrossEntropy().Cost(Activation.Sigmoid, Row(1), Row(2))).Message);
        Assert.Contains("has 2 ones", Assert.Throws<ArgumentException>(() => new SoftmaxCrossEntropy().Cost(Activation.Softmax, Column(1, 2), Column(1, 1))).Message);
        Assert.Contains("Y[1,0] is 0.5", Assert.Throws<ArgumentException>(() => new SoftmaxCrossEntropy().Cost(Activation.Softmax, Column(1, 2), Column(0, 0.5))).Message);
        Assert.Contains("needs a sigmoid output", Assert.Throws<ArgumentException>(() => new BinaryCrossEntropy().Cost(Activation.ReLU, Row(1), Row(1))).Message);
        Assert.Contains("needs a softmax output", Assert.Throws<ArgumentException>(() => new SoftmaxCrossEntropy().Cost(Activation.Sigmoid, Row(1), Row(1))).Message);
        var none = Matrix<double>.Build.Dense(1, 0);
        Assert.Contains("at least one example", Assert.Throws<ArgumentException>(() => new QuadraticCost().Cost(Activation.Linear, none, none)).Message);
        Assert.Contains("z is 1×1, but y is 2×1", Assert.Throws<ArgumentException>(() => new QuadraticCost().Cost(Activation.Linear, Row(1), Column(1, 2))).Message);
    }

    private static Matrix<double> Row(double value) => Matrix<double>.Build.Dense(1, 1, value);

    private static Matrix<double> Column(double first, double second) => Matrix<double>.Build.DenseOfColumnMajor(2, 1, [first, second]);
}
