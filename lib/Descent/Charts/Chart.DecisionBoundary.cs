using System.Text.Json.Nodes;
using Descent.Data;
using Descent.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Charts;

public sealed partial class Chart
{
    private static readonly string[] classSymbols = ["circle", "diamond", "square", "triangle-up", "star", "x", "cross"];

    /// <summary>So few examples hide nothing, and may be large.</summary>
    private const int Few = 20;

    /// <summary>
    /// What a network of two features says at every point of the plane, and the examples over it. With one output the color
    /// is the probability of class 1 (blue 0, white undecided, orange 1); with several it is the class with the largest.
    /// </summary>
    /// <param name="network">Of two inputs.</param>
    /// <param name="data">Of two features; its range, and a tenth more on every side, is what is shown.</param>
    /// <param name="samples">
    /// The plane is sampled at samples × samples points; 40 will do for the frames of a scrubber. Of several classes at twice
    /// as many a side: between probabilities a border is interpolated, between classes it is not.
    /// </param>
    /// <exception cref="ArgumentException">The network or the data does not have two features.</exception>
    public static Chart DecisionBoundary(Network network, Dataset data, int samples = 80)
    {
        RequireTwoFeatures(network.Inputs, "the network");
        RequireTwoFeatures(data.Features, "the data");
        var (xs, ys) = Plane(data, network.Outputs == 1 ? samples : 2 * samples);
        var output = network.Predict(GridPoints(xs, ys));
        return Boundary(xs, ys, data, network.Outputs, (row, column) => ValueAt(output, column * ys.Length + row));
    }

    /// <summary>The same for any function of two features that gives the probability of class 1.</summary>
    public static Chart DecisionBoundary(Func<double, double, double> probability, Dataset data, int samples = 80)
    {
        RequireTwoFeatures(data.Features, "the data");
        var (xs, ys) = Plane(data, samples);
        return Boundary(xs, ys, data, 1, (row, column) => probability(xs[column], ys[row]));
    }

    private static Chart Boundary(double[] xs, double[] ys, Dataset data, int outputs, Func<int, int, double> value)
    {
        var z = Matrix<double>.Build.Dense(ys.Length, xs.Length, value);
        return Combine([outputs == 1 ? Probabilities(z, xs, ys) : Classes(z, xs, ys, outputs), .. Examples(data)])
            .WithTitle("Decision boundary").WithXAxis("x₁").WithYAxis("x₂");
    }

    private static Chart Probabilities(Matrix<double> z, double[] xs, double[] ys)
    {
        var trace = Surface("contour", z, xs, ys, "probability");
        trace["z"] = new JsonArray([.. z.EnumerateRows().Select(row => Numbers.Fixed(row, 2))]);
        (trace["zmin"], trace["zmax"], trace["zauto"]) = (0, 1, false);
        trace["colorscale"] = Heat.Json(Palette.Diverging);
        SetLevels(trace, 0.1, 0.9, 0.1);
        return new Chart([trace]);
    }

    private static Chart Classes(Matrix<double> z, double[] xs, double[] ys, int outputs)
    {
        var trace = Surface("heatmap", z, xs, ys, null);
        (trace["zmin"], trace["zmax"], trace["zauto"]) = (0, outputs - 1, false);
        WithoutScale(trace);
        trace["colorscale"] = Heat.Json([.. Enumerable.Range(0, outputs).Select(c => Light(Palette.Series[c % Palette.Series.Count]))]);
        return new Chart([trace]);
    }

    private static IEnumerable<Chart> Examples(Dataset data)
    {
        var labels = data.Labels;
        double size = data.Count <= Few ? 12 : 6;
        foreach (int c in labels.Distinct().Order())
        {
            int[] members = [.. Enumerable.Range(0, data.Count).Where(j => labels[j] == c)];
            yield return Point(members.Select(j => data.X[0, j]), members.Select(j => data.X[1, j]), $"class {c}",
                               Palette.Series[c % Palette.Series.Count], classSymbols[c % classSymbols.Length], size);
        }
    }

    // A tenth of free space around the examples on every side.
    private static (double[] Xs, double[] Ys) Plane(Dataset data, int samples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 2);
        return (Samples(data.X.Row(0), samples), Samples(data.X.Row(1), samples));
    }

    private static double[] Samples(Vector<double> values, int count)
    {
        double low = values.Minimum(), high = values.Maximum(), margin = high > low ? 0.1 * (high - low) : 1;
        double step = (high - low + 2 * margin) / (count - 1);
        return [.. Enumerable.Range(0, count).Select(i => Numbers.Significant(low - margin + i * step, 5))];
    }

    private static Matrix<double> GridPoints(double[] xs, double[] ys) =>
        Matrix<double>.Build.Dense(2, xs.Length * ys.Length, (feature, j) => feature == 0 ? xs[j / ys.Length] : ys[j % ys.Length]);

    private static double ValueAt(Matrix<double> output, int column) =>
        output.RowCount == 1 ? output[0, column] : output.Column(column).MaximumIndex();

    private static string Light(string color)
    {
        var (r, g, b) = Palette.Parse(color);
        return Palette.Hex(((byte)(255 - (255 - r) * 0.35), (byte)(255 - (255 - g) * 0.35), (byte)(255 - (255 - b) * 0.35)));
    }

    private static void RequireTwoFeatures(int features, string what)
    {
        if (features != 2) throw new ArgumentException($"A decision boundary is drawn over two features; {what} has {features}.");
    }
}
