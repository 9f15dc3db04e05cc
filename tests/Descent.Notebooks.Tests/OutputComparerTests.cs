using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Descent.Notebooks.Tests;

/// <summary>What counts as the same output, and above all what does not.</summary>
public sealed class OutputComparerTests
{
    private const string Svg = """
        <svg xmlns="http://www.w3.org/2000/svg" width="640" height="400" viewBox="0 0 640 400"><title>Cost</title><defs><clipPath id="c7-clip"><rect x="60" y="20.5" width="560" height="330"/></clipPath></defs><g fill="none" stroke="#1f77b4" stroke-width="1.5" clip-path="url(#c7-clip)"><path d="M60 20.25L120.75 88.1L-180,1.5e2Z"/></g><circle cx="12.25" cy="3" r="4" fill="rgb(214,39,40)" style="opacity:0.75"/><text x="5" y="9" class="t12">cost 0.694</text></svg>
        """;

    private static JsonObject Stream(string text, string name = "stdout") =>
        new() { ["output_type"] = "stream", ["name"] = name, ["text"] = MultilineText.Split(text) };

    private static JsonObject Display(string mimeType, JsonNode data) => new()
    {
        ["output_type"] = "display_data",
        ["metadata"] = new JsonObject(),
        ["data"] = new JsonObject { [mimeType] = data },
    };

    private static JsonObject Text(string text, string mimeType = "text/plain") => Display(mimeType, MultilineText.Split(text));

    private static JsonObject Json(string json) => Display("application/json", JsonNode.Parse(json)!);

    private static JsonObject Error(string name, string value) =>
        new() { ["output_type"] = "error", ["ename"] = name, ["evalue"] = value, ["traceback"] = new JsonArray($"{name}: {value}") };

    private static Cell CellWith(JsonObject[] outputs, string? metadata = null)
    {
        Cell cell = Notebook.Create().Add(Cell.Code("code", "the-cell"));
        cell.Outputs = new JsonArray([.. outputs.Select(output => output.DeepClone())]);
        cell.ExecutionCount = 1;
        if (metadata is not null)
            cell.Json["metadata"] = JsonNode.Parse(metadata);
        return cell;
    }

    private static IReadOnlyList<Difference> Compare(JsonObject[] expected, JsonObject[] actual, string? metadata = null) =>
        OutputComparer.Compare(CellWith(expected, metadata), CellWith(actual, metadata));

    private static void Same(JsonObject expected, JsonObject actual, string? metadata = null) =>
        Assert.Empty(Compare([expected], [actual], metadata));

    private static Difference Differs(JsonObject expected, JsonObject actual, string? metadata = null) =>
        Assert.Single(Compare([expected], [actual], metadata));

    [Theory]
    [InlineData("cost 0.690741", "cost 0.6907411")]
    [InlineData("0.30000000000000004", "0.3")]
    [InlineData("1e-5", "0.00001")]
    [InlineData("-2.5E+3 and 4", "-2500.0 and 4")]
    [InlineData("the cost is 0.5.", "the cost is 0.50000001.")]
    [InlineData("94.0000001%", "94%")]
    [InlineData("(1.5,2.5)", "(1.50,2.50)")]
    [InlineData("a\r\nb", "a\nb")]
    [InlineData("NaN", "NaN")]
    [InlineData("0.0", "-0.00")]
    public void Texts_agree_when_their_numbers_do(string expected, string actual)
    {
        Same(Stream(expected), Stream(actual));
        Same(Text(expected), Text(actual));
        Same(Json(JsonValue.Create(expected).ToJsonString()), Json(JsonValue.Create(actual).ToJsonString()));
    }

