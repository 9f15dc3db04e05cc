using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Descent.Data;
using Descent.Networks;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Descent.Charts.Tests;

public sealed class ChartTests
{
    [Fact]
    public void A_chart_says_in_one_line_what_it_shows()
    {
        var chart = Chart.Combine(Chart.Line([1, 2, 3], [1, double.NaN, 100], "a"), Chart.Line([1, 2, 3], [2, 5, 3], "b"))
            .WithTitle("Cost").WithXAxis("epoch").WithYAxis("J", log: true);
        Assert.Equal("Line chart “Cost”: a, b; x: epoch 1 to 3; y: J 0.759 to 132, logarithmic; 1 value is not a finite number.", chart.ToString());
        Assert.Equal("Line chart: nothing; x: 0 to 1; y: 0 to 1; no data.", Chart.Line([], [], "nothing").ToString());
    }

    [Fact]
    public void No_change_changes_the_chart_it_is_made_of()
    {
        var chart = Chart.Line([0, 1], [0, 1]);
        string before = chart.ToJson();
        _ = chart.WithTitle("t").WithXAxis("x", log: true, range: (1, 10)).WithSize(300, 200).WithLegend().WithAnnotations((1, 0, "a"));
        Assert.Equal(before, chart.ToJson());
    }

    [Theory]
    [InlineData(1, "cost", 1)]
    [InlineData(2, "cost", 0)]
    [InlineData(1, "error", 0)]
    public void Panels_of_one_scale_share_its_color_bar_and_panels_of_several_have_none(double highest, string name, int bars)
    {
        Chart Panel(double high, string title) => Chart.Heatmap(Matrix<double>.Build.DenseOfArray(new[,] { { 0, 0.5 }, { 0.25, high } }), name: title);
        var grid = Chart.Grid(3, Panel(1, "cost"), Panel(highest, name), Panel(1, "cost"));
        Assert.Equal(bars, Regex.Count(grid.ToSvg(), "class=\"colorbar\""));
        Assert.Equal(3 - bars, JsonNode.Parse(grid.ToJson())!["data"]!.AsArray().Count(trace => trace!["showscale"]?.GetValue<bool>() == false));
    }

    [Theory]
    [InlineData(1, 9)]
    [InlineData(2, 9)]
    [InlineData(3, 6)]
    public void Marks_are_smaller_where_three_plots_stand_in_a_row(int columns, double size)
    {
        var grid = Chart.Grid(columns, Enumerable.Repeat(Chart.Point([1, 2], [1, 2], size: 9), 3));
        Assert.All(JsonNode.Parse(grid.ToJson())!["data"]!.AsArray(), trace => Assert.Equal(size, (double?)trace!["marker"]!["size"]));
    }

    [Theory]
    [InlineData("u", 2, 2)]
    [InlineData("w", 3, 2)]
    public void What_a_column_of_plots_says_of_its_axes_stands_below_it_once(string last, int below, int beside)
    {
        Chart Panel(string x) => Chart.Line([1, 2, 3], [1, 2, 3.0]).WithXAxis(x).WithYAxis("v");
        var grid = Chart.Grid(2, Panel("u"), Panel("u"), Panel("u"), Panel(last)).WithSize(900, 700);
        Assert.Equal((below, beside), Titles(grid));

        // Read back and in one column: the words are all there.
        var json = JsonNode.Parse(grid.ToJson())!;
        (json["layout"]!["grid"]!["columns"], json["layout"]!["grid"]!["rows"]) = (1, 4);
        Assert.Equal((last == "u" ? 1 : 4, 4), Titles(Chart.FromJson(json.ToJsonString()).Resized(400, 1000)));

        static (int Below, int Beside) Titles(Chart chart) => (Regex.Count(chart.ToSvg(), ">[uw]</text>"), Regex.Count(chart.ToSvg(), ">v</text>"));
    }

    [Fact]
    public void The_font_of_a_title_that_stands_once_is_kept_and_a_hidden_axis_carries_none()
    {
        Chart Panel() => Chart.Line([1, 2, 3], [1, 2, 3.0]).WithXAxis("u").WithYAxis("v");
        var json = JsonNode.Parse(Chart.Grid(2, Panel(), Panel(), Panel()).WithSize(900, 700).ToJson())!;
        json["layout"]!["xaxis"]!["title"]!["font"]!["size"] = 20;
        json["layout"]!["yaxis"]!["visible"] = false;
        var chart = Chart.FromJson(json.ToJsonString()).Resized(900, 700);
        Assert.Equal((2, 2), (Regex.Count(chart.ToSvg(), ">u</text>"), Regex.Count(chart.ToSvg(), ">v</text>")));
        Assert.Equal("""{"size":20,"color":"rgba(0,0,0,0)"}""", JsonNode.Parse(chart.ToJson())!["layout"]!["xaxis"]!["title"]!["font"]!.ToJsonString());
    }

