using System.Diagnostics;
using Xunit;

namespace Descent.Notebooks.Tests;

/// <summary>What cells can do to their kernel, done to the real one: each costs its own notebook at most, and is said clearly.</summary>
public sealed class KernelFaultTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private async Task<IReadOnlyList<NotebookRun>> RunAsync(KernelOptions options, params string[] codes)
    {
        string[] paths = [.. codes.Select((code, i) => folder.Notebook($"{i}.ipynb", "Console.WriteLine(\"before\")", code, "1 + 1"))];
        return await new NotebookRunner(options).RunAllAsync(paths, Environment.ProcessorCount, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Cells_without_end_are_stopped()
    {
        var options = new KernelOptions { CellTimeLimit = TimeSpan.FromSeconds(2) };
        foreach (NotebookRun run in await RunAsync(options, "while (true) { }", "System.Threading.Thread.Sleep(-1);", "await Task.Delay(-1);"))
        {
            Assert.StartsWith("cell ", run.Failure);
            Assert.EndsWith("ran longer than the time limit of 2 s and was stopped", run.Failure);
        }
    }

    [Fact]
    public async Task Cells_that_fail_or_take_their_kernel_along_are_named_and_other_notebooks_finish()
    {
        (string Code, string Said)[] faults =
        [
            ("int F(int n) => F(n + 1) + 1;\nF(0)", "calls itself without end"),
            ("Environment.Exit(0);", "does it call Environment.Exit?"),
            ("Environment.FailFast(\"no hope\");", "does it call Environment.FailFast?"),
            ("System.Diagnostics.Process.GetCurrentProcess().Kill();", "the kernel was ended from outside (signal 9)"),
            ("for (int i = 0; i < 100_000; i++) Console.WriteLine(new string('x', 1000));", "put out more than 1 MB and was stopped"),
            ("var all = new List<byte[]>(); while (true) { all.Add(new byte[1 << 20]); }", "OutOfMemoryException"),
            ("#r \"missing.dll\"", "missing.dll"),
            ("int.Parse(\"x\")", "FormatException"),
            ("undefined", "undefined"),
        ];
        IReadOnlyList<NotebookRun> runs = await RunAsync(
            new KernelOptions { MemoryLimit = 400L << 20 }, [.. faults.Select(fault => fault.Code), "Console.WriteLine(\"all is well\")"]);
        foreach ((NotebookRun run, (string _, string said)) in runs.Zip(faults))
        {
            Assert.StartsWith("cell 2 (b): ", run.Failure);
            Assert.Contains(said, run.Failure);
            Assert.Contains("before", run.Outputs(0));
            Assert.Equal(2, run.Cells.Count);
        }
        Assert.True(runs[^1].Completed, runs[^1].Failure);
    }

    [Fact]
    public async Task A_process_that_reads_no_more_is_ended_though_its_pipe_is_full()
    {
        if (OperatingSystem.IsWindows())
            return; // no signal stops a process there
        var options = new KernelOptions { StartTimeLimit = TimeSpan.FromSeconds(10) };
        await using var client = KernelClient.Start(folder.Path, options);
        Assert.Equal(CellOutcome.Succeeded, (await client.ExecuteAsync("1 + 1", _ => { }, TestContext.Current.CancellationToken)).Outcome);
        using (Process stop = Process.Start("kill", ["-STOP", $"{client.Process.Id}"]))
            await stop.WaitForExitAsync(TestContext.Current.CancellationToken);
        CellResult result = await client.ExecuteAsync("//" + new string('x', 1 << 20), _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal((CellOutcome.KernelDied, "the kernel took no message any more and was ended; was its process stopped?"), (result.Outcome, result.Message));
    }

    [Fact]
    public async Task Cells_that_mean_no_harm_do_none()
    {
        IReadOnlyList<NotebookRun> runs = await RunAsync(
            new KernelOptions(),
            """
            using (var raw = new System.IO.FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle((IntPtr)1, false), System.IO.FileAccess.Write))
                raw.Write(Encoding.UTF8.GetBytes("{\"header\":{}}\nraw\n"));
            """,
            "Console.WriteLine(Console.ReadLine() ?? \"nothing to read\");",
            "new System.Threading.Thread(() => { while (true) { Console.WriteLine(1); System.Threading.Thread.Sleep(1); } }).Start();");
        foreach (NotebookRun run in runs)
        {
            Assert.True(run.Completed, run.Failure);
            Assert.Contains("2", run.Outputs(2));
        }
        Assert.Contains("raw\\n", runs[0].Outputs(1));
        Assert.Contains("nothing to read", runs[1].Outputs(1));
    }

    [Fact]
    public async Task A_kernel_killed_from_outside_is_reported()
    {
        await using KernelClient kernel = KernelClient.Start(folder.Path, new KernelOptions());
        CellResult result = await kernel.ExecuteAsync("Console.WriteLine(\"go\"); while (true) { }", _ =>
        {
            using Process process = Process.GetProcessById(kernel.Process.Id);
            process.Kill();
        }, TestContext.Current.CancellationToken);
        Assert.Equal((CellOutcome.KernelDied, "the kernel was ended from outside (signal 9)"), (result.Outcome, result.Message));
    }

    [Fact]
    public async Task A_session_survives_an_interrupt()
    {
        await using KernelClient kernel = KernelClient.Start(folder.Path, new KernelOptions());
        CancellationToken token = TestContext.Current.CancellationToken;
        await kernel.ExecuteAsync("int kept = 7;", _ => { }, token);
        CellResult result = await kernel.ExecuteAsync(
            "Console.WriteLine(\"go\"); while (true) { }", _ => kernel.InterruptAsync(token).GetAwaiter().GetResult(), token);
        Assert.Equal(CellOutcome.Failed, result.Outcome);
        var outputs = new List<string>();
        result = await kernel.ExecuteAsync("Console.Write(kept)", message => outputs.Add(message.Content.ToJsonString()), token);
        Assert.Equal(CellOutcome.Succeeded, result.Outcome);
        Assert.Contains("\"7\"", Assert.Single(outputs));
    }
}
