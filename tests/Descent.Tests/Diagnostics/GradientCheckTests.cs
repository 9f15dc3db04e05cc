using Descent.Data;
using Descent.Diagnostics;
using Descent.Losses;
using Descent.Networks;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Descent.Tests.Diagnostics;

public sealed class GradientCheckTests
{
    private static readonly BinaryCrossEntropy Loss = new();

    [Fact]
    public void One_dimension_worked_by_hand()
    {
        // J = θ·x with x = 2: the derivative is 2 everywhere, and (J(4 + ε) − J(4 − ε))/2ε is 2 but for rounding.
        GradientCheck check = GradientCheck.OneDimension(theta => theta * 2, _ => 2, theta: 4);
        Assert.True(check.Passed);
        Assert.Equal(2, check.ForwardPasses);
        Assert.Equal(2, check.Entries[0].Numeric, 1e-7);
    }

    [Fact]
    public void One_dimension_finds_a_wrong_derivative()
    {
        // θ³ at 2: 12, not 3·2 = 6; |6 − 12|/(6 + 12) = 1/3
        GradientCheck check = GradientCheck.OneDimension(theta => theta * theta * theta, theta => 3 * theta, theta: 2);
        Assert.False(check.Passed);
        Assert.Equal(1.0 / 3, check.Difference, 1e-7);
    }

    public static TheoryData<string, string> Activations =>
        new(Activation.All.SelectMany(first => Activation.All.Select(second => (first.Name, second.Name))));

    [Theory, MemberData(nameof(Activations))]
    public void Backpropagation_is_right_through_every_pair_of_activations(string first, string second)
    {
        Network network = Network.Of(2).Dense(6, Named(first)).Dense(4, Named(second)).Dense(1, Activation.Sigmoid)
            .Initialize(Initializer.He, seed: 5);
        GradientCheck check = GradientCheck.Run(network, Loss, Datasets.Moons(40, seed: 2), epsilon: 1e-5);
        Assert.True(check.Passed, check.ToString());
        Assert.Equal(network.ParameterCount, check.Entries.Count);
        Assert.Equal(2 * network.ParameterCount, check.ForwardPasses);
    }

    [Fact]
    public void Moving_one_unit_is_the_same_as_passing_through_the_whole_network()
    {
        Network network = Course();
        Dataset data = Datasets.Moons(30, seed: 2);
        GradientCheck check = GradientCheck.Run(network, Loss, data, epsilon: 1e-5);
        int at = 0;
        foreach (Dense layer in network.Layers)
            foreach (var (name, values) in new[] { ($"W{layer.Number}", layer.W), ($"b{layer.Number}", layer.b) })
                for (int i = 0; i < values.RowCount; i++)
                    for (int j = 0; j < values.ColumnCount; j++, at++)
                    {
                        Assert.Equal($"{name}[{i},{j}]", check.Entries[at].Name);
                        double theta = values[i, j];
                        values[i, j] = theta + 1e-5;
                        double above = CrossEntropy(network.Predict(data.X), data.Y);
                        values[i, j] = theta - 1e-5;
                        double below = CrossEntropy(network.Predict(data.X), data.Y);
                        values[i, j] = theta;
                        Assert.Equal((above - below) / 2e-5, check.Entries[at].Numeric, 1e-9);
                    }
    }

    [Fact]
    public void A_single_wrong_derivative_is_named_with_both_values()
    {
        Network network = Course();
        Dataset data = Datasets.Moons(211, seed: 2);
        Matrix<double>[] gradient = Backpropagated(network, data);
        var (row, column, value) = gradient[2].EnumerateIndexed().MaxBy(entry => Math.Abs(entry.Item3));
        gradient[2][row, column] = -value;
        GradientCheck check = GradientCheck.Run(network, Loss, data, gradient: gradient);
        Assert.False(check.Passed);
        GradientEntry wrong = Assert.Single(check.Wrong);
        Assert.Equal($"W2[{row},{column}]", wrong.Name);
        Assert.Equal(-wrong.Numeric, wrong.Backprop, 1e-7);
        Assert.Contains("FAILED", check.ToString());
        Assert.Contains($"W2[{row},{column}]: backprop", check.ToString());
    }

    [Fact]
    public void Typical_mistakes_are_caught_where_they_are()
    {
        Dataset data = Datasets.Moons(50, seed: 2);
        Network network = Course();
        Mutant("W2", gradient => gradient[2] *= 2);                         // the course's own planted error: dW2·2
        Mutant("b1", gradient => gradient[1] *= 4);                         // and its second: db1·4
        Mutant("b3", gradient => gradient[5] /= 50);                        // 1/m once more
        Mutant("W1", gradient => gradient[0] = -gradient[0]);               // the sign
        Mutant("b2", gradient => gradient[3].Clear());                      // forgotten
        Mutant("W3", gradient => gradient[4][0, 0] = double.NaN);

        void Mutant(string name, Action<Matrix<double>[]> plant)
        {
            Matrix<double>[] gradient = Backpropagated(network, data);
            plant(gradient);
            GradientCheck check = GradientCheck.Run(network, Loss, data, gradient: gradient);
            Assert.False(check.Passed, name);
            Assert.All(check.Wrong, wrong => Assert.StartsWith(name, wrong.Name));
        }
    }

