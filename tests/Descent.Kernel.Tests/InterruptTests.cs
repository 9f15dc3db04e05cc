namespace Descent.Kernel.Tests;

/// <summary>A cell can be stopped, whatever it does, and the session goes on.</summary>
public sealed class InterruptTests(KernelUnderTest kernel) : IClassFixture<KernelUnderTest>
{
    private readonly KernelUnderTest kernel = kernel;

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("while (true) { try { while (true) { } } catch (Exception) { } }")]
    [InlineData("System.Threading.Thread.Sleep(-1);")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("await Task.Yield(); while (true) { }")]
    [InlineData("new TaskCompletionSource().Task.Wait();")]
    [InlineData("lock (new object()) { while (true) { } }")]
    [InlineData("while (true) Console.WriteLine(\"line\");")]
    [InlineData("while (true) 3.5.ToString();")]
    [InlineData("var numbers = Enumerable.Range(0, 1000).ToArray(); while (true) numbers.Select(n => n * 2).Sum();")]
    [InlineData("double Root(double x) { var r = x; for (var i = 0; i < 5; i++) r = (r + x / r) / 2; return r; }\nfor (;;) Root(2);")]
    [InlineData("void Again() { again: goto again; }\nAgain();")]
    [InlineData("foreach (var n in Endless()) { }\nIEnumerable<int> Endless() { while (true) yield return 1; }")]
    [InlineData("int Deep(int n) => n == 0 ? 0 : Deep(n - 1) + Deep(n - 1);\nDeep(1000);")]
    [InlineData("Task.Delay(-1).Wait();")]
    [InlineData("var random = new Random(1); double sum = 0; do sum += random.NextDouble(); while (sum >= 0);")]
    [InlineData("while (true) display(\"x\");")]
    [InlineData("System.Diagnostics.Process.Start(\"sleep\", \"1000\").WaitForExit();")]
    [InlineData("class Mute : Exception { public override string Message { get { while (true) { } } } }\nthrow new Mute();")]
    public void A_cell_without_end_ends_and_its_variables_stay(string code)
    {
        for (var time = 0; time < 3; time++)
        {
            var id = kernel.SendCell($"var count{time} = 5; Console.Error.Write(\"running\");\n{code}");
            kernel.Until(id, "stream");
            kernel.Interrupt();
            var run = kernel.Finish(id);
            Assert.False(run.KernelEnded);
            Assert.Equal("Interrupted", run.ErrorName);
            Assert.Equal("error", run.Status);
            Assert.Equal("5", kernel.Run($"count{time}.ToString()").Result());
        }
    }

    [Fact]
    public void A_cell_that_watches_its_token_ends_by_itself()
    {
        // Of its own, since code that has tokens of its own is left to them.
        using var kernel = new KernelUnderTest();
        var id = kernel.SendCell("""
            var token = Microsoft.DotNet.Interactive.KernelInvocationContext.Current.CancellationToken;
            Console.Write("running");
            while (!token.IsCancellationRequested) { }
            "ended by itself"
            """);
        kernel.Until(id, "stream");
        kernel.Interrupt();
        Assert.Equal("ended by itself", kernel.Finish(id).Result());
    }

    [Fact]
    public void A_token_of_ones_own_is_passed_on()
    {
        using var own = new KernelUnderTest();
        own.Run("var source = new System.Threading.CancellationTokenSource(); source.Cancel();");
        var run = own.Run("var token = source.Token;\nawait Task.Delay(60_000, token);");
        Assert.Equal("TaskCanceledException", run.ErrorName);
        Assert.Equal("True", own.Run("string Seen(System.Threading.CancellationToken t = default) => t.IsCancellationRequested.ToString();\nSeen(token)").Result());
    }

    [Fact]
    public void A_function_of_an_earlier_cell_is_stopped_and_can_be_called_again()
    {
        kernel.Run("var goOn = true; int Turns() { var n = 0; do n++; while (goOn); return n; }");
        var id = kernel.SendCell("Console.Write(1); Turns();");
        kernel.Until(id, "stream");
        kernel.Interrupt();
        Assert.Equal("Interrupted", kernel.Finish(id).ErrorName);
        Assert.Equal("1", kernel.Run("goOn = false; Turns().ToString()").Result());
    }

    [Fact]
    public void An_interrupt_before_or_after_a_cell_is_harmless()
    {
        for (var time = 0; time < 20; time++)
        {
            kernel.Interrupt();
            Assert.Equal("fine", kernel.Run("\"fine\"").Result());
        }
    }

    [Fact]
    public void A_cell_that_waits_for_its_turn_is_interrupted_before_it_begins()
    {
        var id = kernel.SendCell("while (true) { }");
        kernel.Interrupt();
        Assert.Equal("Interrupted", kernel.Finish(id).ErrorName);
    }

    [Fact]
    public void What_cannot_be_interrupted_ends_its_process_and_says_so()
    {
        using var lost = new KernelUnderTest();
        var id = lost.SendCell("Console.Write(1); new System.IO.Pipes.AnonymousPipeServerStream(System.IO.Pipes.PipeDirection.In).ReadByte();");
        lost.Until(id, "stream");
        lost.Interrupt();
        var run = lost.Finish(id);
        Assert.True(run.KernelEnded);
        Assert.Equal("KernelDied", run.ErrorName);
        Assert.Contains("Variables are lost", run.ErrorText);
        Assert.Equal("error", run.Status);
        Assert.NotEqual(0, lost.ExitCode);
    }
}
