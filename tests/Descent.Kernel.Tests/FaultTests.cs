using System.Diagnostics;

namespace Descent.Kernel.Tests;

/// <summary>The worst that a cell can do costs its process, and a client can tell.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData("Environment.Exit(0);", 0)]
    [InlineData("Environment.Exit(3);", 3)]
    public void A_cell_may_end_the_process(string code, int exitCode)
    {
        using var kernel = new KernelUnderTest();
        var run = kernel.Run("Console.Write(\"last words\");\n" + code);
        Assert.True(run.KernelEnded);
        Assert.Equal("last words", run.Output);
        Assert.DoesNotContain("execute_reply", run.Types);
        Assert.Equal(exitCode, kernel.ExitCode);
    }

    [Theory]
    [InlineData("Environment.FailFast(\"now\");", "now")]
    [InlineData("[System.Runtime.InteropServices.DllImport(\"libc\", EntryPoint = \"abort\")] static extern void Abort();\nAbort();", "")]
    [InlineData("#r \"Deep.dll\"\nDeep.Down(1)", "Stack overflow")]
    [InlineData("#r \"Deep.dll\"\nDeep.Wind(1)", "Stack overflow")]
    public void A_crash_ends_the_messages_without_a_reply(string code, string lastWords)
    {
        using var kernel = new KernelUnderTest(("DOTNET_DbgEnableMiniDump", "0"));
        Library.Build(kernel, "Deep.dll", """
            public static class Deep
            {
                public static int Down(int n) => Down(n + 1) + Down(n + 2);
                // A stack that never repeats itself fills megabytes with the runtime's account of it.
                public static int Wind(int n) => (n * 31 % 7 > 3 ? Left(n + 1) : Right(n + 1)) + 1;
                static int Left(int n) => (n * 17 % 5 > 2 ? Right(n + 1) : Wind(n + 1)) + 1;
                static int Right(int n) => (n * 13 % 11 > 5 ? Wind(n + 1) : Left(n + 1)) + 1;
            }
            """);
        var run = kernel.Run(code);
        Assert.True(run.KernelEnded);
        Assert.DoesNotContain("execute_reply", run.Types);
        Assert.NotEqual(0, kernel.ExitCode);
        Assert.Contains(lastWords, kernel.LastWords);
    }

    [Fact]
    public void A_kernel_that_is_killed_in_the_middle_of_a_cell_ends_its_messages()
    {
        using var kernel = new KernelUnderTest();
        var id = kernel.SendCell("Console.Write(1); while (true) { }");
        kernel.Until(id, "stream");
        kernel.Kill();
        Assert.True(kernel.Finish(id).KernelEnded);
    }

    [Fact]
    public void Memory_without_end_is_an_error_and_the_session_goes_on()
    {
        using var kernel = new KernelUnderTest(("DOTNET_GCHeapHardLimit", "0x10000000"));
        var run = kernel.Run("void Fill() { var all = new List<byte[]>(); while (true) all.Add(new byte[1_000_000]); }\nFill();");
        Assert.Equal("OutOfMemoryException", run.ErrorName);
        Assert.Equal("still here", kernel.Run("\"still here\"").Result());
    }

    [Fact]
    public void Threads_that_are_left_running_do_not_hold_up_the_session_or_its_end()
    {
        using var kernel = new KernelUnderTest();
        kernel.Run("new System.Threading.Thread(() => { while (true) System.Threading.Thread.Sleep(1); }).Start();");
        Assert.Equal("next", kernel.Run("\"next\"").Result());
        kernel.CloseInput();
        Assert.Equal(0, kernel.ExitCode);
    }

    [Fact]
    public void The_end_of_the_requests_ends_a_cell_that_never_would()
    {
        using var kernel = new KernelUnderTest();
        var id = kernel.SendCell("Console.Write(1); while (true) { }");
        kernel.Until(id, "stream");
        kernel.CloseInput();
        Assert.Equal(0, kernel.ExitCode);
    }

    [Fact]
    public void A_child_process_that_outlives_the_kernel_keeps_nobody_waiting()
    {
        using var kernel = new KernelUnderTest();
        var child = int.Parse(kernel.Run("System.Diagnostics.Process.Start(\"sleep\", \"60\").Id.ToString()").Result());
        kernel.CloseInput();
        while (kernel.Next() is not null)
        {
        }
        using var sleeping = Process.GetProcessById(child);
        Assert.False(sleeping.HasExited);
        sleeping.Kill();
        Assert.Equal(0, kernel.ExitCode);
    }
}
