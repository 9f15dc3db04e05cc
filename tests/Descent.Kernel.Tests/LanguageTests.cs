namespace Descent.Kernel.Tests;

/// <summary>What C# in a cell is and does, row by row of what a notebook can tell.</summary>
public sealed class LanguageTests(KernelUnderTest kernel) : IClassFixture<KernelUnderTest>
{
    private readonly KernelUnderTest kernel = kernel;

    [Theory]
    [InlineData("new StringBuilder(\"a\").Append('b').ToString()", "ab")]
    [InlineData("new List<int> { 1, 2 }.Select(x => x * x).Sum().ToString()", "5")]
    [InlineData("await Task.FromResult(\"awaited\")", "awaited")]
    [InlineData("IEnumerable e = new[] { 1 }; e.GetType().Name", "Int32[]")]
    [InlineData("int[] a = [1, .. new[] { 2, 3 }]; string.Join(\",\", a)", "1,2,3")]
    [InlineData("class Holder { public string Name { get => field ?? \"none\"; set; } }\nnew Holder().Name", "none")]
    [InlineData("static int Twice(this int i) => 2 * i;\n4.Twice().ToString()", "8")]
    [InlineData("unsafe { int i = 3; int* p = &i; }\n\"pointers\"", "pointers")]
    [InlineData("dynamic d = \"late\"; d.ToUpper()", "LATE")]
    public void A_cell_is_CSharp_14_with_the_usual_usings(string code, string value) => Assert.Equal(value, kernel.Run(code).Result());

    [Fact]
    public void CSharp_15_is_not_offered()
    {
        var run = kernel.Run("var v = new List<int>() with { Capacity = 3 }; union U(int, string);");
        Assert.Equal("CompilationError", run.ErrorName);
    }

    [Fact]
    public void The_value_of_a_cell_is_its_last_expression_without_semicolon()
    {
        Assert.Contains("<pre>2</pre>", kernel.Run("1 + 1").Result("text/html"));
        Assert.DoesNotContain("execute_result", kernel.Run("var two = 1 + 1;").Types);
        Assert.DoesNotContain("execute_result", kernel.Run("Console.Write(3)").Types);
        Assert.Contains("&lt;null&gt;", kernel.Run("(string)null").Result("text/html"));
        Assert.Contains("<pre>2.5</pre>", kernel.Run("return 2.5;").Result("text/html"));
    }

    [Fact]
    public void Variables_functions_and_classes_stay_and_may_be_defined_again()
    {
        kernel.Run("var redefined = 1; int F() => 1; class C { public int N = 1; }");
        kernel.Run("var redefined = \"text\"; int F() => 2; class C { public int N = 2; }");
        Assert.Equal("text 2 2", kernel.Run("$\"{redefined} {F()} {new C().N}\"").Result());
    }

    [Fact]
    public void What_was_assigned_before_an_exception_stays()
    {
        Assert.Equal("error", kernel.Run("var kept = 0; kept = 7; throw new Exception();").Status);
        Assert.Equal("7", kernel.Run("kept.ToString()").Result());
    }

    [Fact]
    public void A_using_directive_holds_for_later_cells()
    {
        Assert.Equal("ok", kernel.Run("using System.Globalization;").Status);
        Assert.Equal("Invariant Language (Invariant Country)", kernel.Run("CultureInfo.CurrentCulture.EnglishName").Result());
    }

    [Fact]
    public void Numbers_are_written_the_same_everywhere()
    {
        using var german = new KernelUnderTest(("LANG", "de_DE.UTF-8"), ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "0"));
        Assert.Equal("1.5", german.Run("$\"{1.5}\"").Result());
        Assert.Contains("does not exist", german.Run("missing").ErrorText);
    }

    [Fact]
    public void An_imported_file_leaves_its_usings_functions_and_variables()
    {
        kernel.WriteFile("imported/more.cs", "using System.IO;\nint Thrice(int x) => 3 * x;\n");
        kernel.WriteFile("imported/all.cs", "#!import imported/more.cs\nvar nine = Thrice(3);\n");
        Assert.Equal("9 b", kernel.Run("#!import imported/all.cs\n$\"{nine} {Path.GetFileName(\"a/b\")}\"").Result());
    }

    [Fact]
    public void A_loaded_file_leaves_its_variables_but_not_its_usings()
    {
        kernel.WriteFile("loaded.cs", "using System.Net;\nvar address = IPAddress.Loopback.ToString();\n");
        Assert.Equal("127.0.0.1", kernel.Run("#load \"loaded.cs\"\naddress").Result());
        Assert.Equal("CompilationError", kernel.Run("IPAddress.Loopback").ErrorName);
    }

    [Fact]
    public void Directives_show_text_and_time()
    {
        var run = kernel.Run("#!time\n#!markdown\n# Title\n#!html\n<b>bold</b>\n#!csharp\nConsole.Write(\"ran\");");
        Assert.Equal("# Title", run.Displays[0]["text/markdown"]!.ToString());
        Assert.Equal("<b>bold</b>", run.Displays[1]["text/html"]!.ToString());
        Assert.Matches("^Wall time: [0-9]+ms$", run.Displays[2]["text/plain"]!.ToString());
        Assert.Equal("ran", run.Output);
    }

    [Fact]
    public void A_directive_in_the_middle_of_a_line_is_only_text() =>
        Assert.Equal("a #!html", kernel.Run("\"a #!html\"").Result());

    [Theory]
    [InlineData("async Task<int> Later() { await Task.Delay(5); return 3; }\nLater().Result.ToString()", "3")]
    [InlineData("async Task<int> Soon() { await Task.Yield(); return 4; }\nvar t = Soon(); t.Wait(); t.Result.ToString()", "4")]
    [InlineData("var runs = 0; async Task Run() { while (runs < 3) { await Task.Yield(); runs++; } }\nawait Run(); runs.ToString()", "3")]
    [InlineData("await Task.Yield(); System.Threading.Thread.CurrentThread.Name", "cell")]
    public void Waiting_for_a_task_never_locks_up(string code, string value) => Assert.Equal(value, kernel.Run(code).Result());
}
