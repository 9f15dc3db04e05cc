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