    [Fact]
    public void A_grid_of_another_making_may_say_less()
    {
        var figure = Chart.FromJson("""{"data":[{"y":[1,2]},{"y":[1,2],"xaxis":"x2","yaxis":"y2"}],"layout":{"grid":{"rows":2},"yaxis":{"title":"v","domain":[0,0.4]},"yaxis2":{"title":"v","domain":[0.6,1]},"xaxis2":{"domain":[0,1]},"xaxis":{"domain":[0,1]}}}""");
        Assert.Equal(2, Regex.Count(figure.ToSvg(), ">v</text>"));
    }

    [Fact]
    public void The_picture_does_not_depend_on_the_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        string svg = Gallery.Plain().First().Chart.ToSvg(), json = Gallery.Plain().First().Chart.ToJson();
        try
        {
            var foreign = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (foreign.NumberFormat.NumberDecimalSeparator, foreign.NumberFormat.NegativeSign) = (",", "minus");
            CultureInfo.CurrentCulture = foreign;
            Assert.Equal(svg, Gallery.Plain().First().Chart.ToSvg());
            Assert.Equal(json, Gallery.Plain().First().Chart.ToJson());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void A_long_line_keeps_the_points_that_a_logarithmic_axis_shows_apart()
    {
        double[] t = [.. Enumerable.Range(0, 20_001).Select(i => (double)i)]; // the axis leaves out zero
        var chart = Chart.Line(t, t.Select(i => 1 / (1 + i)));
        double[] Kept(Chart drawn) => [.. JsonNode.Parse(drawn.ToJson())!["data"]![0]!["x"]!.AsArray().Select(x => (double)x!)];
        double[] even = Kept(chart), logarithmic = Kept(chart.WithXAxis("t", log: true));
        Assert.Equal(t.Take(50), logarithmic.Take(50));
        Assert.InRange(logarithmic.Length, 500, even.Length);
        Assert.True(even[1] - even[0] > 1, "on an even axis all stretches are alike");
        Assert.Equal(20_000, logarithmic[^1]);
    }

    /// <summary>0.01 beside 10⁻⁴ would not look like a neighbor.</summary>
    [Theory]
    [InlineData(0.001, 1, "0.001 0.01 0.1 1")]
    [InlineData(0.0001, 1, "10−4 10−3 10−2 10−1 100")]
    [InlineData(0.0002, 0.01, "2×10−4 5×10−4 10−3 2×10−3 5×10−3 10−2")]
    [InlineData(1, 100_000, "100 101 102 103 104 105")]
    public void The_decades_of_an_axis_are_written_in_one_way(double low, double high, string expected)
    {
        string svg = Chart.Line([1, 2], [low, high]).WithYAxis("cost", log: true, range: (low, high)).ToSvg();
        string[] ticks = [.. Regex.Matches(svg, "<text[^>]*text-anchor=\"end\"[^>]*>(.*?)</text>").Select(tick => Regex.Replace(tick.Groups[1].Value, "<[^>]*>|\u200b", ""))];
        Assert.Equal(expected.Split(' '), ticks);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(24)]
    public void Images_fill_the_width_of_their_figure(int count)
    {
        var images = Enumerable.Range(0, count).Select(i => ($"{i}", Matrix<double>.Build.Dense(28, 28, 1)));
        var layout = JsonNode.Parse(Chart.Images(6, images).WithTitle("Digits").ToJson())!["layout"]!;
        double Share(string axis) => layout[axis]!["domain"] is { } domain ? (double)domain[1]! - (double)domain[0]! : 1;
        Assert.True(Math.Max(Share("xaxis"), Share("yaxis")) > 0.999, "one side is as long as it can be");
        if (count > 1)
            Assert.InRange(Share("xaxis"), 0.95, 1);
    }

    [Fact]
    public void A_panel_without_legend_has_none_in_a_grid_either()
    {
        Chart Panel(string name, bool legend) => Chart.Combine(Chart.Line([1, 2], [1, 2], name), Chart.Line([1, 2], [2, 1], "other")).WithLegend(legend);
        string[] Legend(params Chart[] panels) =>
            [.. JsonNode.Parse(Chart.Grid(2, panels).ToJson())!["data"]!.AsArray().Where(trace => (bool?)trace!["showlegend"] != false).Select(trace => (string)trace!["name"]!)];
        Assert.Empty(Legend(Panel("a", false), Panel("a", false)));
        Assert.Equal(["b", "other"], Legend(Panel("a", false), Panel("b", true)));
    }

    [Fact]
    public void Borders_between_several_classes_are_drawn_twice_as_fine()
    {
        int Columns(int outputs)
        {
            var data = Datasets.Blobs(samples: 30, centers: Math.Max(2, outputs), seed: 1);
            var network = Network.Of(inputs: 2).Dense(outputs, outputs == 1 ? Activation.Sigmoid : Activation.Softmax).Initialize(Initializer.He, seed: 1);
            return JsonNode.Parse(Chart.DecisionBoundary(network, data, samples: 20).ToJson())!["data"]![0]!["x"]!.AsArray().Count;
        }
        Assert.Equal((20, 40), (Columns(1), Columns(3)));
    }

    [Fact]
    public void No_spike_is_lost_when_a_long_line_is_thinned_out()
    {
        double[] y = new double[100_000];
        y[12_345] = 7;
        y[54_321] = -3;
        var drawn = JsonNode.Parse(Chart.Line(y).ToJson())!["data"]![0]!["y"]!.AsArray().Select(v => (double)v!).ToList();
        Assert.InRange(drawn.Count, 3, 3_000);
        Assert.Equal(7, drawn.Max());
        Assert.Equal(-3, drawn.Min());
        Assert.EndsWith("points that would not be seen are left out.", Chart.Line(y).ToString());
    }

    [Fact]
    public void A_histogram_counts_every_finite_value_once()
    {
        double[] values = [.. Enumerable.Range(0, 1000).Select(i => Math.Sin(i) * 5), double.NaN, double.NegativeInfinity];
        var counts = JsonNode.Parse(Chart.Histogram(values).ToJson())!["data"]![0]!["y"]!.AsArray().Select(v => (double)v!);
        Assert.Equal(1000, counts.Sum());
    }

    [Theory]
    [InlineData(new[] { 0, 0.1, 0.35, 0.5, 1 }, 10, 0, 1, new[] { 2, 1, 1, 0, 1.0 })] // 1 is in the last bin, as in numpy.histogram
    [InlineData(new[] { -1, -0.25, 0.25, 1 }, 4, -1, 1, new[] { 2, 2.0 })]
    [InlineData(new[] { 0, 0, 1.0 }, 4, 0, 1, new[] { 2, 1.0 })]
    [InlineData(new[] { 0, 1, 1, 3, 9.0 }, 10, 0, 9, new[] { 1, 2, 0, 1, 0, 0, 0, 0, 1.0 })]
    [InlineData(new[] { 0, 1, 1, 8, 8, 9.0 }, 10, 0, 10, new[] { 1, 2, 0, 0, 0, 0, 0, 0, 2, 1.0 })] // whole numbers side by side keep a bin each
    public void The_highest_value_is_in_the_last_bin(double[] values, int bins, double from, double to, double[] expected)
    {
        var figure = JsonNode.Parse(Chart.Histogram(values, bins).ToJson())!;
        Assert.Equal(expected, figure["data"]![0]!["y"]!.AsArray().Select(v => (double)v!));
        var sets = JsonNode.Parse(Chart.Histograms(("a", values)).ToJson())!;
        Assert.Equal(values.Length, sets["data"]![0]!["y"]!.AsArray().Sum(v => (double)v!));
        Assert.Equal((from, to), ((double)figure["layout"]!["xaxis"]!["range"]![0]!, (double)figure["layout"]!["xaxis"]!["range"]![1]!));
    }

    [Fact]
    public void A_mosaic_of_pictures_says_what_they_are()
    {
        var pixels = Matrix<double>.Build.Dense(4, 6, 1);
        Assert.Equal("3 pictures: “a”, “b & <c>”, “4, not 9”.", Chart.Images(2, ("a", pixels), ("b & <c>", pixels), ("4, not 9", pixels)).ToString());
        Assert.Equal("10 pictures “Digits”: “0”, “1”, “2”, “3”, “4”, “5”, “6”, “7” and 2 more.",
            Chart.Images(5, Enumerable.Range(0, 10).Select(i => ($"{i}", pixels))).WithTitle("Digits").ToString());
        Assert.Equal("Picture of 4×6 pixels.", Chart.Image(pixels).ToString());
        var svg = XDocument.Parse(Chart.Images(2, ("a", pixels), ("b", pixels)).ToSvg());
        Assert.Equal("2 pictures", svg.Root!.Elements().First(e => e.Name.LocalName == "title").Value);
    }

    [Fact]
    public void An_axis_may_become_logarithmic_after_its_range_and_texts_were_given()
    {
        Chart Late() => Chart.Line([1, 10, 100], [1, 2, 3]).WithXAxis("x", range: (1, 1000)).WithAnnotations((10, 2, "here")).WithXAxis(log: true);
        Chart Early() => Chart.Line([1, 10, 100], [1, 2, 3]).WithXAxis("x", log: true).WithXAxis(range: (1, 1000)).WithAnnotations((10, 2, "here"));
        Assert.Equal(Early().ToSvg(), Late().ToSvg());
        Assert.Equal(Late().WithXAxis(log: false).ToSvg(), Early().WithXAxis(log: false).ToSvg());
        // Of a range from 0 nothing is left.
        Assert.Equal(Chart.Line([1, 10], [1, 2]).WithXAxis(log: true).ToSvg(), Chart.Line([1, 10], [1, 2]).WithXAxis(range: (0, 10)).WithXAxis(log: true).ToSvg());
    }

    [Fact]
    public void A_sequence_is_read_once()
    {
        var left = new Queue<double>([3, 1, 2]);
        IEnumerable<double> Once() { while (left.TryDequeue(out double value)) yield return value; }
        Assert.Equal(Chart.Line([3.0, 1, 2]).ToSvg(), Chart.Line(Once()).ToSvg());
    }

    [Fact]
    public void Text_is_shown_letter_for_letter()
    {
        const string Title = "a < b & \"c\" <b>d</b> 训练 🚀";
        var svg = XDocument.Parse(Chart.Line([0, 1], [0, 1]).WithTitle(Title).ToSvg());
        Assert.Contains(Title, svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value));
        Assert.Equal(Title, svg.Root!.Elements().First(e => e.Name.LocalName == "title").Value);
    }