    [Theory]
    [InlineData("0.690741", "0.690742", "a digit")]
    [InlineData("0.5", "NaN", "not a number")]
    [InlineData("NaN", "0.5", "not a number")]
    [InlineData("∞", "1e308", "infinity")]
    [InlineData("0.5", "-0.5", "a sign")]
    [InlineData("-0.5", "+0.5", "a sign")]
    [InlineData("3-5.5", "3+5.5", "a sign between")]
    [InlineData("−0.5", "0.5", "a typographic minus")]
    [InlineData("1e5", "1e6", "an exponent")]
    [InlineData("1.5e-5", "1.5e5", "the exponent's sign")]
    [InlineData("1e400", "1e500", "beyond double")]
    [InlineData("1e-400", "1e-500", "below double")]
    [InlineData("0", "1e-400", "below double against zero")]
    [InlineData("0.0", "1e-20", "tiny against zero")]
    [InlineData("1 2", "12", "a space inside")]
    [InlineData("1 2", "1  2", "white space")]
    [InlineData("1.5 2.5", "1.5", "fewer numbers")]
    [InlineData("1.5", "1.5 2.5", "more numbers")]
    [InlineData("1.5 2.5", "2.5 1.5", "the order")]
    [InlineData("50000000 updates", "50000001 updates", "a count, though close")]
    [InlineData("50000000.", "50000001.", "a count at the end of a sentence")]
    [InlineData("#1f77b4", "#1f77b5", "a colour")]
    [InlineData("#10000000", "#10000001", "a colour of digits")]
    [InlineData("#1e5000", "#10e400", "a colour that reads as a number")]
    [InlineData("layer1.0000000", "layer1.0000001", "a name")]
    [InlineData("10.0.401", "10.0.402", "a version")]
    [InlineData("3e8a-1000001", "3e8b-1000001", "a hash")]
    [InlineData("1,000,000", "1,000,001", "thousands")]
    [InlineData("1.000000 ms", "1.000000 s", "a unit")]
    [InlineData("cost", "Cost", "a letter")]
    [InlineData("a\n", "a", "a line end")]
    [InlineData("a\nb", "a\nb\nc", "a line more")]
    [InlineData("[1, 2, 3]", "[1, 2]", "a shorter list")]
    [InlineData("truE", "true", "case")]
    public void Texts_differ_in(string expected, string actual, string what)
    {
        Assert.NotEmpty(what);
        Differs(Stream(expected), Stream(actual));
        Differs(Text(expected), Text(actual));
        Differs(Text(expected, "text/html"), Text(actual, "text/html"));
        Differs(Json(JsonValue.Create(expected).ToJsonString()), Json(JsonValue.Create(actual).ToJsonString()));
    }

    [Fact]
    public void A_difference_names_the_cell_the_output_and_the_line()
    {
        Difference difference = Differs(Stream("a 1.5\nb 2.5\n"), Stream("a 1.5\nb 3.5\n"));
        Assert.Equal("cell 1 (the-cell), output 1, text: line 2: expected \"b 2.5\", got \"b 3.5\"", difference.ToString());
    }

    [Fact]
    public void A_missing_an_extra_and_swapped_outputs_are_differences()
    {
        JsonObject a = Text("a"), b = Text("b");
        Assert.Equal("is missing (display_data of text/plain)", Assert.Single(Compare([a, b], [a])).Problem);
        Assert.Equal("was not expected (display_data of text/plain)", Assert.Single(Compare([a], [a, b])).Problem);
        Assert.Equal(2, Compare([a, b], [b, a]).Count);
        Assert.NotEmpty(Compare([Stream("a"), b], [b, Stream("a")]));
        Assert.Empty(Compare([a, b], [a, b]));
    }

    [Fact]
    public void Another_kind_of_output_is_a_difference()
    {
        Assert.Equal("expected display_data of text/plain, got display_data of text/html", Differs(Text("a"), Text("a", "text/html")).Problem);
        Differs(Stream("a"), Stream("a", "stderr"));
        Differs(Stream("a"), Text("a"));
        JsonObject result = Text("a");
        result["output_type"] = "execute_result";
        Differs(Text("a"), result);
        JsonObject two = Text("a");
        two["data"]!["text/html"] = "a";
        Differs(Text("a"), two);
        Differs(two, Text("a"));
        JsonObject wide = Text("a");
        wide["metadata"] = new JsonObject { ["image/png"] = new JsonObject { ["width"] = 3 } };
        Differs(Text("a"), wide);
    }

