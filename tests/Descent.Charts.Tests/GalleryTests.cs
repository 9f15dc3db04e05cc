using System.Text.Json.Nodes;
using System.Xml.Linq;
using Xunit;

namespace Descent.Charts.Tests;

public sealed class GalleryTests
{
    public static TheoryData<string> Names => [.. Gallery.All.Keys];

    /// <summary>Without the scrubber: its small multiples are as large as their number asks for.</summary>
    public static TheoryData<string> Resizable => [.. Gallery.All.Keys.Where(name => name != "scrubber")];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_picture_is_well_formed_named_and_small(string name)
    {
        var chart = Gallery.All[name];
        string svg = chart.ToSvg(), json = chart.ToJson();
        var root = XDocument.Parse(svg).Root!;
        XNamespace ns = "http://www.w3.org/2000/svg";
        Assert.Equal(ns + "svg", root.Name);
        Assert.Equal("img", root.Attribute("role")?.Value);
        Assert.NotEmpty(root.Element(ns + "title")!.Value);
        if (name != "scrubber") // the small multiples of a scrubber describe themselves
            Assert.Equal(chart.ToString(), root.Element(ns + "desc")!.Value);
        Assert.DoesNotContain('\n', chart.ToString());
        Assert.DoesNotContain("NaN", svg[..svg.IndexOf("<title", StringComparison.Ordinal)] + svg[svg.IndexOf("</desc>", StringComparison.Ordinal)..]);
        Assert.DoesNotContain("<script", svg);
        Assert.True(svg.Length < 60_000, $"the SVG has {svg.Length} bytes");
        Assert.True(json.Length < 120_000, $"the Plotly JSON has {json.Length} bytes");
        var ids = root.Descendants().Select(e => e.Attribute("id")?.Value).Where(id => id is not null).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.IsType<JsonArray>(JsonNode.Parse(json)!["data"]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_figure_written_and_read_again_is_the_same(string name)
    {
        string json = Gallery.All[name].ToJson();
        var again = Chart.FromJson(json);
        Assert.Equal(json, again.ToJson());
        // What was thinned out once is not known any more, and small multiples are laid out anew.
        if (!name.StartsWith("many", StringComparison.Ordinal) && name != "scrubber")
            Assert.Equal(Gallery.All[name].ToSvg(), again.ToSvg());
    }

    [Theory]
    [MemberData(nameof(Resizable))]
    public void A_figure_that_was_read_back_is_laid_out_anew_for_another_size(string name)
    {
        var chart = Gallery.All[name];
        var (width, height) = Size(chart.ToSvg());
        var again = Chart.FromJson(chart.ToJson()).Resized(2 * width, 2 * height);
        Assert.Equal((2 * width, 2 * height), Size(again.ToSvg()));
        // Back at the old size it is the old figure again, but for what its author had chosen for that size.
        if (!name.StartsWith("many", StringComparison.Ordinal))
            Assert.Equal(Words(chart.ToSvg()), Words(Chart.FromJson(again.ToJson()).Resized(width, height).ToSvg()));

        static (int, int) Size(string svg)
        {
            var root = XDocument.Parse(svg).Root!;
            return ((int)root.Attribute("width")!, (int)root.Attribute("height")!);
        }

        static string Words(string svg) => string.Join('|', XDocument.Parse(svg).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value));
    }
}
