using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Descent.Kernel.Tests;

/// <summary>Completion and hover, from the session's own names.</summary>
public sealed class AssistanceTests(KernelUnderTest kernel) : IClassFixture<KernelUnderTest>
{
    private readonly KernelUnderTest kernel = kernel;

    [Theory]
    [InlineData("Conso|", "Console class")]
    [InlineData("Math.Sq|", "Sqrt method")]
    [InlineData("using System.Coll|", "Collections namespace")]
    [InlineData("new StringB|", "StringBuilder class")]
    [InlineData("DayOfWeek.Fri|", "Friday enummember")]
    [InlineData("\"text\".Len|", "Length property")]
    [InlineData("\"text\"?.Len|", "Length property")]
    [InlineData("new[] { 1 }.Wher|", "Where method")]
    [InlineData("var local = 1;\nloc|", "local variable")]
    [InlineData("int Twice(int number) => num|;", "number parameter")]
    [InlineData("foreach (var word in new[] { \"a\" }) word.Sub|", "Substring method")]
    [InlineData("new[] { \"a\" }.Select(x => x.Tri|)", "Trim method")]
    [InlineData("$\"{Math.P|}\"", "PI field")]
    [InlineData("if (tr|", "true keyword")]
    [InlineData("whi|", "while keyword")]
    [InlineData("disp|", "display method")]
    [InlineData("Console.|\nvar next = 1;", "WriteLine method")]
    [InlineData("#!ht|", "#!html directive")]
    [InlineData("#|", "#!import  directive")]
    public void A_word_is_completed(string code, string expected) => Assert.Contains(expected, Complete(code));

    [Fact]
    public void The_sessions_own_names_come_first_and_have_members()
    {
        kernel.Run("class Neuron { public double Weight; public static int Made; public double Fire(double x) => x; }\nvar neuron = new Neuron(); int Neural(int x) => x;");
        Assert.Equal(["Neural function", "neuron variable", "Neuron class"], Complete("neur|"));
        Assert.Equal(["Fire method", "Weight field"], Complete("neuron.|").Take(2));
        Assert.DoesNotContain("Made field", Complete("neuron.|"));
        Assert.Contains("Made field", Complete("Neuron.|"));
        Assert.Contains("double Neuron.Fire(double x)", Ask("complete_request", "neuron.Fi|").ToJsonString());
    }

    [Fact]
    public void Paths_are_completed_relative_to_the_notebooks_folder()
    {
        kernel.WriteFile("paths/setup.cs", "");
        kernel.WriteFile("paths/Some.dll", "");
        Assert.Equal(["paths/ path"], Complete("#!import pat|"));
        Assert.Equal(["../ path", "setup.cs path"], Complete("#!import paths/|"));
        Assert.Equal(["Some.dll path"], Complete("#r \"paths/so|"));
        Assert.Equal(["setup.cs path"], Complete("#load \"./paths/se|"));
        Assert.Empty(Complete("#r \"nowhere/|"));
    }

    [Theory]
    [InlineData("\"in a text|\"")]
    [InlineData("// in a comment|")]
    [InlineData("/* in a comment|")]
    [InlineData("'c|'")]
    [InlineData("12|")]
    [InlineData("missing.|")]
    [InlineData("#!markdown\nConsole.Wri|")]
    public void Nothing_is_offered_where_no_name_can_stand(string code) => Assert.Empty(Complete(code).Except(Complete("|")));

    [Fact]
    public void Positions_count_characters_not_UTF16_units()
    {
        var reply = Ask("complete_request", "\"🙂\".Len|");
        Assert.Equal((4, 7), ((int)reply["cursor_start"]!, (int)reply["cursor_end"]!));
        Assert.Equal("Length", reply["matches"]![0]!.ToString());
    }

