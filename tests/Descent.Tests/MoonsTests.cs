using Descent.Data;
using Descent.Losses;
using Descent.Networks;
using Descent.Optimizers;
using Descent.Training;
using Xunit;

namespace Descent.Tests;

/// <summary>The notes' own training: 2-5-2-1 on 300 moons, 10,000 epochs in mini-batches of 64.</summary>
public sealed class MoonsTests
{
    private static Network NotesNetwork() =>
        Network.Of(inputs: 2).Dense(5, Activation.ReLU).Dense(2, Activation.ReLU).Dense(1, Activation.Sigmoid).Initialize(Initializer.He, seed: 3);

    [Theory]
    [InlineData("moons_gd.json", "gd")]
    [InlineData("moons_momentum.json", "momentum")]
    [InlineData("moons_adam.json", "adam")]
    public void The_notes_training_runs_give_the_notes_costs(string file, string name)
    {
        Optimizer optimizer = name switch
        {
            "gd" => new GradientDescent(learningRate: 0.0007),
            "momentum" => new Momentum(learningRate: 0.0007, beta: 0.9),
            _ => new Adam(learningRate: 0.0007, placement: Epsilon.InsideRoot),
        };
        var expected = Golden.Load(file);
        var data = Datasets.Moons(samples: 300, noise: 0.2, seed: 3);
        var network = NotesNetwork();

        var fullSetCosts = new List<double>();
        var history = new Trainer(network, new BinaryCrossEntropy(), optimizer)
        {
            BatchSize = 64,
            Epochs = 10_000,
            ShuffleSeed = 10,
            Progress = progress =>
            {
                if (progress.Epoch % 1000 == 1) fullSetCosts.Add(network.Cost(data, new BinaryCrossEntropy()));
            },
        }.Fit(data);

        Golden.Close(expected.GetProperty("costs_every_100_epochs").Numbers(), Every(history.Costs, 100), 1e-9, "cost/100");
        Golden.Close(expected.GetProperty("epoch_mean_cost_every_1000_epochs").Numbers(), Every(history.MeanCosts, 1000), 1e-9, "mean cost/1000");
        Golden.Close(expected.GetProperty("full_set_cost_every_1000_epochs_after_update").Numbers(), fullSetCosts, 1e-9, "full-set cost/1000");
        Golden.Close(expected.GetProperty("final_full_set_cost").Number(), network.Cost(data, new BinaryCrossEntropy()), 1e-9, "full-set cost");
        Assert.Equal(expected.GetProperty("printed_as_text").EnumerateArray().Select(text => text.GetString()),
            Every(history.Costs, 1000).Select(cost => cost.ToString("F6")));
        Assert.Equal(expected.GetProperty("final_accuracy").Number(), network.Accuracy(data));
        Assert.Equal(50_000, history.Updates);
        foreach (var layer in network.Layers)
        {
            var parameters = expected.GetProperty("final_parameters");
            Golden.Close(parameters.GetProperty($"W{layer.Number}").Matrix(), layer.W, 1e-8, $"W{layer.Number}");
            Golden.Close(parameters.GetProperty($"b{layer.Number}").Matrix(), layer.b, 1e-8, $"b{layer.Number}");
        }
    }

    private static double[] Every(IReadOnlyList<double> values, int step) => [.. values.Where((_, i) => i % step == 0)];
}
