using Descent.Charts;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Charts.Tests;

/// <summary>One figure of every kind, as notebooks make them; all tests go over it.</summary>
internal static partial class Gallery
{
    public static IEnumerable<(string Name, Chart Chart)> Plain()
    {
        double[] epochs = [.. Enumerable.Range(0, 101).Select(i => i * 100.0)];
        yield return ("line", Chart.Combine(
                Chart.Line(epochs, epochs.Select(e => 0.69 * Math.Exp(-e / 4000) + 0.05), "gradient descent"),
                Chart.Line(epochs, epochs.Select(e => 0.69 * Math.Exp(-e / 2500) + 0.04), "momentum", dash: "dash"),
                Chart.Line(epochs, epochs.Select(e => 0.69 * Math.Exp(-e / 800) + 0.02), "Adam", dash: "dot"))
            .WithTitle("Cost of three optimizers").WithXAxis("epoch").WithYAxis("cost"));
        yield return ("line-log", Chart.Combine(
                Chart.Line(epochs, epochs.Select(e => 0.69 * Math.Exp(-e / 1200)), "α = 0.01"),
                Chart.Line(epochs, epochs.Select(e => 0.69 * Math.Exp(-e / 3000)), "α = 0.003"))
            .WithTitle("The same on a logarithmic axis").WithXAxis("epoch").WithYAxis("cost", log: true));
        yield return ("log-both", Chart.Line(Range(-7, 0, 29).Select(p => Math.Pow(10, p)), Range(-7, 0, 29).Select(p => Math.Pow(10, 2 * p) + 1e-16 / Math.Pow(10, p)), "error", markers: true)
            .WithTitle("Both axes logarithmic").WithXAxis("ε", log: true).WithYAxis("relative difference", log: true));
        yield return ("points", Chart.Combine(
                Chart.Point(Range(0, 6, 60).Select(Math.Sin), Range(0, 6, 60).Select(Math.Cos), "class 0", Palette.Blue),
                Chart.Point(Range(0, 6, 60).Select(t => 0.5 * Math.Sin(t) + 0.3), Range(0, 6, 60).Select(t => 0.5 * Math.Cos(t)), "class 1", Palette.Vermillion, "diamond"))
            .WithTitle("Two classes").WithXAxis("x₁").WithYAxis("x₂"));
        yield return ("symbols", Chart.Combine(new[] { "circle", "square", "diamond", "triangle-up", "star", "x", "cross" }
                .Select((s, i) => Chart.Point([1, 2, 3], [i, i + 0.3, i], s, symbol: s, size: 10))).WithTitle("Symbols"));
        yield return ("columns", Chart.Combine(
                Chart.Column(["no regularization", "L2", "dropout"], [0.948, 0.938, 0.929], "train"),
                Chart.Column(["no regularization", "L2", "dropout"], [0.915, 0.93, 0.95], "test"))
            .WithTitle("Accuracy").WithYAxis("accuracy", range: (0, 1)));
        yield return ("columns-long", Chart.Column(Enumerable.Range(0, 14).Select(i => $"a rather long name {i}"), Enumerable.Range(0, 14).Select(i => i - 4.0)).WithTitle("Names that must turn"));
        yield return ("histogram", Chart.Histogram(Enumerable.Range(0, 5000).Select(i => Math.Sin(i) * Math.Cos(i * 0.37) * 3), 30, "weights").WithTitle("Weights").WithXAxis("w"));
        var grid = Matrix<double>.Build.Dense(40, 60, (r, c) => Math.Sin(c / 8.0) * Math.Cos(r / 7.0) * 3);
        yield return ("heatmap", Chart.Heatmap(grid, Range(0, 6, 60), Range(0, 4, 40), "value").WithTitle("A heatmap").WithXAxis("x").WithYAxis("y"));
        yield return ("contour", Chart.Contour(grid, Range(0, 6, 60), Range(0, 4, 40), "value").WithTitle("A contour").WithXAxis("x").WithYAxis("y"));
        yield return ("contour-gaps", Chart.Contour(Matrix<double>.Build.Dense(30, 30, (r, c) => r * r + c * c > 500 ? double.NaN : r * c), name: "with a hole"));
        yield return ("image", Chart.Image(Matrix<double>.Build.Dense(12, 16, (r, c) => r * c)).WithTitle("A picture"));
        yield return ("range", Chart.Combine(
                Chart.Range(Range(1, 12, 12), Range(1, 12, 12).Select(d => 1 / d), Range(1, 12, 12).Select(d => 0.8 / d), Range(1, 12, 12).Select(d => 1.2 / d), "bias²"),
                Chart.Range(Range(1, 12, 12), Range(1, 12, 12).Select(d => d / 12), Range(1, 12, 12).Select(d => d / 14), Range(1, 12, 12).Select(d => d / 10), "variance"))
            .WithTitle("Bands").WithXAxis("degree").WithYAxis("error"));
        yield return ("grid", Chart.Grid(2, Enumerable.Range(1, 4).Select(k =>
                Chart.Combine(Chart.Line(Range(0, 6, 50), Range(0, 6, 50).Select(t => Math.Sin(k * t)), "sine"), Chart.Line(Range(0, 6, 50), Range(0, 6, 50).Select(t => Math.Cos(k * t)), "cosine"))
                    .WithTitle($"frequency {k}")))
            .WithTitle("Four panels").WithXAxis("time").WithYAxis("amplitude"));
        yield return ("legend-below", Chart.Combine(Enumerable.Range(0, 5).Select(i =>
                Chart.Line([0, 1, 2], [i, i + 1.0, i * 0.5], $"a series whose name says a great deal about what it is, number {i}"))).WithTitle("Long names go below").WithXAxis("step"));
        yield return ("annotations", Chart.Line(Range(0, 10, 50), Range(0, 10, 50).Select(x => x * x)).WithAnnotations((4, 16, "here it is 16"), (10, 100, "the end")).WithTitle("Notes"));
    }

