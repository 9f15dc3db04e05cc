using System.Text.Json;
using Descent.Data;
using Xunit;

namespace Descent.Tests.Data;

public sealed class DatasetsTests
{
    public static TheoryData<int> CirclesAndBlobs =>
        [.. Golden.Load("datasets.json").GetProperty("sets").EnumerateArray().Select((set, i) => (set, i))
            .Where(pair => pair.set.GetProperty("maker").GetString() != "make_moons").Select(pair => pair.i)];

    [Theory, MemberData(nameof(CirclesAndBlobs))]
    public void Points_are_scikit_learns(int index)
    {
        JsonElement set = Golden.Load("datasets.json").GetProperty("sets")[index];
        int samples = set.GetProperty("n_samples").GetInt32();
        long seed = set.GetProperty("random_state").GetInt64();
        Dataset actual;
        if (set.GetProperty("maker").GetString() == "make_circles")
        {
            double noise = set.GetProperty("noise").ValueKind == JsonValueKind.Null ? 0 : set.GetProperty("noise").Number();
            actual = Datasets.Circles(samples, noise, seed, set.GetProperty("factor").Number());
        }
        else
        {
            actual = Datasets.Blobs(samples, set.GetProperty("centers").GetInt32(), set.GetProperty("n_features").GetInt32(),
                set.GetProperty("cluster_std").Number(), seed);
        }

        Golden.Close(set.GetProperty("X").Matrix().Transpose(), actual.X, 1e-14, "X");
        Assert.Equal(set.GetProperty("y").Integers(), actual.Labels);
    }

    [Fact]
    public void Three_blobs_are_one_hot_and_two_are_zero_and_one()
    {
        Assert.Equal(3, Datasets.Blobs(samples: 30, centers: 3).Outputs);
        Assert.Equal(1, Datasets.Blobs(samples: 30, centers: 2).Outputs);
    }

    [Theory]
    [InlineData(1, 0.1, 0.5, "1 samples")]
    [InlineData(10, -0.1, 0.5, "noise is -0.1")]
    [InlineData(10, double.NaN, 0.5, "noise is NaN")]
    [InlineData(10, 0.1, 1.0, "radius is 1")]
    public void Bad_sizes_are_refused_with_the_value(int samples, double noise, double factor, string said)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Datasets.Circles(samples, noise, 1, factor));
        Assert.Contains(said, error.Message);
    }
}
