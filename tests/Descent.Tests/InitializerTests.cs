using System.Text.Json;
using Descent.Networks;
using Xunit;

namespace Descent.Tests;

public sealed class InitializerTests
{
    private static readonly JsonElement Expected = Golden.Load("inits.json");

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Expected.GetProperty("cases").GetArrayLength())];

    [Theory, MemberData(nameof(Cases))]
    public void Weights_are_drawn_as_in_NumPy(int index)
    {
        var golden = Expected.GetProperty("cases")[index];
        string kind = golden.GetProperty("kind").GetString()!;
        var network = Started(golden, kind);
        double tolerance = kind == "xavier_div" ? 1e-14 : 1e-15;
        foreach (var layer in network.Layers)
        {
            Golden.Close(golden.GetProperty("parameters").GetProperty($"W{layer.Number}").Matrix(), layer.W, tolerance, $"{kind} W{layer.Number}");
            Golden.Close(golden.GetProperty("parameters").GetProperty($"b{layer.Number}").Matrix(), layer.b, tolerance, $"{kind} b{layer.Number}");
        }
    }

    [Fact]
    public void A_large_network_starts_as_in_NumPy()
    {
        var golden = Expected.GetProperty("large")[0];
        var network = Started(golden, "he");
        foreach (var layer in network.Layers)
        {
            var summary = golden.GetProperty("parameters_summary").GetProperty($"W{layer.Number}");
            double[] values = layer.W.ToRowMajorArray();
            Golden.Close(summary.GetProperty("sum").Number(), values.Sum(), 1e-12);
            Golden.Close(summary.GetProperty("l2norm").Number(), Math.Sqrt(values.Sum(v => v * v)), 1e-12);
            Golden.Close(summary.GetProperty("value_at").Numbers(), [.. summary.GetProperty("flat_index").Integers().Select(i => values[i])], 1e-15);
            Assert.All(layer.b.Enumerate(), bias => Assert.Equal(0, bias));
        }
    }

    private static Network Started(JsonElement golden, string kind)
    {
        int[] dims = golden.GetProperty("layer_dims").Integers();
        var network = Network.Of(dims[0]);
        foreach (int units in dims[1..]) network.Dense(units, Activation.ReLU);
        return network.Initialize(kind switch
        {
            "he" => Initializer.He,
            "zeros" => Initializer.Zeros,
            "xavier" or "xavier_div" => Initializer.Xavier,
            "nielsen" => Initializer.NormalizedWithBiases,
            "glorot_uniform" => Initializer.XavierUniform,
            _ => Initializer.Normal(double.Parse(kind["scaled".Length..])),
        }, golden.GetProperty("seed").GetInt64());
    }
}