    [Fact]
    public void Mistakes_are_told_in_words()
    {
        Assert.Equal("x has 3 values, but y has 2.", Assert.Throws<ArgumentException>(() => Chart.Line([1, 2, 3], [1, 2])).Message);
        Assert.Equal("x has 3 values, but the columns of z are 2.", Assert.Throws<ArgumentException>(() => Chart.Heatmap(Matrix<double>.Build.Dense(2, 2), [1, 2, 3])).Message);
        Assert.StartsWith("A logarithmic axis needs a range above zero", Assert.Throws<ArgumentException>(() => Chart.Line([1], [1]).WithYAxis(log: true, range: (0, 1))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Chart.Line([1], [1]).WithSize(10, 10));
        Assert.StartsWith("An axis runs from one finite number to another, not from 0 to NaN", Assert.Throws<ArgumentException>(() => Chart.Line([1], [1]).WithYAxis(range: (0, double.NaN))).Message);
        Assert.StartsWith("An axis runs from one", Assert.Throws<ArgumentException>(() => Chart.Line([1], [1]).WithXAxis(range: (2, 2))).Message);
        Assert.StartsWith("The text “a” cannot stand at NaN", Assert.Throws<ArgumentException>(() => Chart.Line([1], [1]).WithAnnotations((1, double.NaN, "a"))).Message);
        Assert.StartsWith("The text “a” cannot stand at 0 on a logarithmic axis", Assert.Throws<ArgumentException>(() => Chart.Line([1], [1]).WithXAxis(log: true).WithAnnotations((0, 1, "a"))).Message);
        Assert.StartsWith("Frame 'b' has 1 series, the first has 2",
            Assert.Throws<ArgumentException>(() => Chart.Scrub("epoch", ("a", Chart.Combine(Chart.Line([1]), Chart.Line([2]))), ("b", Chart.Line([1])))).Message);
    }

    [Fact]
    public void Every_text_can_be_read_on_its_ground()
    {
        // Black and white stand on the cells of a heatmap, whichever reads better there.
        foreach (string color in Gallery.All.Values.SelectMany(c => XDocument.Parse(c.ToSvg()).Descendants())
                     .Where(e => e.Name.LocalName == "text").Select(e => e.AncestorsAndSelf().Select(a => a.Attribute("fill")?.Value).First(f => f is not null)!)
                     .Where(f => f is not ("#ffffff" or "#000000")).Distinct())
            Assert.True(Contrast(Luminance(color), 1) >= 4.5, color);
    }

    private static double Contrast(double a, double b) => (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);

    private static double Luminance(string hex)
    {
        double Channel(int at)
        {
            double c = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);
    }
}
