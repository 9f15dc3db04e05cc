using MathNet.Numerics.LinearAlgebra;

namespace Descent.Charts;

public sealed partial class Chart
{
    private static readonly string[] pathColors = [Palette.Vermillion, "#111111", Palette.Green, Palette.Purple, Palette.Orange];

    /// <summary>The levels of a cost of two parameters, and the paths that optimizers took over it.</summary>
    /// <param name="cost">Of the two parameters.</param>
    /// <param name="u">The range of the first parameter, drawn to the right.</param>
    /// <param name="v">The range of the second, drawn upwards.</param>
    /// <param name="paths">Each with its name and its points in order; a ring marks the start.</param>
    public static Chart CostSurface(Func<double, double, double> cost, (double From, double To) u, (double From, double To) v,
                                    params IEnumerable<(string Name, IEnumerable<(double U, double V)> Points)> paths)
    {
        const int columns = 80, rows = 60;
        double[] us = Spread(u, columns), vs = Spread(v, rows);
        var surface = Contour(Matrix<double>.Build.Dense(rows, columns, (i, j) => cost(us[j], vs[i])), us, vs, "cost");
        return Combine([surface, .. paths.SelectMany((path, i) => PathOf(path.Name, [.. path.Points], pathColors[i % pathColors.Length]))])
            .WithXAxis("u", range: u).WithYAxis("v", range: v);
    }

    private static IEnumerable<Chart> PathOf(string name, (double U, double V)[] points, string color)
    {
        yield return Line(points.Select(p => p.U), points.Select(p => p.V), name, color, markers: points.Length <= 100);
        if (points.Length > 0) yield return Point([points[0].U], [points[0].V], null, color, size: 11);
    }

    private static double[] Spread((double From, double To) range, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Numbers.Significant(range.From + (range.To - range.From) * i / (count - 1), 6))];
}
