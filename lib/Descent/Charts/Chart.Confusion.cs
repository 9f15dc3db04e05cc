using System.Globalization;
using System.Text.Json.Nodes;
using Descent.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Charts;

public sealed partial class Chart
{
    /// <summary>How often each class is taken for each other one: a row an actual class, a column a predicted one.</summary>
    public static Chart Confusion(ConfusionMatrix matrix)
    {
        int n = matrix.Classes;
        // The colors are on the root of the counts: otherwise the diagonal leaves every mistake white.
        var roots = Matrix<double>.Build.Dense(n, n, (r, c) => Math.Sqrt(matrix[r, c]));
        var classes = Enumerable.Range(0, n).Select(c => (double)c).ToArray();
        var trace = Surface("heatmap", roots, classes, classes, null);
        WithoutScale(trace);
        var scale = Heat.Even(Palette.Sequential);
        double most = Math.Max(1, roots.Enumerate().Max());
        return new Chart([trace]).WithTitle("Confusion matrix").WithXAxis("predicted").WithYAxis("actual").WithSize(560, 520).With(layout =>
        {
            foreach (string axis in new[] { "xaxis", "yaxis" })
                (layout[axis]!["tickmode"], layout[axis]!["tick0"], layout[axis]!["dtick"], layout[axis]!["showgrid"]) = ("linear", 0, 1, false);
            layout["yaxis"]!["autorange"] = "reversed";
            layout["annotations"] = new JsonArray([.. from r in Enumerable.Range(0, n) from c in Enumerable.Range(0, n) select new JsonObject
            {
                ["x"] = c, ["y"] = r, ["text"] = matrix[r, c].ToString(CultureInfo.InvariantCulture), ["showarrow"] = false,
                ["font"] = new JsonObject { ["size"] = 12, ["color"] = Palette.TextOn(Palette.At(scale, roots[r, c] / most)) },
            }]);
        });
    }
}
