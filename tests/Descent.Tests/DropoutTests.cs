using Descent.Data;
using Descent.Losses;
using Descent.Networks;
using Descent.Optimizers;
using Descent.Training;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Descent.Tests;

public sealed class DropoutTests
{
    private static readonly Dense Layer = Network.Of(2).Dense(50, Activation.ReLU, keepProbability: 0.8).Layers[0];

    private static Matrix<double> Mask(DropoutMasks masks, int count = 40)
    {
        double[] mask = new double[Layer.Units * count];
        masks.Begin();
        masks.Draw(Layer, mask, count);
        return Matrix<double>.Build.DenseOfColumnMajor(Layer.Units, count, mask);
    }

    [Fact]
    public void Inverted_dropout_keeps_the_expected_activation()
    {
        var masks = new DropoutMasks(DropoutForm.Inverted, seed: 1);
        var mask = Mask(masks);
        Assert.All(mask.Enumerate(), value => Assert.True(value is 0 or 1.25));
        Assert.InRange(mask.Enumerate().Average(), 0.96, 1.04);
        Assert.NotEqual(mask, Mask(masks));
        Assert.Contains(mask.EnumerateRows(), row => row.Distinct().Count() == 2);
    }

    [Fact]
    public void Whole_units_are_dropped_for_the_batch_without_rescaling()
    {
        var masks = new DropoutMasks(DropoutForm.WholeUnits, seed: 1);
        var mask = Mask(masks);
        Assert.All(mask.EnumerateRows(), row => Assert.Single(row.Distinct()));
        Assert.Equal([0.0, 1.0], mask.Enumerate().Distinct().Order());
        Assert.NotEqual(mask, Mask(masks));
    }

    [Fact]
    public void A_repeated_mask_is_the_same_in_every_pass()
    {
        var masks = new DropoutMasks(DropoutForm.RepeatedMask, seed: 1);
        Assert.Equal(Mask(masks), Mask(masks));
    }

    [Fact]
    public void Prediction_drops_nothing()
    {
        var with = Network.Of(2).Dense(50, Activation.ReLU, keepProbability: 0.5).Dense(1, Activation.Sigmoid).Initialize(Initializer.He, seed: 1);
        var without = Network.Of(2).Dense(50, Activation.ReLU).Dense(1, Activation.Sigmoid).Initialize(Initializer.He, seed: 1);
        var x = Datasets.Moons(20).X;
        Assert.Equal(without.Predict(x), with.Predict(x));
    }

    [Theory]
    [InlineData(0), InlineData(-0.1), InlineData(1.1), InlineData(double.NaN)]
    public void A_keep_probability_out_of_range_is_refused(double keep)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Network.Of(2).Dense(3, Activation.ReLU, keep));
        Assert.Contains($"The keep-probability is {keep}", error.Message);
        Assert.Contains("above 0 and at most 1", error.Message);
    }

    [Fact]
    public void Dropout_on_the_output_is_refused()
    {
        var network = Network.Of(2).Dense(1, Activation.Sigmoid, keepProbability: 0.5);
        Assert.Contains("dropout on the output", Assert.Throws<InvalidOperationException>(() => network.Initialize(Initializer.He)).Message);
        Assert.Throws<InvalidOperationException>(() => new Trainer(network, new BinaryCrossEntropy(), new Adam()).Fit(Datasets.Moons(20)));
    }
}
