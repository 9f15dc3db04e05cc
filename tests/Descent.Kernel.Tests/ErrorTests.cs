namespace Descent.Kernel.Tests;

/// <summary>Errors name what the learner wrote, where they wrote it, and nothing that the compiler made up.</summary>
public sealed class ErrorTests(KernelUnderTest kernel) : IClassFixture<KernelUnderTest>
{
    private readonly KernelUnderTest kernel = kernel;

    [Fact]
    public void An_exception_says_where_and_shows_the_line()
    {
        kernel.Run("\nint Divide(int a, int b)\n{\n    return a / b;\n}");
        var run = kernel.Run("var x = 1;\n  Divide(x, 0)");
        Assert.Equal("DivideByZeroException", run.ErrorName);
        Assert.Equal((2, 3), run.ErrorPlace);
        Assert.Matches(@"cell \d+, line 4, column 5\n        return a / b;\n        \^\n   at Divide\(int, int\): cell \d+, line 4, column 5\n   at cell \d+, line 2, column 3", run.Traceback);
    }

    [Theory]
    [InlineData("var a = new int[3];\nvar s = a.Length;\nvar b = a[5];", 3)]
    [InlineData("var a = new int[3];\nvar s = a.Length;\nConsole.WriteLine(a[2] + a[5]);", 3)]
    [InlineData("var w = new double[2, 2];\nvar s = 1;\nw[2, 0] = s;", 3)]
    [InlineData("var text = \"abc\";\nvar last = text.Length;\nvar c = text.AsSpan()[last];", 3)]
    [InlineData("var big = int.MaxValue;\nvar one = 1;\nvar sum = checked(big + one);", 3)]
    [InlineData("var a = new int[3];\nfor (var i = 0; i < 4; i++)\n{\n    var j = i;\n    a[j] = i;\n}", 5)]
    public void An_index_out_of_range_is_marked_in_its_own_line(string code, int line)
    {
        var run = kernel.Run(code);
        Assert.Equal(line, run.ErrorPlace?.Line);
        Assert.DoesNotContain("ThrowHelper", run.Traceback);
    }

    [Fact]
    public void Where_one_of_several_lines_is_meant_all_are_shown_and_the_call_is_marked()
    {
        var run = kernel.Run("int Pick(int[] x, int i)\n{\n    var first = x[0];\n    var y = i + first;\n    return x[y];\n}\nvar unused = 1;\nPick(new int[2], 9)");
        Assert.Equal("IndexOutOfRangeException", run.ErrorName);
        Assert.Matches(@"cell \d+, line 3 or 5\n    3: var first = x\[0\];\n    5: return x\[y\];\n   at Pick\(int\[\], int\): cell \d+, line 3 or 5\n", run.Traceback);
        Assert.Equal(8, run.ErrorPlace?.Line);
    }

    [Theory]
    [InlineData("for (var i = 0; i < 2; i++) int.Parse(\"x\");", 29)]
    [InlineData("foreach (var s in new[] { \"x\" }) { while (true) int.Parse(s); }", 49)]
    [InlineData("do { int.Parse(\"x\"); } while (true);", 6)]
    [InlineData("while (true) for (;;) if (1 > 0) missing();", 34)]
    public void Columns_in_loops_are_the_authors(string code, int column) => Assert.Equal((1, column), kernel.Run(code).ErrorPlace);

    [Fact]
    public void A_function_of_any_name_is_named()
    {
        var run = kernel.Run("void Initialize(int n) { throw new Exception(); }\nInitialize(3);");
        Assert.Contains("at Initialize(int): cell", run.Traceback);
    }

    [Fact]
    public void A_compiler_error_says_where_and_shows_the_line()
    {
        var run = kernel.Run("#!time\nvar ok = 1;\n\tvar y = missing + 1;");
        Assert.Equal("CompilationError", run.ErrorName);
        Assert.Equal((3, 10), run.ErrorPlace);
        Assert.Matches(@"^cell \d+, line 3, column 10: error CS0103: The name 'missing' does not exist", run.ErrorText);
        Assert.Contains("\n    \tvar y = missing + 1;\n    \t        ^", run.Traceback);
    }

    [Fact]
    public void Two_classes_of_one_name_are_told_apart_by_their_cells()
    {
        kernel.Run("class Twin { }\nTwin one = new Twin();");
        Assert.Matches(@"'Twin \(of cell \d+\)' to 'Twin \(of cell \d+\)'", kernel.Run("class Twin { }\none = new Twin();").ErrorText);
    }