    [Fact]
    public void A_cost_of_ones_own_is_checked_and_left_as_it_was()
    {
        // J = ½‖W‖² + Σb: dJ/dW = W, dJ/db = 1
        var w = Matrix<double>.Build.Dense(4, 2, (i, j) => i - 2 * j + 0.5);
        var b = Matrix<double>.Build.Dense(4, 1, 1);
        Matrix<double> before = w.Clone(), ones = b.Clone(), wrong = w.Clone();
        double Cost() => 0.5 * w.Enumerate().Sum(value => value * value) + b.Enumerate().Sum();
        Assert.True(GradientCheck.Of(Cost, ("W1", w, w.Clone()), ("b1", b, ones)).Passed);
        wrong[3, 1] = -wrong[3, 1];
        GradientCheck check = GradientCheck.Of(Cost, ("W1", w, wrong), ("b1", b, ones));
        Assert.Equal("W1[3,1]", Assert.Single(check.Wrong).Name);
        Assert.Equal(24, check.ForwardPasses);
        Assert.Equal(before, w);
    }

    [Fact]
    public void The_sweep_is_best_between_bend_and_rounding()
    {
        Network network = Network.Of(2).Dense(5, Activation.Tanh).Dense(1, Activation.Sigmoid).Initialize(Initializer.He, seed: 3);
        Dataset data = Datasets.Moons(50, seed: 2);
        var sweep = GradientCheck.Sweep(epsilon => GradientCheck.Run(network, Loss, data, epsilon: epsilon));
        Assert.Equal(12, sweep.Count);
        GradientCheck best = sweep.MinBy(check => check.Difference)!;
        Assert.InRange(best.Epsilon, 1e-7, 1e-4);
        Assert.True(sweep[0].Difference > 100 * best.Difference && sweep[^1].Difference > 100 * best.Difference);
    }

    [Fact]
    public void It_refuses_dropout()
    {
        Network network = Network.Of(2).Dense(4, Activation.ReLU, keepProbability: 0.8).Dense(1, Activation.Sigmoid);
        string said = Assert.Throws<InvalidOperationException>(() => GradientCheck.Run(network, Loss, Datasets.Moons(10))).Message;
        Assert.Contains("Layer 1", said);
        Assert.Contains("0.8", said);
    }

    [Fact]
    public void It_refuses_wrong_shapes_and_epsilons()
    {
        Network network = Course();
        Dataset data = Datasets.Moons(10);
        Matrix<double>[] gradient = Backpropagated(network, data);
        gradient[2] = gradient[2].Transpose();
        Assert.Contains("W2 is 3×20, but its gradient is 20×3",
            Assert.Throws<ArgumentException>(() => GradientCheck.Run(network, Loss, data, gradient: gradient)).Message);
        Assert.Contains("1 matrices, expected 6",
            Assert.Throws<ArgumentException>(() => GradientCheck.Run(network, Loss, data, gradient: [gradient[0]])).Message);
        Assert.Contains("ε is 0", Assert.Throws<ArgumentOutOfRangeException>(() => GradientCheck.Run(network, Loss, data, epsilon: 0)).Message);
        Assert.Throws<ArgumentException>(() => GradientCheck.Run(network, Loss, Datasets.Blobs(features: 3, centers: 2)));
    }

    [Fact]
    public void A_passing_check_says_so_in_one_line()
    {
        string text = GradientCheck.Run(Course(), Loss, Datasets.Moons(50, seed: 2)).ToString();
        Assert.StartsWith("gradient check passed: relative difference ", text);
        Assert.EndsWith("≤ 2E-7 (127 parameters, 254 forward passes, ε = 1E-7)", text);
    }

    private static Network Course() => Network.Of(2).Dense(20, Activation.ReLU).Dense(3, Activation.ReLU).Dense(1, Activation.Sigmoid)
        .Initialize(Initializer.He, seed: 3);

    private static Activation Named(string name) => Activation.All.Single(activation => activation.Name == name);

    // dW1, db1, dW2, … as the check reports them.
    private static Matrix<double>[] Backpropagated(Network network, Dataset data)
    {
        var values = new Queue<double>(GradientCheck.Run(network, Loss, data).Entries.Select(entry => entry.Backprop));
        return [.. network.Layers.SelectMany(layer => new[] { Next(layer.W), Next(layer.b) })];

        Matrix<double> Next(Matrix<double> like)
        {
            var result = Matrix<double>.Build.SameAs(like);
            for (int i = 0; i < like.RowCount; i++)
                for (int j = 0; j < like.ColumnCount; j++)
                    result[i, j] = values.Dequeue();
            return result;
        }
    }

    private static double CrossEntropy(Matrix<double> a, Matrix<double> y)
    {
        double sum = 0;
        for (int j = 0; j < a.ColumnCount; j++) sum -= y[0, j] == 1 ? Math.Log(a[0, j]) : Math.Log(1 - a[0, j]);
        return sum / a.ColumnCount;
    }
}