    [Fact]
    public void Errors_are_compared_by_name_message_and_traceback()
    {
        Same(Error("DivergedException", "the cost is 0.5000000001"), Error("DivergedException", "the cost is 0.5"));
        Differs(Error("DivergedException", "x"), Error("ArgumentException", "x"));
        Assert.NotEmpty(Compare([Error("E", "epoch 3")], [Error("E", "epoch 4")]));
        JsonObject longer = Error("E", "x");
        longer["traceback"]!.AsArray().Add("at line 3");
        Differs(Error("E", "x"), longer);
    }

    [Theory]
    [InlineData("""{"y":[1.0,2.5],"z":null}""", """{"z":null,"y":[1,2.50]}""")]
    [InlineData("""[0.1]""", """[0.10000000001]""")]
    [InlineData("""{"colour":"#1f77b4"}""", """{"colour":"#1f77b4"}""")]
    public void Json_agrees_by_structure(string expected, string actual) => Same(Json(expected), Json(actual));

    [Theory]
    [InlineData("""{"y":[1,2,3]}""", """{"y":[1,2]}""")]
    [InlineData("""{"y":[1,2]}""", """{"y":[2,1]}""")]
    [InlineData("""{"y":1}""", """{"y":1,"x":2}""")]
    [InlineData("""{"y":1,"x":2}""", """{"y":1}""")]
    [InlineData("""{"y":1}""", """{"Y":1}""")]
    [InlineData("""{"y":1}""", """{"y":"1"}""")]
    [InlineData("""{"y":null}""", """{"y":0}""")]
    [InlineData("""{"y":null}""", """{}""")]
    [InlineData("""{"y":0}""", """{"y":false}""")]
    [InlineData("""{"y":[]}""", """{"y":{}}""")]
    [InlineData("""{"y":0.5}""", """{"y":-0.5}""")]
    [InlineData("""{"n":1000000}""", """{"n":1000001}""")]
    [InlineData("""{"c":"#1f77b4"}""", """{"c":"#1f77b3"}""")]
    [InlineData("""{"c":"rgb(1,2,3)"}""", """{"c":"rgb(1,2,4)"}""")]
    [InlineData("""[[1],[2]]""", """[[1,2]]""")]
    public void Json_differs(string expected, string actual)
    {
        Differs(Json(expected), Json(actual));
        Differs(Display("application/vnd.plotly.v1+json", JsonNode.Parse(expected)!), Display("application/vnd.plotly.v1+json", JsonNode.Parse(actual)!));
    }

    [Fact]
    public void A_json_difference_names_its_path() =>
        Assert.Equal("$.data[1].y: expected 2.5, got 3.5", Differs(Json("""{"data":[0,{"y":2.5}]}"""), Json("""{"data":[0,{"y":3.5}]}""")).Problem);

    [Theory]
    [InlineData("width=\"640\" height=\"400\"", "height=\"400\" width=\"640\"")]
    [InlineData("20.5", "20.50")]
    [InlineData("><title", ">\n  <title")]
    [InlineData("M60 20.25", "M60 20.250")]
    [InlineData("</svg>", "<!-- a comment --></svg>")]
    public void Drawings_agree_by_structure(string part, string other) => Same(Text(Svg, "image/svg+xml"), Text(Svg.Replace(part, other), "image/svg+xml"));

    [Theory]
    [InlineData("120.75", "120.76")]
    [InlineData("L-180", "L180")]
    [InlineData("1.5e2", "1.5e3")]
    [InlineData("20.25L120", "20.25 120")]
    [InlineData("#1f77b4", "#1f77b5")]
    [InlineData("rgb(214,39,40)", "rgb(214,39,41)")]
    [InlineData("c7-clip\"", "c8-clip\"")]
    [InlineData("t12", "t13")]
    [InlineData("0.75", "0.751")]
    [InlineData("cost 0.694", "cost 0.695")]
    [InlineData("stroke=\"#1f77b4\" ", "")]
    [InlineData("<circle ", "<circle id=\"x\" ")]
    [InlineData("<circle", "<ellipse")]
    [InlineData("</text>", "</text><text/>")]
    [InlineData("<title>Cost</title>", "")]
    [InlineData("</svg>", "")]
    public void Drawings_differ_in_what_is_seen(string part, string other)
    {
        Assert.Contains(part, Svg);
        Differs(Text(Svg, "image/svg+xml"), Text(Svg.Replace(part, other), "image/svg+xml"));
        Differs(Text($"<div>{Svg}</div>", "text/html"), Text($"<div>{Svg.Replace(part, other)}</div>", "text/html"));
    }

