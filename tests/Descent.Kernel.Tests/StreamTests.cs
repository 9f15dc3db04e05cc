using FsCheck;
using FsCheck.Fluent;

namespace Descent.Kernel.Tests;

/// <summary>Whatever is printed, in whatever way, becomes stream messages.</summary>
public sealed class StreamTests(KernelUnderTest kernel) : IClassFixture<KernelUnderTest>
{
    private const string NativeWrite =
        "[System.Runtime.InteropServices.DllImport(\"libc\", EntryPoint = \"write\")] static extern nint Raw(int fd, byte[] bytes, nint count);\n";

    private readonly KernelUnderTest kernel = kernel;

    [Fact]
    public void Output_and_error_come_in_the_order_in_which_they_were_written()
    {
        var run = kernel.Run("for (var i = 0; i < 20; i++) { Console.Write($\"o{i} \"); Console.Error.Write($\"e{i} \"); }");
        var texts = run.All("stream").Select(m => m["content"]!["text"]!.ToString());
        Assert.Equal(string.Concat(Enumerable.Range(0, 20).Select(i => $"o{i} e{i} ")), string.Concat(texts));
        Assert.StartsWith("o0 o1", run.Output);
    }

    [Fact]
    public void What_is_printed_before_a_display_comes_before_it()
    {
        var run = kernel.Run("for (var i = 0; i < 10; i++) { Console.Write(i); display(i, \"text/plain\"); } 99");
        var shown = run.Messages.Select(m => m["content"]!["text"]?.ToString() ?? m["content"]!["data"]?["text/plain"]?.ToString());
        Assert.Equal("00112233445566778899", string.Concat(shown.OfType<string>()));
        Assert.Equal("execute_result", run.Types.Last(type => type is "execute_result" or "stream" or "display_data"));
    }

    [Fact]
    public void Native_code_and_child_processes_print_too()
    {
        var run = kernel.Run(NativeWrite + """
            Console.Write("managed ");
            Raw(1, Encoding.UTF8.GetBytes("native "), 7);
            System.Diagnostics.Process.Start("sh", "-c \"printf child\"").WaitForExit();
            """);
        Assert.Equal("managed native child", run.Output);
    }

    [Fact]
    public void Raw_bytes_on_descriptor_1_cannot_corrupt_the_messages()
    {
        var run = kernel.Run(NativeWrite + """
            var bytes = new byte[100_000];
            new Random(1).NextBytes(bytes);
            Raw(1, bytes, bytes.Length);
            Raw(1, Encoding.UTF8.GetBytes("{\"channel\":\"shell\"}\n"), 20);
            """);
        Assert.Equal("ok", run.Status);
        Assert.Contains("{\"channel\":\"shell\"}", run.Output);
    }

    [Fact]
    public void Any_text_arrives_as_it_was_printed() =>
        Prop.ForAll<NonNull<string>>(text =>
        {
            // Half of a surrogate pair has no bytes in UTF-8.
            var sent = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text.Get));
            var literal = "\"" + string.Concat(sent.Select(c => $"\\u{(int)c:x4}")) + "\"";
            return kernel.Run($"Console.Write({literal});").Output == sent;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30).WithReplay(7, 7));

    [Theory]
    [InlineData("interval [sin(0)] and W [a(1)]")]
    [InlineData("see [f(1)](x), [/home/b(2)] and [c, Version=0.0.0.0]")]
    public void Brackets_in_a_text_are_the_authors(string text)
    {
        Assert.Equal(text, kernel.Run($"Console.Write(\"{text}\");").Output);
        Assert.Equal(text, kernel.Run($"\"{text}\"").Result());
    }

    [Fact]
    public void A_steady_trickle_is_seen_while_it_goes_on()
    {
        var id = kernel.SendCell("""
            var clock = System.Diagnostics.Stopwatch.StartNew();
            for (var n = 1; !System.IO.File.Exists("seen") && clock.ElapsedMilliseconds < 20_000; n++)
            {
                Console.Write('.');
                while (clock.ElapsedMilliseconds < 2 * n) { }
            }
            System.IO.File.Exists("seen").ToString()
            """);
        kernel.Until(id, "stream");
        kernel.WriteFile("seen", "");
        Assert.Equal("True", kernel.Finish(id).Result());
    }

    [Fact]
    public void Threads_print_to_the_cell_that_runs()
    {
        var run = kernel.Run("Parallel.For(0, 50, i => Console.WriteLine(\"line\"));");
        Assert.Equal(string.Concat(Enumerable.Repeat("line\n", 50)), run.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Standard_input_is_empty()
    {
        var run = kernel.Run("$\"{Console.ReadLine() is null} {Console.Read()} {Console.OpenStandardInput().ReadByte()}\"");
        Assert.Equal("True -1 -1", run.Result());
        Assert.Equal("ok", kernel.Run("1").Status);
    }

    [Fact]
    public void A_cell_that_prints_without_measure_is_cut_and_says_so()
    {
        var run = kernel.Run("var line = new string('x', 9_999) + '\\n'; for (var i = 0; i < 10_000; i++) Console.Write(line); \"done\"");
        Assert.Equal("done", run.Result());
        Assert.Equal(1_000_000, run.Output.Length);
        Assert.Contains("The rest is not shown", run.Text("stderr"));
        Assert.Equal("short", kernel.Run("Console.Write(\"short\");").Output);
    }

    [Fact]
    public void A_console_that_a_cell_redirects_is_back_in_the_next()
    {
        Assert.Equal("", kernel.Run("Console.SetOut(new System.IO.StringWriter()); Console.Write(1);").Output);
        Assert.Equal("2", kernel.Run("Console.Write(2);").Output);
    }
}
