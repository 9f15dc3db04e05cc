using System.Text.Json;
using Descent.Data;
using Descent.Losses;
using Descent.Networks;
using Descent.Optimizers;
using Descent.Training;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Descent.Tests;

/// <summary>Every optimizer and variant, twenty steps beside NumPy's and PyTorch's.</summary>
public sealed class GoldenOptimizerTests
{
    private static readonly JsonElement Quadratic = Golden.Load("optim_quadratic.json");
    private static readonly JsonElement Net = Golden.Load("optim_net.json");

    public static TheoryData<string> Traces => [.. Quadratic.GetProperty("traces").EnumerateObject().Select(trace => trace.Name)];

    private static Optimizer Named(string name, double learningRate) => name switch
    {
        "gd" => new GradientDescent(learningRate),
        "momentum_ema" => new Momentum(learningRate, beta: 0.9),
        "momentum_classical" or "momentum_velocity" => new Momentum(learningRate, beta: 0.9, accumulate: true),
        "nesterov" => new Nesterov(learningRate, beta: 0.9),
        "rmsprop" => new RMSProp(learningRate, beta: 0.9),
        "rmsprop_eps_inside" => new RMSProp(learningRate, beta: 0.9, placement: Epsilon.InsideRoot),
        "adagrad" => new AdaGrad(learningRate, epsilon: 1e-10),
        "adam" => new Adam(learningRate),
        "adam_eps_inside" => new Adam(learningRate, placement: Epsilon.InsideRoot),
        "adam_eps_inside_b1" => new Adam(learningRate, placement: Epsilon.InsideRoot, correction: BiasCorrection.Beta1ForBoth),
        "adam_nocorr" => new Adam(learningRate, correction: BiasCorrection.None),
        "adamw" => new AdamW(learningRate, weightDecay: 0.1, decayBiases: true),
        _ => throw new ArgumentException(name),
    };

    [Theory, MemberData(nameof(Traces))]
    public void A_quadratic_is_descended_step_by_step_as_expected(string name)
    {
        var trace = Quadratic.GetProperty("traces").GetProperty(name);
        var (a, b) = (Quadratic.GetProperty("A").Matrix(), Vector<double>.Build.DenseOfArray(Quadratic.GetProperty("b").Numbers()));
        var optimizer = Named(name, trace.GetProperty("lr").Number());

        var path = optimizer.Path(Quadratic.GetProperty("x0").Numbers(), x => [.. a * Vector<double>.Build.Dense(x) - b], steps: 20);

        var expected = trace.GetProperty("x_at_step_0_to_20").Matrix();
        Assert.Equal(expected.RowCount, path.Count);
        for (int t = 0; t < path.Count; t++) Golden.Close([.. expected.Row(t)], path[t], 1e-10, $"x after step {t}");
    }

    [Theory, MemberData(nameof(Traces))]
    public void A_network_is_trained_step_by_step_as_expected(string name)
    {
        var trace = Net.GetProperty("traces").GetProperty(name);
        var network = Network.Of(2).Dense(5, Activation.ReLU).Dense(2, Activation.ReLU).Dense(1, Activation.Sigmoid);
        foreach (var layer in network.Layers)
        {
            layer.W = Net.GetProperty("initial_parameters").GetProperty($"W{layer.Number}").Matrix();
            layer.b = Net.GetProperty("initial_parameters").GetProperty($"b{layer.Number}").Matrix();
        }

        var data = new Dataset(Net.GetProperty("X").Matrix(), Net.GetProperty("Y").Matrix());
        var afterFirst = new List<Matrix<double>>();
        var history = new Trainer(network, new BinaryCrossEntropy(), Named(name, trace.GetProperty("lr").Number()))
        {
            BatchSize = int.MaxValue,
            Epochs = 20,
            Progress = progress =>
            {
                if (progress.Epoch == 1) afterFirst.AddRange(network.Layers.SelectMany<Dense, Matrix<double>>(layer => [layer.W.Clone(), layer.b.Clone()]));
            },
        }.Fit(data);

        Golden.Close(trace.GetProperty("cost_before_each_step").Numbers(), history.Costs, 1e-10, "cost");
        Golden.Close(trace.GetProperty("cost_after_last_step").Number(), network.Cost(data, new BinaryCrossEntropy()), 1e-10, "last cost");
        foreach (var layer in network.Layers)
        {
            Compare("parameters_after_1_step", $"W{layer.Number}", afterFirst[2 * layer.Number - 2]);
            Compare("parameters_after_1_step", $"b{layer.Number}", afterFirst[2 * layer.Number - 1]);
            Compare("parameters_after_20_steps", $"W{layer.Number}", layer.W);
            Compare("parameters_after_20_steps", $"b{layer.Number}", layer.b);
        }

        void Compare(string when, string parameter, Matrix<double> actual) =>
            Golden.Close(trace.GetProperty(when).GetProperty(parameter).Matrix(), actual, 1e-10, $"{parameter} {when}");
    }
}