    [Fact]
    public void Any_digit_changed_anywhere_in_a_drawing_is_a_difference()
    {
        int[] digits = [.. Regex.Matches(Svg, @"\d").Select(match => match.Index)];
        Prop.ForAll(Gen.Elements(digits).Zip(Gen.Choose(1, 9)).ToArbitrary(), change =>
        {
            (int index, int step) = change;
            string changed = Svg[..index] + (char)('0' + (Svg[index] - '0' + step) % 10) + Svg[(index + 1)..];
            return Compare([Text(Svg, "image/svg+xml")], [Text(changed, "image/svg+xml")]).Count == 1;
        }).Check(Config.QuickThrowOnFailure.WithReplay(20260103, 7).WithMaxTest(500));
    }

    [Fact]
    public void Pictures_and_other_data_are_compared_as_they_stand()
    {
        Same(Text("iVBORw0KGgo/1000000.0/abc", "image/png"), Text("iVBORw0KGgo/1000000.0/abc", "image/png"));
        Differs(Text("iVBORw0KGgo/1000000.0/abc", "image/png"), Text("iVBORw0KGgo/1000000.1/abc", "image/png"));
        Differs(Text("a 1.0", "application/javascript"), Text("a 1.00", "application/javascript"));
    }

    [Fact]
    public void A_cell_can_say_how_far_its_numbers_may_be_apart()
    {
        const string Loose = """{"descent":{"tolerance":0.01}}""";
        Same(Stream("cost 0.690, 15234 updates"), Stream("cost 0.691, 15240 updates"), Loose);
        Same(Text(Svg, "image/svg+xml"), Text(Svg.Replace("120.75", "120.8"), "image/svg+xml"), Loose);
        Same(Json("[100.0]"), Json("[100.5]"), Loose);
        Differs(Stream("cost 0.69"), Stream("cost 0.71"), Loose);
        Differs(Text(Svg, "image/svg+xml"), Text(Svg.Replace("#1f77b4", "#1f77b5"), "image/svg+xml"), Loose);
        Differs(Stream("0.6900000001"), Stream("0.69"), """{"descent":{"tolerance":0}}""");
    }

    [Theory]
    [InlineData("\"1e-3\"")]
    [InlineData("-1")]
    [InlineData("1")]
    [InlineData("1e9")]
    [InlineData("[0.1]")]
    public void A_tolerance_that_is_none_is_said(string tolerance) =>
        Assert.Equal("metadata", Differs(Stream("a"), Stream("a"), "{\"descent\":{\"tolerance\":" + tolerance + "}}").Where);

    [Fact]
    public void A_cell_that_has_not_run_in_order_is_a_difference()
    {
        Cell committed = CellWith([]), executed = CellWith([]);
        committed.ExecutionCount = 7;
        Assert.Equal("expected 7, got 1", Assert.Single(OutputComparer.Compare(committed, executed)).Problem);
        committed.ExecutionCount = null;
        Assert.Equal("expected none, got 1", Assert.Single(OutputComparer.Compare(committed, executed)).Problem);
    }

    [Fact]
    public void A_volatile_cell_is_not_compared_and_has_nothing_committed()
    {
        const string Volatile = """{"tags":["volatile"]}""";
        Assert.Empty(Compare([], [Stream("12:30")], Volatile));
        Assert.Equal("a volatile cell has none committed", Assert.Single(Compare([Stream("12:29")], [Stream("12:30")], Volatile)).Problem);
    }

    [Fact]
    public void A_long_line_is_cut_to_the_part_that_differs()
    {
        string prefix = new('x', 500);
        string problem = Differs(Stream(prefix + "1"), Stream(prefix + "2")).Problem;
        Assert.True(problem.Length < 250);
        Assert.Contains("x1\"", problem);
    }
}
