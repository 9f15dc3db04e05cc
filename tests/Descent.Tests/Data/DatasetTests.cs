using Descent.Data;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Descent.Tests.Data;

public sealed class DatasetTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;

    [Fact]
    public void A_set_knows_its_sizes_and_classes()
    {
        var data = new Dataset(Build.Dense(4, 3), OneHot.Encode([2, 0, 1], 3));
        Assert.Equal((3, 4, 3), (data.Count, data.Features, data.Outputs));
        Assert.Equal([2, 0, 1], data.Labels);
        Assert.Equal(DatasetRole.Whole, data.Role);
    }

    [Fact]
    public void Selected_examples_keep_their_labels_and_their_role()
    {
        var data = new Dataset(Build.Dense(1, 4, (_, j) => j), OneHot.Encode([0, 1, 2, 1], 3)).As(DatasetRole.Dev);
        Dataset selected = data.Select([3, 0]);
        Assert.Equal([3.0, 0.0], selected.X.Row(0));
        Assert.Equal([1, 0], selected.Labels);
        Assert.Equal(DatasetRole.Dev, selected.Role);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_value_that_is_no_number_is_refused_with_its_place(double value)
    {
        var x = Build.Dense(2, 3);
        x[1, 2] = value;
        Assert.Contains("X[1,2]", Assert.Throws<ArgumentException>(() => new Dataset(x, Build.Dense(1, 3))).Message);
        Assert.Contains("Y[1,2]", Assert.Throws<ArgumentException>(() => new Dataset(Build.Dense(2, 3), x)).Message);
    }

    [Fact]
    public void Examples_and_labels_must_be_as_many()
    {
        var error = Assert.Throws<ArgumentException>(() => new Dataset(Build.Dense(2, 3), Build.Dense(1, 4)));
        Assert.Contains("2×3", error.Message);
        Assert.Contains("1×4", error.Message);
    }

    [Fact]
    public void Numbers_that_are_no_classes_have_no_labels()
    {
        var regression = new Dataset(Build.Dense(1, 2), Build.Dense(1, 2, (_, j) => 0.5 * j));
        Assert.Contains("Y[0,1] is 0.5", Assert.Throws<InvalidOperationException>(() => regression.Labels).Message);
        var twice = new Dataset(Build.Dense(1, 1), Build.Dense(3, 1, 1));
        Assert.Contains("one 1", Assert.Throws<InvalidOperationException>(() => twice.Labels).Message);
    }

    [Fact]
    public void Examples_that_are_not_there_cannot_be_selected()
    {
        var data = new Dataset(Build.Dense(1, 3), Build.Dense(1, 3));
        Assert.Contains("no example 3, expected 0 … 2", Assert.Throws<ArgumentOutOfRangeException>(() => data.Select([0, 3])).Message);
        Assert.Contains("no example -1", Assert.Throws<ArgumentOutOfRangeException>(() => data.Select([-1])).Message);
        Assert.Contains("at least one index", Assert.Throws<ArgumentException>(() => data.Select([])).Message);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void A_label_out_of_range_is_refused_with_the_range(int label)
    {
        string said = Assert.Throws<ArgumentException>(() => OneHot.Encode([0, label], 3)).Message;
        Assert.Contains($"Label 1 is {label}", said);
        Assert.Contains("0 … 2", said);
    }

    [Fact]
    public void Decoding_undoes_encoding()
    {
        int[] labels = [.. Enumerable.Range(0, 50).Select(j => j * 7 % 10)];
        Assert.Equal(labels, OneHot.Decode(OneHot.Encode(labels, 10)));
    }
}
