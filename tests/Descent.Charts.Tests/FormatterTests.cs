using System.Xml.Linq;
using Descent.Data;
using Descent.Diagnostics;
using Descent.Formatting;
using Descent.Losses;
using Descent.Networks;
using Descent.Optimizers;
using Descent.Training;
using MathNet.Numerics.LinearAlgebra;
using Microsoft.DotNet.Interactive.Formatting;
using Xunit;

namespace Descent.Charts.Tests;

/// <summary>Values as a notebook shows them, through the kernels' own formatter.</summary>
public sealed class FormatterTests
{
    private static readonly Network network = Network.Of(inputs: 2).Dense(5, Activation.ReLU, keepProbability: 0.8).Dense(1, Activation.Sigmoid).Initialize(Initializer.He, seed: 3);
    private static readonly Dataset moons = Datasets.Moons(samples: 40, noise: 0.2, seed: 3);

    public FormatterTests() => Formatter.GetPreferredMimeTypesFor(typeof(Tables)); // as setup.cs does

    [Fact]
    public void A_chart_is_shown_in_three_ways()
    {
        var chart = Chart.Line([0, 1], [1, 2], "a");
        Assert.Equal(["application/vnd.plotly.v1+json", "image/svg+xml", "text/plain"], Formatter.GetPreferredMimeTypesFor(typeof(Chart)));
        Assert.Equal(chart.ToJson(), chart.ToDisplayString("application/vnd.plotly.v1+json"));
        Assert.Equal(chart.ToSvg(), chart.ToDisplayString("image/svg+xml"));
        Assert.Equal("Line chart: a; x: 0 to 1; y: 0.94 to 2.06.", chart.ToDisplayString("text/plain"));
    }

    [Fact]
    public void Every_mime_type_that_a_type_prefers_has_a_formatter()
    {
        foreach (var type in typeof(Chart).Assembly.GetTypes().Where(t => t.GetCustomAttributes(false).Any(a => a.GetType().Name == "TypeFormatterSourceAttribute")))
        {
            var attribute = type.GetCustomAttributesData().Single(a => a.AttributeType.Name == "TypeFormatterSourceAttribute");
            var source = Activator.CreateInstance((Type)attribute.ConstructorArguments[0].Value!)!;
            var formatters = ((IEnumerable<object>)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, [])!).ToList();
            foreach (string mimeType in Formatter.GetPreferredMimeTypesFor(type))
                Assert.Contains(formatters, f => (Type)f.GetType().GetProperty("Type")!.GetValue(f)! == type && (string)f.GetType().GetProperty("MimeType")!.GetValue(f)! == mimeType);
        }
    }

    [Fact]
    public void A_small_matrix_is_shown_whole()
    {
        var rows = Cells(Matrix<double>.Build.DenseOfArray(new[,] { { 1, -2.5 }, { 0.123456, 10 } }).ToDisplayString("text/html"), out string caption);
        Assert.Equal("2×2 matrix", caption);
        Assert.Equal([["1.000", "−2.500"], ["0.123", "10.000"]], rows);
    }

    [Fact]
    public void A_large_matrix_is_elided_in_the_middle()
    {
        var rows = Cells(Matrix<double>.Build.Dense(784, 60_000, (r, c) => r == 783 && c == 59_999 ? 7 : 1).ToDisplayString("text/html"), out string caption);
        Assert.Equal("784×60000 matrix", caption);
        Assert.Equal(9, rows.Count);
        Assert.Equal(["1", "1", "1", "1", "⋯", "1", "1", "1", "7"], rows[^1]);
        Assert.All(rows[4], cell => Assert.Equal("⋮", cell));
    }

    [Fact]
    public void Numbers_that_are_none_and_very_small_ones_can_be_read()
    {
        Assert.Equal(["NaN", "∞", "1.000e-9"], Assert.Single(Cells(Vector<double>.Build.Dense([double.NaN, double.PositiveInfinity, 1e-9]).ToDisplayString("text/html"), out string caption)).Select(c => c.Replace('−', '-')));
        Assert.Equal("vector of 3", caption);
    }

    [Fact]
    public void A_network_is_a_table_of_its_layers()
    {
        var rows = Cells(network.ToDisplayString("text/html"), out string caption);
        Assert.Equal("network 2-5-1, 21 parameters", caption);
        Assert.Equal(["layer", "units", "activation", "W", "b", "keep", "parameters"], rows[0]);
        Assert.Equal(["1", "5", "ReLU", "5×2", "5×1", "0.8", "15"], rows[1]);
        Assert.Equal(["2", "1", "Sigmoid", "1×5", "1×1", "1", "6"], rows[2]);
        Assert.Equal(caption, network.ToDisplayString("text/plain"));
    }

    [Fact]
    public void A_data_set_tells_its_sizes_classes_and_first_examples()
    {
        var rows = Cells(moons.ToDisplayString("text/html"), out string caption);
        Assert.Equal("40 examples, X is 2×40, Y is 1×40; class 0: 20, class 1: 20", caption);
        Assert.Equal(["example", "x1", "x2", "class"], rows[0]);
        Assert.Equal(7, rows.Count);
        Assert.Equal(moons.Labels[0].ToString(), rows[1][3]);
    }

    [Fact]
    public void A_training_tells_its_epochs_and_a_gradient_check_its_verdict()
    {
        var history = new Trainer(network, new BinaryCrossEntropy(), new Adam(0.01)) { Epochs = 25, BatchSize = 64 }.Fit(moons);
        var rows = Cells(history.ToDisplayString("text/html"), out string caption);
        Assert.StartsWith("25 epochs, 25 updates: mean cost 0.", caption);
        Assert.Equal(["1", "3", "6", "9", "11", "14", "17", "19", "22", "25"], rows.Skip(1).Select(r => r[0]));
        var check = GradientCheck.OneDimension(t => t * t, t => 3 * t, 2);
        rows = Cells(check.ToDisplayString("text/html"), out caption);
        Assert.StartsWith("gradient check FAILED", caption);
        Assert.Equal(["parameter", "backprop", "numeric", "difference"], rows[0]);
    }

    private static List<List<string>> Cells(string html, out string caption)
    {
        Assert.DoesNotContain("#", html); // no colour of its own
        var table = XElement.Parse(html);
        caption = table.Element("caption")!.Value;
        return [.. table.Elements("tr").Select(r => r.Elements().Select(c => c.Value).ToList())];
    }
}
