using Descent.Data;
using Xunit;

namespace Descent.Tests;

public sealed class MoonsDatasetTests
{
    public static TheoryData<int> Sets =>
        [.. Golden.Load("datasets.json").GetProperty("sets").EnumerateArray().Select((set, i) => (set, i))
            .Where(pair => pair.set.GetProperty("maker").GetString() == "make_moons").Select(pair => pair.i)];

    [Theory, MemberData(nameof(Sets))]
    public void Moons_are_scikit_learns(int index)
    {
        var expected = Golden.Load("datasets.json").GetProperty("sets")[index];
        double noise = expected.GetProperty("noise").ValueKind == System.Text.Json.JsonValueKind.Null ? 0 : expected.GetProperty("noise").Number();
        var data = Datasets.Moons(expected.GetProperty("n_samples").GetInt32(), noise, expected.GetProperty("random_state").GetInt64());
        if (expected.TryGetProperty("X", out var x)) Golden.Close(x.Matrix().Transpose(), data.X, 1e-14, "X");
        if (expected.TryGetProperty("y", out var y)) Assert.Equal(y.Numbers(), data.Y.Row(0));
    }
}
