namespace Descent.Kernel.Tests;

/// <summary>How values are shown.</summary>
public sealed class DisplayTests(KernelUnderTest kernel) : IClassFixture<KernelUnderTest>
{
    private const string Formatters = """
        class TypeFormatterSourceAttribute : Attribute
        {
            public TypeFormatterSourceAttribute(Type source) => FormatterSourceType = source;
            public Type FormatterSourceType { get; }
            public string[] PreferredMimeTypes { get; set; }
        }
        class As
        {
            public As(string mimeType, Func<object, string> text) { MimeType = mimeType; Text = text; }
            Func<object, string> Text;
            public string MimeType { get; }
            public bool Format(object value, System.IO.TextWriter writer) { writer.Write(Text(value)); return true; }
        }
        """;

    private readonly KernelUnderTest kernel = kernel;

    [Fact]
    public void Text_is_plain_and_everything_else_is_html()
    {
        Assert.Equal(["text/plain"], Keys(kernel.Run("display(\"text\");").Displays[0]));
        Assert.Equal(["text/html"], Keys(kernel.Run("display(3.5);").Displays[0]));
        Assert.Contains("<td>B</td>", kernel.Run("new { B = 1 }").Result("text/html"));
    }

    [Fact]
    public void A_value_can_be_shown_in_a_form_of_ones_choice()
    {
        Assert.Equal("3.5", kernel.Run("3.5.DisplayAs(\"text/plain\");").Displays[0]["text/plain"]!.ToString());
        Assert.Equal("<i>x</i>", kernel.Run("\"<i>x</i>\".DisplayAs(\"text/html\");").Displays[0]["text/html"]!.ToString());
        Assert.Equal("<i>x</i>", kernel.Run("HTML(\"<i>x</i>\")").Result("text/html"));
        Assert.Equal("[1,2]", kernel.Run("new[] { 1, 2 }.Display(\"application/json\");").Displays[0]["application/json"]!.ToJsonString());
        Assert.Contains("<script", kernel.Run("Javascript(\"let a;\");").Displays[0]["text/html"]!.ToString());
        Assert.Contains("b { color: red }", kernel.Run("CSS(\"b { color: red }\");").Displays[0]["text/html"]!.ToString());
    }

    [Fact]
    public void A_type_is_shown_in_all_the_forms_that_it_prefers_in_order()
    {
        kernel.Run(Formatters + """
            class Source
            {
                public IEnumerable<object> CreateTypeFormatters() => new[]
                {
                    new As("text/plain", v => "a figure"), new As("image/svg+xml", v => "<svg/>"),
                    new As("application/vnd.plotly.v1+json", v => "{\"data\":[1]}"),
                };
            }
            [TypeFormatterSource(typeof(Source), PreferredMimeTypes = new[] { "application/vnd.plotly.v1+json", "image/svg+xml", "text/plain" })]
            class Figure { }
            """);
        var data = kernel.Run("new Figure()").Message("execute_result")["content"]!["data"]!;
        Assert.Equal(["application/vnd.plotly.v1+json", "image/svg+xml", "text/plain"], Keys(data));
        Assert.Equal(1, (int)data["application/vnd.plotly.v1+json"]!["data"]![0]!);
        Assert.Equal("<svg/>", data["image/svg+xml"]!.ToString());
    }

    [Fact]
    public void A_preferred_form_without_formatter_is_an_error_of_the_cell()
    {
        kernel.Run(Formatters + """
            class Empty { public IEnumerable<object> CreateTypeFormatters() => new object[0]; }
            [TypeFormatterSource(typeof(Empty), PreferredMimeTypes = new[] { "text/latex" })]
            class Formula { }
            """);
        Assert.Contains("Formula cannot be shown as text/latex", kernel.Run("new Formula()").ErrorText);
        Assert.Equal("ok", kernel.Run("1").Status);
    }

    [Fact]
    public void What_is_shown_as_JSON_must_be_JSON() =>
        Assert.Contains("is not JSON", kernel.Run("\"{\".DisplayAs(\"application/json\");").ErrorText);

    [Fact]
    public void A_display_is_updated_in_its_place()
    {
        var run = kernel.Run("""
            var shown = Microsoft.DotNet.Interactive.KernelInvocationContextExtensions.Display(
                Microsoft.DotNet.Interactive.KernelInvocationContext.Current, "first", "text/plain");
            shown.Update("second");
            var other = display("third"); other.Update("fourth");
            """);
        Assert.Equal(["display_data", "update_display_data", "display_data", "update_display_data"], run.Types.Where(t => t.EndsWith("data", StringComparison.Ordinal)));
        Assert.Equal("second", run.All("update_display_data").First()["content"]!["data"]!["text/plain"]!.ToString());
        var ids = run.Messages.Select(m => m["content"]!["transient"]?["display_id"]?.ToString()).OfType<string>().ToArray();
        Assert.Equal(ids[0], ids[1]);
        Assert.Equal(ids[2], ids[3]);
        Assert.NotEqual(ids[0], ids[2]);
    }

    [Fact]
    public void A_display_that_ends_a_cell_is_shown_once() => Assert.DoesNotContain("execute_result", kernel.Run("display(1)").Types);

    [Theory]
    [InlineData("class A { public override string ToString() => throw new Exception(\"no\"); }\ndisplay(new A(), \"text/plain\"); new A()")]
    [InlineData("class B { public int X => throw new Exception(\"no\"); }\nnew B()")]
    [InlineData("class C { public C Self => new C(); }\nnew C()")]
    [InlineData("class D { public string Text => Text + 1; }\nnew D()")]
    [InlineData("class E { public override string ToString() => ToString() + 1; }\ndisplay(new E(), \"text/plain\");")]
    [InlineData("Microsoft.DotNet.Interactive.Formatting.Formatter.Register<Uri>((v, w) => throw new Exception(\"no\"), \"text/html\");\nnew Uri(\"a:b\")")]
    public void A_value_that_cannot_be_shown_harms_only_its_cell(string code)
    {
        Assert.False(kernel.Run(code).KernelEnded);
        Assert.Equal("still here", kernel.Run("\"still here\"").Result());
    }

    [Fact]
    public void A_property_that_never_returns_can_be_interrupted()
    {
        var id = kernel.SendCell("class Stuck { public int P { get { Console.Write(1); while (true) { } } } }\nnew Stuck()");
        kernel.Until(id, "stream");
        kernel.Interrupt();
        Assert.Equal("Interrupted", kernel.Finish(id).ErrorName);
    }

    private static IEnumerable<string> Keys(System.Text.Json.Nodes.JsonNode data) => data.AsObject().Select(pair => pair.Key);
}
