using Descent.Data;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Descent.Tests.Data;

public sealed class StandardizerTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;

    [Fact]
    public void A_set_worked_by_hand()
    {
        // 2, 4, 6: μ = 4, σ² = (4 + 0 + 4)/3, σ = 1.63299; a test value 10 becomes 6/1.63299 = 3.67423
        Standardizer standardizer = Standardizer.Fit(Set(2, 4, 6));
        Assert.Equal(4, standardizer.Mean[0]);
        Assert.Equal(Math.Sqrt(8.0 / 3), standardizer.Deviation[0], 1e-15);
        Assert.Equal(3.67423, standardizer.Apply(Set(10)).X[0, 0], 1e-5);
    }

    [Fact]
    public void The_training_set_gets_mean_zero_and_deviation_one()
    {
        Dataset train = Datasets.Blobs(samples: 200, features: 5, seed: 8);
        Standardizer standardizer = Standardizer.Fit(train);
        Standardizer again = Standardizer.Fit(standardizer.Apply(train));
        Assert.All(again.Mean, mean => Assert.Equal(0, mean, 1e-14));
        Assert.All(again.Deviation, deviation => Assert.Equal(1, deviation, 1e-14));
        Assert.True((standardizer.Invert(standardizer.Apply(train.X)) - train.X).L2Norm() < 1e-12);
    }

    [Theory]
    [InlineData(DatasetRole.Dev, "dev")]
    [InlineData(DatasetRole.Test, "test")]
    public void It_refuses_to_be_fitted_on_a_dev_or_test_set(DatasetRole role, string part)
    {
        string said = Assert.Throws<ArgumentException>(() => Standardizer.Fit(Set(1, 2).As(role))).Message;
        Assert.Contains("training set only", said);
        Assert.Contains($"the {part} set", said);
    }

    [Fact]
    public void Applying_keeps_what_a_part_is_for()
    {
        Standardizer standardizer = Standardizer.Fit(Set(1, 2).As(DatasetRole.Train));
        Assert.Equal(DatasetRole.Test, standardizer.Apply(Set(1, 2).As(DatasetRole.Test)).Role);
    }

    [Fact]
    public void A_feature_that_never_changes_becomes_zero()
    {
        Standardizer standardizer = Standardizer.Fit(Set(0.1, 0.1, 0.1));
        Assert.Equal(0, standardizer.Apply(Set(0.1)).X[0, 0], 1e-15);
        Assert.Equal(0, Standardizer.Fit(Set(0, 0)).Apply(Set(0)).X[0, 0]);
    }

    [Fact]
    public void Another_number_of_features_is_refused()
    {
        Standardizer standardizer = Standardizer.Fit(Set(1, 2));
        string said = Assert.Throws<ArgumentException>(() => standardizer.Apply(Build.Dense(3, 4))).Message;
        Assert.Contains("3×4", said);
        Assert.Contains("1×m", said);
    }

    private static Dataset Set(params double[] values) => new(Build.DenseOfRowMajor(1, values.Length, values), Build.Dense(1, values.Length));
}
