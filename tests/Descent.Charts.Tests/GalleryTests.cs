using System.Text.Json.Nodes;
using System.Xml.Linq;
using Xunit;

namespace Descent.Charts.Tests;

public sealed class GalleryTests
{
    public static TheoryData<string> Names => [.. Gallery.All.Keys];

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
}