    [Fact]
    public void A_name_is_explained_with_its_documentation()
    {
        Library.Build(kernel, "Documented.dll", "public static class Documented { public static double Half(double x) => x / 2; }");
        kernel.WriteFile("Documented.xml", """
            <doc><members><member name="M:Documented.Half(System.Double)"><summary>Half of
            a <see cref="T:System.Double"/>.</summary><param name="x">Any number.</param><returns>x/2.</returns></member></members></doc>
            """);
        kernel.Run("#r \"Documented.dll\"\nvar half = Documented.Half(3);");
        var text = Inspect("Documented.Ha|lf(1)");
        Assert.Contains("double Documented.Half(double x)", text);
        Assert.Contains("Half of a `Double`.", text);
        Assert.Contains("`x`: Any number.", text);
        Assert.Contains("Returns x/2.", text);
        Assert.Contains("double Documented.Half(double x)", Inspect("Documented.Half(|"));
        Assert.Contains("double half", Inspect("hal|f + 1"));
    }

    [Theory]
    [InlineData("Console.Write|Line(1)", "void Console.WriteLine(int value)")]
    [InlineData("new List<i|nt>()", "struct int")]
    [InlineData("va|r x = \"a\";", "class string")]
    [InlineData("class Mine { }\nMi|ne m;", "class Mine")]
    [InlineData("DayOfWeek.Fri|day", "DayOfWeek.Friday")]
    [InlineData("int F(int a) => a|;", "int a")]
    public void A_name_is_explained(string code, string expected) => Assert.Contains(expected, Inspect(code));

    [Theory]
    [InlineData("|")]
    [InlineData("missing|")]
    [InlineData("1 + |2")]
    [InlineData("// comm|ent")]
    [InlineData("#!import |")]
    public void What_is_no_name_is_not_found(string code) => Assert.False((bool)Ask("inspect_request", code)["found"]!);

    [Fact]
    public void Questions_are_answered_while_a_cell_runs()
    {
        kernel.Run("var early = 1;");
        var id = kernel.SendCell("Console.Write(1); while (true) { }");
        kernel.Until(id, "stream");
        Assert.Contains("early variable", Complete("earl|"));
        kernel.Interrupt();
        kernel.Finish(id);
    }

    [Fact]
    public void Half_written_code_never_harms_the_kernel() =>
        Prop.ForAll(
            Gen.Choose(0, int.MaxValue).ArrayOf(30).ToArbitrary(),
            choices =>
            {
                string[] words = ["var x", "=", "(", ")", "{", "}", ".", "?.", "Console", "\"", "'", "//", "\n", "#r \"", "#!import ", "class", "x", "new", "<", ">", "$\"{", "🙂", "\t", "=>", "[", "]", "/*", "\uD800", "@", "using "];
                var code = string.Join(' ', choices.Take(12).Select(choice => words[choice % words.Length]));
                var position = choices[^1] % (code.Length + 3);
                var content = new JsonObject { ["code"] = code, ["cursor_pos"] = position };
                return kernel.Ask("complete_request", (JsonObject)content.DeepClone())["status"]!.ToString() == "ok"
                    && kernel.Ask("inspect_request", content)["status"]!.ToString() == "ok";
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(11, 11));

    private IReadOnlyList<string> Complete(string code) =>
    [
        .. Ask("complete_request", code)["metadata"]!["_jupyter_types_experimental"]!.AsArray()
            .Select(match => $"{match!["text"]} {match["type"]}"),
    ];

    private string Inspect(string code) => Ask("inspect_request", code)["data"]!["text/markdown"]!.ToString();

    /// <summary>Asks about code with the cursor where the bar is.</summary>
    private JsonNode Ask(string type, string code)
    {
        var bar = code.IndexOf('|', StringComparison.Ordinal);
        return kernel.Ask(type, new JsonObject
        {
            ["code"] = code.Remove(bar, 1),
            ["cursor_pos"] = code[..bar].EnumerateRunes().Count(),
        });
    }
}