    [Theory]
    [InlineData("class Mine : Exception { }\nthrow new Mine();")]
    [InlineData("class Shown { }\nConsole.WriteLine(new Shown()); display(new Shown(), \"text/plain\"); throw new Exception(new Shown().ToString());")]
    [InlineData("await Task.Yield(); throw new Exception();")]
    [InlineData("IEnumerable<int> Numbers() { yield return 1; throw new Exception(); }\nforeach (var n in Numbers()) { }")]
    [InlineData("new[] { 1 }.Select(x => x / (x - 1)).ToList()")]
    [InlineData("T Id<T>(T x) { int Local(int y) => y / 0.CompareTo(0); Local(1); return x; }\nId(\"a\")")]
    [InlineData("class Thing { public int this[int i] => throw new Exception(); static Thing() => throw new Exception(); }\nnew Thing()")]
    [InlineData("class Own { }\nint i = new Own();")]
    [InlineData("class Own { }\nnew Own().Missing()")]
    [InlineData("try { throw new Exception(\"a\"); } catch (Exception e) { Console.WriteLine(e); }\nthrow new Exception();")]
    public void No_error_shows_a_name_that_the_compiler_made_up(string code)
    {
        var run = kernel.Run(code);
        Assert.Equal("error", run.Status);
        var all = string.Concat(run.Messages.Skip(2).Select(m => m["content"]!.ToJsonString()));
        Assert.DoesNotContain("Submission#", all);
        Assert.DoesNotContain("ℛ", all);
        Assert.DoesNotContain("<>", all);
        Assert.DoesNotContain("Version=0.0.0.0", all);
        Assert.DoesNotContain("ScriptSession", all);
    }

    [Fact]
    public void What_caused_an_exception_is_named()
    {
        var run = kernel.Run("try { throw new FormatException(\"inner\"); } catch (Exception e) { throw new Exception(\"outer\", e); }");
        Assert.Contains("because of FormatException: inner", run.Traceback);
    }

    [Fact]
    public void An_endless_recursion_is_an_error_and_the_session_goes_on()
    {
        kernel.Run("var before = \"kept\";");
        var run = kernel.Run("int Down(int n) => Down(n + 1) + 1;\nDown(0)");
        Assert.Equal("InsufficientExecutionStackException", run.ErrorName);
        Assert.Contains("calls itself without end", run.ErrorText);
        Assert.Equal("kept", kernel.Run("before").Result());
    }

    [Fact]
    public void A_recursion_of_a_lessons_depth_is_fine() =>
        Assert.Equal("20000", kernel.Run("int Depth(int n) => n == 0 ? 0 : 1 + Depth(n - 1);\nDepth(20_000).ToString()").Result());

    [Fact]
    public void An_exception_whose_message_throws_is_reported()
    {
        var run = kernel.Run("class Bad : Exception { public override string Message => throw new Exception(); }\nthrow new Bad();");
        Assert.Equal("Bad", run.ErrorName);
    }

    [Theory]
    [InlineData("namespace N { class A { } }", "cannot declare a namespace")]
    [InlineData("static class E { public static int F(this int i) => i; }", "stands outside of any class")]
    [InlineData("#!fsharp\nlet a = 1", "#!fsharp is not known here")]
    [InlineData("var a = 1;\n#r \"x.dll\"", "#r must come before the code")]
    [InlineData("#r \"nuget: MathNet.Numerics, 5.0.0\"", "packages from NuGet cannot be loaded here")]
    [InlineData("#r \"missing.dll\"", "there is no file")]
    [InlineData("#!import missing.cs", "there is no file")]
    [InlineData("#!import missing.ipynb", "only a file of C# code")]
    [InlineData("#load \"missing.cs\"", "missing.cs")]
    public void What_cannot_be_done_says_what_to_do(string code, string words)
    {
        var run = kernel.Run(code);
        Assert.Equal("CompilationError", run.ErrorName);
        Assert.Contains(words, run.ErrorText);
        Assert.NotNull(run.ErrorPlace);
    }

    [Fact]
    public void A_library_that_is_not_built_yet_is_answered_with_the_command_to_run()
    {
        kernel.WriteFile("course/Course.slnx", "");
        kernel.WriteFile("course/setup.cs", "#r \"course/lib/bin/Course.dll\"\n");
        Assert.Contains("Course.dll is not built yet. Run `dotnet build` in", kernel.Run("#r \"course/lib/bin/Course.dll\"").ErrorText);
        Assert.Contains("Run `dotnet build` in", kernel.Run("#!import course/setup.cs").ErrorText);
    }

    [Theory]
    [InlineData("int broken = missing;", "broken.cs, line 1, column 14")]
    [InlineData("int d = 0;\nint broken = 1 / d;", "broken.cs, line 2, column 1")]
    public void An_error_in_an_imported_file_names_its_line_and_marks_the_import(string file, string place)
    {
        kernel.WriteFile("sub/broken.cs", file);
        kernel.WriteFile("outer.cs", "// first\n#!import sub/broken.cs");
        var run = kernel.Run("var before = 1;\n#!import outer.cs");
        Assert.Contains(place, run.Traceback);
        Assert.Equal((2, 1), run.ErrorPlace);
    }

    [Fact]
    public void Files_that_import_each_other_are_noticed()
    {
        kernel.WriteFile("circle.cs", "#!import circle.cs");
        Assert.Contains("in a circle", kernel.Run("#!import circle.cs").ErrorText);
    }

    [Fact]
    public void An_error_on_another_thread_does_not_end_the_session()
    {
        var run = kernel.Run("var t = new System.Threading.Thread(() => throw new FormatException(\"elsewhere\")); t.Start(); t.Join(); \"here\"");
        Assert.Equal("here", run.Result());
        Assert.Contains("FormatException: elsewhere", run.Text("stderr"));
    }
}
