using System.Globalization;
using Descent.Networks;

namespace Descent.Formatting;

/// <summary>A network as a table: a row a layer, with its shapes and its number of parameters.</summary>
internal static class NetworkTable
{
    public static string Of(Network network)
    {
        bool dropout = network.Layers.Any(l => l.KeepProbability < 1);
        var table = new HtmlTable(Line(network), ["layer", "units", "activation", "W", "b", .. dropout ? ["keep"] : Array.Empty<string>(), "parameters"]);
        foreach (var layer in network.Layers)
            table.Row([
                layer.Number.ToString(CultureInfo.InvariantCulture), layer.Units.ToString(CultureInfo.InvariantCulture), layer.Activation.ToString() ?? "",
                $"{layer.Units}×{layer.Inputs}", $"{layer.Units}×1",
                .. dropout ? [layer.KeepProbability.ToString(CultureInfo.InvariantCulture)] : Array.Empty<string>(),
                Count(layer.Units * (layer.Inputs + 1)),
            ]);
        return table.ToString();
    }

    public static string Line(Network network) =>
        $"network {string.Join("-", network.Layers.Select(l => l.Units).Prepend(network.Inputs))}, {Count(network.ParameterCount)} parameters";

    private static string Count(int n) => n.ToString("#,##0", CultureInfo.InvariantCulture);
}
