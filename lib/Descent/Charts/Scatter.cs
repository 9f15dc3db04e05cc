using System.Text.Json.Nodes;

namespace Descent.Charts;

/// <summary>The points of a line or a cloud of markers.</summary>
internal static class Scatter
{
    /// <summary>The coordinates along one axis; those that a figure leaves out are 0, 1, 2, ….</summary>
    public static double[] Values(JsonObject trace, Axis axis)
    {
        string own = axis.IsX ? "x" : "y", other = axis.IsX ? "y" : "x";
        if (trace[own] is not null)
            return axis.Read(trace[own]);
        int count = (trace[other] as JsonArray)?.Count ?? Numbers.Read(trace[other]).Length;
        return [.. Enumerable.Range(0, count).Select(i => (double)i)];
    }
}
