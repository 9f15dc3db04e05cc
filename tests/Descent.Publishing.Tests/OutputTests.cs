using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Descent.Notebooks;
using Xunit;

namespace Descent.Publishing.Tests;

public sealed class OutputTests : IDisposable
{
    private const string Svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"a-t\"><title id=\"a-t\">T</title><path id=\"a\" d=\"M0,0\"/><use href=\"#a\"/><g clip-path=\"url(#a)\"/></svg>";

    private readonly Notebooks notebooks = new();

    public void Dispose() => notebooks.Dispose();

    [Fact]
    public void A_figure_is_its_svg_with_the_data_for_a_script_beside_it()
    {
        string html = notebooks.Page(notebooks.Code("x", Notebooks.Shown(
            (OutputRenderer.PlotlyType, new JsonObject { ["data"] = new JsonArray(), ["layout"] = new JsonObject { ["title"] = "</script>" } }), ("image/svg+xml", Svg), ("text/plain", "a chart"))));
        Assert.Contains("<figure class=\"chart\" data-figure=\"figures/page/code-1.js\" data-source=\"figures/page/code-1.js\"><svg", html);
        Assert.DoesNotContain("a chart", html);
        string script = notebooks.Read("figures/page/code-1.js");
        Assert.StartsWith("descentFigure(\"figures/page/code-1.js\", {", script, StringComparison.Ordinal);
        Assert.DoesNotContain("</script>", script);
        Assert.False(File.Exists(Path.Combine(notebooks.Output, "figures/page/code-1.svg")));
        notebooks.Publish(new PublishOptions(Slides: false, Figures: true));
        Assert.Contains("<title id=\"a-t\">T</title>", notebooks.Read("figures/page/code-1.svg"));
    }

    [Fact]
    public void A_chart_is_drawn_a_second_time_for_phones_if_there_is_room_for_its_labels()
    {
        string html = notebooks.Page(Drawn(Line("cost")), Drawn(Line("a label that is longer than any plot on a telephone could be high, whatever is done about it")));
        string[] figures = html.Split("<figure ")[1..];
        Assert.Equal(["700", "380"], Widths(figures[0]));
        Assert.Contains("<svg class=\"narrow\"", figures[0]);
        Assert.Equal(["700"], Widths(figures[1]));
        Assert.DoesNotContain("class=\"wide\"", figures[0]);
        Assert.Contains("<div class=\"wide\"><svg", figures[1]);

        static Charts.Chart Line(string y) => Charts.Chart.Line([1, 2, 3], [3.0, 2, 1]).WithYAxis(y).WithSize(700, 700);
        static string[] Widths(string figure) => [.. Regex.Matches(figure.Split("</figure>")[0], "<svg[^>]* width=\"([0-9]+)\"").Select(match => match.Groups[1].Value)];
        Cell Drawn(Charts.Chart chart) => notebooks.Code("chart", Notebooks.Shown((OutputRenderer.PlotlyType, JsonNode.Parse(chart.ToJson())!), ("image/svg+xml", chart.ToSvg())));
    }

    [Theory]
    [InlineData(3, 3, 1)]
    [InlineData(4, 4, 2)]
    public void Of_a_grid_at_most_two_plots_stand_side_by_side_on_a_phone(int plots, int columns, int expected)
    {
        var grid = Charts.Chart.Grid(columns, Enumerable.Range(0, plots).Select(i => Charts.Chart.Line([1, 2, 3], [3.0, 2, 1]).WithTitle($"plot {i}"))).WithSize(900, 340);
        string html = notebooks.Page(notebooks.Code("chart", Notebooks.Shown((OutputRenderer.PlotlyType, JsonNode.Parse(grid.ToJson())!), ("image/svg+xml", grid.ToSvg()))));
        string[] drawn = html.Split("<figure ")[1].Split("<svg");
        Assert.Equal((columns, expected), (Places(drawn[1]), Places(drawn[2])));

        // How many plots stand in the first row.
        static int Places(string svg)
        {
            var plots = Regex.Matches(svg, "<clipPath[^>]*><rect[^>]* y=\"([0-9.]+)\"").Select(match => match.Groups[1].Value).ToList();
            return plots.Count(y => y == plots[0]);
        }
    }

    [Fact]
    public void A_cell_id_that_is_a_path_names_no_file()
    {
        Cell cell = Cell.Code("x", "../../assets/site");
        cell.Outputs = Notebooks.Shown((OutputRenderer.PlotlyType, new JsonObject()), ("image/svg+xml", Svg));
        string html = notebooks.Page(cell);
        Assert.Contains("data-figure=\"figures/page/1.js\"", html);
        Assert.Contains("id=\"cell-1\"", html);
        Assert.DoesNotContain("descentFigure(\"", notebooks.Read("assets/site.js"));
    }

    [Fact]
    public void Foreign_html_takes_no_id_of_the_frame()
    {
        notebooks.Page(notebooks.Text("## Course"), notebooks.Code("x", Notebooks.Shown(("text/html", "<p id=\"course\">a</p><p id=\"mine\">b</p>"))));
        string page = notebooks.Read("page.html");
        Assert.Equal(1, page.Split(" id=\"course\"").Length - 1);
        Assert.Contains("<h2 id=\"course-1\">", page);
        Assert.Contains("<p id=\"mine\">", page);
    }

