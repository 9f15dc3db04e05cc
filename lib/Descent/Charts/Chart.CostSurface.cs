using MathNet.Numerics.LinearAlgebra;

namespace Descent.Charts;

public sealed partial class Chart
{
    private static readonly string[] pathColors = ["#111111", Palette.Vermillion, Palette.Green, Palette.Purple, Palette.Orange];

    /// <summary>The levels of a cost of two parameters, and the paths that optimizers took over it.</summary>
    /// <param name="cost">Of the two parameters.</param>
    /// <param name="u">The range of the first parameter, drawn to the right.</param>
    /// <param name="v">The range of the second, drawn upwards.</param>
    /// <param name="paths">Each with its name and its points in order; a dot marks each start, and paths that start together share one.</param>
    public static Chart CostSurface(Func<double, double, double> cost, (double From, double To) u, (double From, double To) v,
                                    params IEnumerable<(string Name, IEnumerable<(double U, double V)> Points)> paths)
    {
        const int columns = 80, rows = 60;
        double[] us = Spread(u, columns), vs = Spread(v, rows);
        var surface = Contour(Matrix<double>.Build.Dense(rows, columns, (i, j) => cost(us[j], vs[i])), us, vs);
        var drawn = paths.Select((path, i) => (path.Name, Points: path.Points.ToArray(), Color: pathColors[i % pathColors.Length])).ToList();
        var lines = drawn.Select(path => Line(path.Points.Select(p => p.U), path.Points.Select(p => p.V), path.Name, path.Color, markers: path.Points.Length <= 100));
        var starts = drawn.Where(path => path.Points.Length > 0).GroupBy(path => path.Points[0])
            .Select(same => Point([same.Key.U], [same.Key.V], null, same.First().Color, size: 11));
        return Combine([surface, .. lines, .. starts]).WithXAxis("u", range: u).WithYAxis("v", range: v);
    }

    private static double[] Spread((double From, double To) range, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Numbers.Significant(range.From + (range.To - range.From) * i / (count - 1), 6))];
}
