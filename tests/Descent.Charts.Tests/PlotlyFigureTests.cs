using System.Text.Json.Nodes;
using Xunit;

namespace Descent.Charts.Tests;

/// <summary>Figures that others wrote are read, shown and written again.</summary>
public sealed class PlotlyFigureTests
{
    // The shape that Plotly.NET gives a combined chart with titles and a template.
    private const string FromPlotlyNet = """
        {"data":[{"type":"scatter","name":"training","mode":"lines+markers","x":[1,2,3,4],"y":[0.69,0.41,0.33,0.3],"marker":{},"line":{}},
                 {"type":"scatter","name":"validation","mode":"lines","x":[1,2,3,4],"y":[0.7,0.5,0.45,0.46],"marker":{},"line":{"color":"rgba(31, 119, 180, 1.0)","dash":"dash"}}],
         "layout":{"width":600,"height":400,"template":{"layout":{"title":{"x":0.05},"font":{"color":"rgba(42, 63, 95, 1.0)"},"colorway":["rgba(99, 110, 250, 1.0)","rgba(239, 85, 59, 1.0)"],
                   "xaxis":{"automargin":true,"zerolinewidth":2}},"data":{"bar":[{"marker":{"line":{"color":"rgba(229, 236, 246, 1.0)","width":0.5}}}]}},
                   "title":{"text":"Cost"},"xaxis":{"title":{"text":"epoch"}},"yaxis":{"title":{"text":"cost"},"type":"log"}},
         "config":{"responsive":true}}
        """;

    [Fact]
    public void What_plotly_net_said_is_kept()
    {
        var given = JsonNode.Parse(FromPlotlyNet)!;
        var chart = Chart.FromJson(FromPlotlyNet);
        var written = JsonNode.Parse(chart.ToJson())!;
        AssertKept(given["data"]!, written["data"]!, "data");
        AssertKept(given["layout"]!, written["layout"]!, "layout");
        Assert.Equal(chart.ToJson(), Chart.FromJson(chart.ToJson()).ToJson());
    }

    [Fact]
    public void It_is_shown_with_its_own_colours_size_and_axes()
    {
        var chart = Chart.FromJson(FromPlotlyNet);
        Assert.Equal("Line chart “Cost”: training, validation; x: epoch 0.88 to 4.12; y: cost 0.285 to 0.737, logarithmic.", chart.ToString());
        string svg = chart.ToSvg();
        Assert.Contains("width=\"600\" height=\"400\"", svg);
        Assert.Contains("rgba(99, 110, 250, 1.0)", svg); // the first of its colorway
        Assert.Contains("stroke=\"rgba(31, 119, 180, 1.0)\" stroke-width=\"2\" stroke-linejoin=\"round\" stroke-dasharray", svg);
    }

    [Theory]
    [InlineData("f8", "AAAAAAAA8D8AAAAAAAAAQA==")]
    [InlineData("i1", "AQI=")]
    [InlineData("i2", "AQACAA==")]
    [InlineData("f4", "AACAPwAAAEA=")]
    public void Packed_numbers_are_unpacked(string type, string data)
    {
        var chart = Chart.FromJson($$$"""{"data":[{"type":"scatter","mode":"lines","y":{"dtype":"{{{type}}}","bdata":"{{{data}}}"}}]}""");
        Assert.Equal("Line chart; x: 0 to 1; y: 0.94 to 2.06.", chart.ToString());
    }

    [Fact]
    public void A_raw_histogram_is_binned()
    {
        var chart = Chart.FromJson("""{"data":[{"type":"histogram","x":[1,1,1,2],"xbins":{"start":0.5,"end":2.5,"size":1}}],"layout":{}}""");
        Assert.Equal("Histogram; x: 0.5 to 2.5; y: 0 to 3.18.", chart.ToString());
    }

    [Fact]
    public void An_image_of_colours_keeps_its_pixels_square()
    {
        var chart = Chart.FromJson("""{"data":[{"type":"image","z":[[[255,0,0],[0,255,0]],[[0,0,255],[255,255,255]],[[0,0,0],[9,9,9]]]}],"layout":{"xaxis":{"visible":false},"yaxis":{"visible":false}}}""");
        var axis = JsonNode.Parse(chart.ToJson())!["layout"]!["xaxis"]!;
        Assert.Equal([-0.5, 1.5], axis["range"]!.AsArray().Select(v => (double)v!));
        Assert.Contains("<image", chart.ToSvg());
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("3")]
    [InlineData("null")]
    [InlineData("""{"data":[1]}""")]
    public void What_is_no_figure_is_refused(string text) =>
        Assert.StartsWith("This is not a Plotly figure: ", Assert.Throws<FormatException>(() => Chart.FromJson(text)).Message);

    [Fact]
    public void A_trace_that_has_no_picture_is_named() =>
        Assert.Contains("'pie'", Assert.Throws<NotSupportedException>(() => Chart.FromJson("""{"data":[{"type":"pie","values":[1]}]}""").ToSvg()).Message);

    private static void AssertKept(JsonNode? given, JsonNode? written, string path)
    {
        if (given is JsonObject parts)
            foreach (var (key, value) in parts)
                AssertKept(value, written?[key], $"{path}.{key}");
        else if (given is JsonArray items)
            for (int i = 0; i < items.Count; i++)
                AssertKept(items[i], written?[i], $"{path}[{i}]");
        else
            Assert.True(JsonNode.DeepEquals(given, written), $"{path}: {given?.ToJsonString()} became {written?.ToJsonString()}");
    }
}