    [Fact]
    public void The_same_figure_twice_shares_no_id()
    {
        JsonArray twice = [.. Notebooks.Shown(("image/svg+xml", Svg)).Concat(Notebooks.Shown(("image/svg+xml", Svg))).Select(output => output!.DeepClone())];
        string html = notebooks.Page(notebooks.Code("x", twice));
        string[] ids = [.. System.Text.RegularExpressions.Regex.Matches(html, " id=\"([^\"]+)\"").Select(match => match.Groups[1].Value)];
        Assert.Equal(ids.Distinct(), ids);
        Assert.Contains("<use href=\"#figure-a\"/><g clip-path=\"url(#figure-a)\"/>", html);
        Assert.Contains("aria-labelledby=\"figure-a-t\"", html);
    }

    [Fact]
    public void An_svg_without_a_description_gets_the_words_of_the_output() =>
        Assert.Contains("<svg role=\"img\" aria-label=\"three &lt; dots\" width=\"3\">", notebooks.Page(notebooks.Code("x", Notebooks.Shown(("image/svg+xml", "<?xml version=\"1.0\"?>\n<svg width=\"3\"></svg>"), ("text/plain", "three < dots")))));

    [Fact]
    public void Streams_are_joined_and_coloured()
    {
        string html = notebooks.Page(notebooks.Code("x", [Notebooks.Stream("a\u001b[3"), Notebooks.Stream("1mb\n"), Notebooks.Stream("c", "stderr")]));
        Assert.Contains("<pre class=\"stream\">a<span class=\"ansi-1\">b</span></pre><pre class=\"stream stderr\">c</pre>", html);
    }

    [Fact]
    public void An_error_shows_its_trace_or_else_its_name()
    {
        JsonObject error = new() { ["output_type"] = "error", ["ename"] = "E", ["evalue"] = "v < 1", ["traceback"] = new JsonArray("\u001b[31mline 1\u001b[0m", "line 2") };
        JsonObject bare = new() { ["output_type"] = "error", ["ename"] = "E", ["evalue"] = "v < 1", ["traceback"] = new JsonArray() };
        string html = notebooks.Page(notebooks.Code("x", [error, bare]));
        Assert.Contains("<pre class=\"stream error\"><span class=\"ansi-1\">line 1</span>\nline 2</pre><pre class=\"stream error\">E: v &lt; 1</pre>", html);
    }

    [Theory]
    [InlineData("application/x-unknown", "text/plain", "words", "<pre class=\"value\">words</pre>")]
    [InlineData("application/x-unknown", "application/json", "{\"a\": 1}", "&quot;a&quot;: 1")]
    [InlineData("application/x-unknown", "text/csv", "a,b", "<pre class=\"value\">a,b</pre>")]
    [InlineData("application/x-unknown", "text/markdown", "*e*", "<em>e</em>")]
    [InlineData("application/x-unknown", "text/html", "<p>h</p>", "<div class=\"rich\"><!--safe--><p>h</p></div>")]
    [InlineData("application/x-unknown", "text/latex", "$$a^2$$", "<i class=\"display\">a^2</i>")]
    [InlineData("application/x-unknown", "image/png", "AQID", "<figure class=\"picture\"><img src=\"files/")]
    [InlineData("application/x-unknown", "image/png", "not base64!", "of type application/x-unknown, image/png")]
    [InlineData("image/svg+xml", "text/plain", "words", "<pre class=\"value\">words</pre>")]
    public void What_is_unknown_falls_back(string unknown, string type, string data, string expected)
    {
        JsonNode value = MultilineText.IsJson(type) ? JsonNode.Parse(data)! : JsonValue.Create(data);
        Assert.Contains(expected, notebooks.Page(notebooks.Code("x", Notebooks.Shown((unknown, "?"), (type, value)))));
    }

    [Fact]
    public void Html_that_the_sanitizer_empties_or_refuses_falls_back_to_text()
    {
        string html = notebooks.Page(
            notebooks.Code("x", Notebooks.Shown(("text/html", "<script></script><div></div>"), ("text/plain", "first"))),
            notebooks.Code("y", Notebooks.Shown(("text/html", "<deep>"), ("text/plain", "second"))));
        Assert.Contains("<pre class=\"value\">first</pre>", html);
        Assert.Contains("<pre class=\"value\">second</pre>", html);
    }

    [Fact]
    public void Fifty_megabytes_are_cut_with_a_note()
    {
        string large = string.Concat(Enumerable.Repeat(new string('x', 999) + "\n", 50_000));
        string html = notebooks.Page(notebooks.Code("x", [Notebooks.Stream(large)]), notebooks.Code("y", Notebooks.Shown(("text/html", large[..4_000_000]))));
        Assert.InRange(html.Length, 49_000, 60_000);
        Assert.Contains("more characters are in the notebook", html);
        Assert.Contains("too large", html);
    }
}
