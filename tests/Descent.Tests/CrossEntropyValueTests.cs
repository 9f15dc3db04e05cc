using Descent.Losses;
using Descent.Networks;
using Descent.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Descent.Tests;

public sealed class CrossEntropyValueTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;

    [Fact]
    public void One_logit_costs_log_of_one_plus_e_to_the_minus_z()
    {
        var random = new NumPyRandom(1);
        for (int k = 0; k < 5000; k++)
        {
            double z = random.Uniform(-1, 1) * Math.Pow(10, random.Uniform(-8, 3));
            double small = Math.Exp(-Math.Abs(z)), u = 1 + small;
            double expected = Math.Max(z, 0) + (u == 1 ? small : Math.Log(u) * small / (u - 1));
            double actual = Cost([z], [0]);
            Assert.True(Math.Abs(actual - expected) <= 1e-15 * expected + 1e-307, $"z = {z:R}: {actual:R} instead of {expected:R}");
        }
    }

    [Theory]
    [InlineData(0, 1, 0.6931471805599453)]
    [InlineData(1000, 1, 0)]
    [InlineData(1000, 0, 1000)]
    [InlineData(-1000, 1, 1000)]
    [InlineData(-1000, 0, 0)]
    [InlineData(double.NaN, 0, double.NaN)]
    public void Extremes_are_exact(double z, double y, double expected) => Assert.Equal(expected, Cost([z], [y]), 1e-15);

    [Fact]
    public void Any_number_of_examples_is_averaged()
    {
        var random = new NumPyRandom(2);
        foreach (int m in new[] { 1, 3, 7, 8, 63, 64, 65, 211 })
        {
            double[] z = [.. Enumerable.Range(0, m).Select(_ => random.Normal(0, 3))], y = [.. z.Select(_ => random.Rand() < 0.5 ? 1.0 : 0)];
            Assert.Equal(z.Zip(y).Average(pair => Cost([pair.First], [pair.Second])), Cost(z, y), 1e-14);
        }
    }

    private static double Cost(double[] z, double[] y) =>
        new BinaryCrossEntropy().Cost(Activation.Sigmoid, Build.DenseOfRowMajor(1, z.Length, z), Build.DenseOfRowMajor(1, y.Length, y));
}
