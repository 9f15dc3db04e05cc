using Descent.Data;
using Descent.Diagnostics;
using Descent.Losses;
using Descent.Networks;
using Descent.Optimizers;
using Descent.Training;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Descent.Tests.Diagnostics;

public sealed class LearningCurveTests
{
    [Fact]
    public void Every_size_trains_on_its_own_part_and_measures_on_both()
    {
        Dataset train = Set(20), dev = Set(7);
        LearningCurve curve = LearningCurve.Of(train, dev, [20, 5, 10], part => set => set.Count / 100.0 + part.Count);
        Assert.Equal([5, 10, 20], curve.Points.Select(point => point.Examples));
        Assert.Equal([5.05, 10.1, 20.2], curve.Points.Select(point => point.TrainError));
        Assert.Equal([5.07, 10.07, 20.07], curve.Points.Select(point => point.DevError));
        Assert.Equal(4, curve.ToString().Split('\n').Length);
    }

    [Fact]
    public void More_data_brings_the_two_errors_together()
    {
        var (train, dev, _) = Datasets.Moons(600, noise: 0.3, seed: 4).Split(SplitRule.WithDev, seed: 1);
        LearningCurve curve = LearningCurve.Of(train, dev, [10, 360], part =>
        {
            Network network = Network.Of(2).Dense(20, Activation.Tanh).Dense(1, Activation.Sigmoid).Initialize(Initializer.He, seed: 1);
            new Trainer(network, new BinaryCrossEntropy(), new Adam(learningRate: 0.02)) { BatchSize = 32, Epochs = 200 }.Fit(part);
            return set => 1 - network.Accuracy(set);
        });
        Assert.True(curve.Points[0].DevError - curve.Points[0].TrainError > curve.Points[1].DevError - curve.Points[1].TrainError);
    }

    [Fact]
    public void A_test_set_and_impossible_sizes_are_refused()
    {
        Dataset train = Set(20), dev = Set(7);
        Assert.Throws<ArgumentException>(() => LearningCurve.Of(train.As(DatasetRole.Test), dev, [5], _ => _ => 0));
        Assert.Throws<ArgumentException>(() => LearningCurve.Of(train, dev.As(DatasetRole.Test), [5], _ => _ => 0));
        Assert.Contains("A size is 21", Assert.Throws<ArgumentOutOfRangeException>(() => LearningCurve.Of(train, dev, [21], _ => _ => 0)).Message);
    }

    private static Dataset Set(int count) => new(Matrix<double>.Build.Dense(1, count), Matrix<double>.Build.Dense(1, count));
}
