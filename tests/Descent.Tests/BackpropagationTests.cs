using Descent.Data;
using Descent.Losses;
using Descent.Networks;
using Descent.Training;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Descent.Tests;

/// <summary>What a lecture can do wrong with backpropagation by hand; that its gradients are right is in <see cref="GradientTests"/>.</summary>
public sealed class BackpropagationTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;

    private readonly Backpropagation backpropagation =
        new(Network.Of(2).Dense(3, Activation.Tanh).Dense(1, Activation.Sigmoid), new BinaryCrossEntropy(), null, capacity: 4);

    [Fact]
    public void Data_that_do_not_fit_are_refused_instead_of_giving_numbers()
    {
        Assert.Equal("W1 is 3×2, but X has 3 features (expected 3×3).", Refused(new Dataset(Build.Dense(3, 4), Build.Dense(1, 4))));
        Assert.Contains("has 1 units, but Y has 2 rows", Refused(new Dataset(Build.Dense(2, 4), Build.Dense(2, 4))));
        Assert.Contains("Y[0,0] is 0.5", Refused(new Dataset(Build.Dense(2, 4), Build.Dense(1, 4, 0.5))));
        Assert.Contains("There are 5 examples, but this was made for at most 4", Refused(new Dataset(Build.Dense(2, 5), Build.Dense(1, 5))));

        string Refused(Dataset data)
        {
            string said = Assert.Throws<ArgumentException>(() => backpropagation.Run(data)).Message;
            Assert.Equal(said, Assert.Throws<ArgumentException>(() => backpropagation.Cost(data)).Message);
            return said;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Layers_are_counted_from_1(int layer)
    {
        Assert.Contains($"no layer {layer}; they are counted 1 … 2", Assert.Throws<ArgumentOutOfRangeException>(() => backpropagation.dW(layer)).Message);
        Assert.Contains($"no layer {layer}; they are counted 1 … 2", Assert.Throws<ArgumentOutOfRangeException>(() => backpropagation.db(layer)).Message);
    }
}
