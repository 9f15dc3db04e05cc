using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Descent.Charts;
using Descent.Notebooks;
using Descent.Publishing.Slides;
using Xunit;

namespace Descent.Publishing.Tests;

/// <summary>How code and its figure share the slides of a deck.</summary>
public sealed class SlideLayoutTests : IDisposable
{
    private const string Call = "Chart.Line(epochs, costs).WithTitle(\"The mean cost of an epoch\").WithXAxis(\"epoch\").WithYAxis(\"cost\")";

    private readonly Notebooks notebooks = new();

    public void Dispose() => notebooks.Dispose();

    [Fact]
    public void Short_code_stands_with_its_figure() => Assert.Equal(["var and figure"], Slides("var n = 3;\n" + Call, Line()));

    [Fact]
    public void Code_that_would_be_wrapped_beside_its_figure_goes_before_it_and_the_call_stays()
    {
        string statement = "var costs = Enumerable.Range(0, 300).Select(epoch => Math.Exp(-epoch / 40.0) + noise.Rand() / 100)\n    .ToArray();\n";
        Assert.Equal(["var alone", "Chart.Line and figure"], Slides(string.Concat(Enumerable.Repeat(statement, 6)) + Call, Line()));
    }

    [Fact]
    public void A_grid_of_plots_takes_the_width_of_the_slide()
    {
        var grid = Chart.Grid(2, Enumerable.Range(0, 4).Select(_ => Line())).WithSize(900, 760);
        Assert.Equal(["Chart.Grid and figure"], Slides("Chart.Grid(2, plots)", grid));
        Assert.Equal(["Chart.Grid alone", " and figure"], Slides("Chart.Grid(2,\n" + string.Concat(Enumerable.Repeat("    Chart.DecisionBoundary(network, moons, samples: 50),\n", 8)) + "    last)", grid));
    }

    /// <summary>A slide is 632 pixels high below its heading, less than two rows of two want.</summary>
    [Fact]
    public void Four_plots_stand_abreast_where_two_rows_would_be_flat()
    {
        var plots = new FigurePart(JsonNode.Parse(Chart.Grid(2, Enumerable.Range(0, 4).Select(_ => Line())).WithSize(900, 760).ToJson()), () => "");
        int Rows(double height) => Regex.Matches(plots.ToHtml(1200, height, TypeSize.All[0]), "<clipPath[^>]*><rect[^>]* y=\"([^\"]*)\"").Select(plot => plot.Groups[1].Value).Distinct().Count();
        Assert.Equal((1, 2), (Rows(400), Rows(900)));
    }

    [Theory]
    [InlineData(true, 30)]
    [InlineData(false, 34)]
    public void Words_below_a_figure_or_code_are_a_caption(bool figure, double most)
    {
        Cell code = notebooks.Code("var n = 3;", Notebooks.Shown(figure ? ("image/svg+xml", Line().ToSvg()) : ("text/plain", "3")));
        Cell words = Cell.Markdown("The cost falls.", "words");
        (code.Metadata["slideshow"], words.Metadata["slideshow"]) = (new JsonObject { ["slide_type"] = "slide" }, new JsonObject { ["slide_type"] = "fragment" });
        notebooks.Write("deck.ipynb", code, words);
        notebooks.Publish(new PublishOptions(Pages: false));
        double[] sizes = [.. Regex.Matches(notebooks.Read("slides/deck.html"), "--prose:([0-9.]+)px").Select(size => double.Parse(size.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal([most], sizes);
    }

    /// <summary>Between wide spaces only, and only where that helps.</summary>
    [Theory]
    [InlineData("a qquad b", false)]
    [InlineData("wide qquad wide", true)]
    [InlineData("wide quad wide", false)]
    [InlineData("wide wide qquad a", false)]
    public void The_parts_of_a_formula_too_wide_for_the_slide_stand_below_each_other(string formula, bool stacked)
    {
        string html = $"<p>{Formula(formula)}</p>";
        Assert.Equal(stacked ? Stacked(html) : html, ProseMeasure.Stack(html, width: 1200, size: 40));
    }

    [Fact]
    public void A_formula_has_less_room_in_a_list_and_its_neighbors_do_not_count()
    {
        string narrow = Formula("wide qquad a"), unreadable = "<span class=\"equation\"><span class=\"formula\"><code>?</code></span></span>";
        Assert.Equal($"<ul><li>x</li><li>{Stacked(narrow)}</li></ul>{narrow}", ProseMeasure.Stack($"<ul><li>x</li><li>{narrow}</li></ul>{narrow}", width: 1200, size: 40));
        Assert.Equal(unreadable + Stacked(Formula("wide qquad wide")), ProseMeasure.Stack(unreadable + Formula("wide qquad wide"), width: 1200, size: 40));
    }

    private static string Stacked(string html) => html.Replace("\"equation\"", "\"equation stacked\"");

    private static string Formula(string parts)
    {
        string row = string.Concat(parts.Split(' ').Select(part => part switch
        {
            "quad" => "<mspace width=\"1em\"/>",
            "qquad" => "<mspace width=\"2em\"/>",
            "wide" => string.Concat(Enumerable.Repeat("<mi>x</mi>", 30)),
            _ => $"<mi>{part}</mi>",
        }));
        return $"<span class=\"equation\" id=\"eq-1\"><span class=\"formula\"><math xmlns=\"http://www.w3.org/1998/Math/MathML\"><semantics><mrow>{row}</mrow></semantics></math></span></span>";
    }

    private static Chart Line() => Chart.Line([1, 2, 3], [3.0, 2, 1]).WithTitle("The mean cost of an epoch");

    /// <summary>Of each slide of a deck made of one cell: the first word of its code, and whether there is a figure.</summary>
    private string[] Slides(string source, Chart chart)
    {
        Cell cell = notebooks.Code(source, Notebooks.Shown((OutputRenderer.PlotlyType, JsonNode.Parse(chart.ToJson())!), ("image/svg+xml", chart.ToSvg())));
        cell.Metadata["slideshow"] = new JsonObject { ["slide_type"] = "slide" };
        notebooks.Write("deck.ipynb", cell);
        notebooks.Publish(new PublishOptions(Pages: false));
        return [.. notebooks.Read("slides/deck.html").Split("<div class=\"slide\">")[1..].Select(slide =>
        {
            string[] words = HtmlLines.Text(Regex.Match(slide, "<pre class=\"code\">.*?</pre>", RegexOptions.Singleline).Value).Split([' ', '('], StringSplitOptions.RemoveEmptyEntries);
            return $"{words.FirstOrDefault()} {(slide.Contains("<figure", StringComparison.Ordinal) ? "and figure" : "alone")}";
        })];
    }
}