    public static IEnumerable<(string Name, Chart Chart)> Odd()
    {
        yield return ("empty", Chart.Line([], []).WithTitle("Nothing"));
        yield return ("no-series", Chart.Combine());
        yield return ("all-nan", Chart.Line([1, 2, 3], [double.NaN, double.NaN, double.NaN], "nothing"));
        yield return ("gaps", Chart.Line([1, 2, 3, 4, 5, 6], [1, double.NaN, 3, double.PositiveInfinity, 2, 2.5], "with gaps", markers: true));
        yield return ("one-point", Chart.Line([3], [0.5], "alone"));
        yield return ("constant", Chart.Line([0, 1, 2], [0.5, 0.5, 0.5]));
        yield return ("constant-zero", Chart.Line([0, 1, 2], [0, 0, 0]));
        yield return ("constant-histogram", Chart.Histogram(Enumerable.Repeat(2.5, 100)));
        yield return ("empty-histogram", Chart.Histogram([]));
        yield return ("flat-contour", Chart.Contour(Matrix<double>.Build.Dense(5, 5, 1.0)));
        yield return ("flat-heatmap", Chart.Heatmap(Matrix<double>.Build.Dense(1, 1, 7.0)));
        yield return ("huge", Chart.Line([0, 1, 2], [1e-300, 1e299, 1e308], "huge"));
        yield return ("tiny", Chart.Line([0, 1e-9, 2e-9], [1e-12, 3e-12, 2e-12], "tiny"));
        yield return ("offset", Chart.Line(Range(0, 50, 51), Range(0, 50, 51).Select(x => 1e6 + 0.001 * Math.Sin(x))));
        yield return ("log-negative", Chart.Line([0, 1, 2, 3], [-1, 0, 1, 100], "some below zero").WithYAxis("value", log: true));
        yield return ("log-narrow", Chart.Line([0, 1, 2], [1.1, 1.3, 1.2]).WithYAxis("value", log: true));
        yield return ("many", Chart.Line(Range(0, 1, 100_000), Range(0, 1, 100_000).Select((x, i) => Math.Sin(40 * x) + (i == 50_000 ? 5 : 0)), "100,000 points"));
        yield return ("many-points", Chart.Point(Range(0, 1, 100_000).Select(x => Math.Sin(1e5 * x)), Range(0, 1, 100_000).Select(x => Math.Cos(7e4 * x)), "cloud", size: 3));
        yield return ("names", Chart.Combine(
                Chart.Line([0, 1], [0, 1], "a < b & \"c\" 'd' <b>not bold</b> &amp;"), Chart.Line([0, 1], [1, 0], "中文 🎉 Größe"), Chart.Line([0, 1], [0.2, 0.4], "control \u0007 and \ud800 half"))
            .WithTitle("<script>alert(1)</script> 训练成本 🚀 & more").WithXAxis("x < 3 & y > 4").WithYAxis("“quoted” \"text\"").WithAnnotations((0.5, 0.5, "<i>here</i>")));
        yield return ("names-columns", Chart.Column(["<a>", "b & c", "\"d\"", "中文", "🎉"], [1, 2, 3, 4, 5]));
        yield return ("long-title", Chart.Line([0, 1], [0, 1]).WithTitle(string.Join(' ', Enumerable.Repeat("a title that goes on", 9))));
    }

    public static double[] Range(double from, double to, int count) =>
        [.. Enumerable.Range(0, count).Select(i => count == 1 ? from : from + (to - from) * i / (count - 1))];
}
