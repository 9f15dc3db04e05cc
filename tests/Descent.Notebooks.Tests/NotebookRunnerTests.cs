using System.Diagnostics;
using System.Text.Json.Nodes;
using Xunit;

namespace Descent.Notebooks.Tests;

/// <summary>The runner against a kernel that misbehaves on command (tests/FakeKernel), where it can be made to do what a real one never should.</summary>
public sealed class NotebookRunnerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static KernelOptions Options => new()
    {
        KernelPath = Path.Combine(AppContext.BaseDirectory, "FakeKernel.dll"),
        CellTimeLimit = TimeSpan.FromSeconds(60),
        Grace = TimeSpan.FromSeconds(1),
    };

    public void Dispose() => folder.Dispose();

    private Task<NotebookRun> RunAsync(params string[] sources) => RunAsync(Options, sources);

    private Task<NotebookRun> RunAsync(KernelOptions options, params string[] sources) =>
        new NotebookRunner(options).RunAsync(folder.Notebook("n.ipynb", sources), TestContext.Current.CancellationToken);

    [Fact]
    public async Task Cells_run_in_order_in_the_notebooks_folder_and_their_outputs_are_collected()
    {
        NotebookRun run = await RunAsync("print one\nwarn two\nwarn three\nprint four\nresult 4", "folder", "");
        Assert.True(run.Completed, run.Failure);
        JsonArray outputs = run.Executed!.Cells[0].Outputs;
        Assert.Equal(["stdout", "stderr", "stdout", null], outputs.Select(output => (string?)output!["name"]));
        Assert.Equal("""["two\n","three\n"]""", outputs[1]!["text"]!.ToJsonString());
        Assert.Equal(1, (int)outputs[3]!["execution_count"]!);
        Assert.EndsWith(Path.GetFileName(folder.Path), MultilineText.Join(run.Executed.Cells[1].Outputs[0]!["text"]));
        Assert.Equal([1, 2, null], run.Executed.Cells.Select(cell => cell.ExecutionCount));
    }

    [Fact]
    public async Task A_display_is_updated_in_place_also_from_a_later_cell_and_a_clear_empties_the_cell()
    {
        NotebookRun run = await RunAsync(
            "display d 1\nprint x\nupdate d 2", "update d 3\nupdate unknown 4", "print gone\nclear\nprint kept", "print kept\nclear wait", "print gone\nclear wait\nprint new");
        Assert.Equal("""[{"output_type":"display_data","data":{"text/plain":"3"},"metadata":{}},{"output_type":"stream","name":"stdout","text":["x\n"]}]""", run.Outputs(0));
        Assert.Equal("[]", run.Outputs(1));
        Assert.DoesNotContain("gone", run.Outputs(2));
        Assert.Contains("kept", run.Outputs(3));
        Assert.Equal("""[{"output_type":"stream","name":"stdout","text":["new\n"]}]""", run.Outputs(4));
    }

    [Fact]
    public async Task A_failing_cell_stops_its_notebook_and_is_named()
    {
        NotebookRun run = await RunAsync("print 1", "fail DivergedException the cost is NaN", "print 3");
        Assert.Equal("cell 2 (b): DivergedException: the cost is NaN", run.Failure);
        Assert.Equal((3, 2), (run.CellCount, run.Cells.Count));
        Assert.Contains("\"output_type\":\"error\"", run.Outputs(1));
    }

    [Fact]
    public async Task Tags_are_honoured()
    {
        string path = folder.Notebook("n.ipynb", "fail E as expected", "fail never run", "print 3");
        Notebooks.Tag(path, 0, "raises-exception");
        Notebooks.Tag(path, 1, "skip-execution");
        NotebookRun run = await new NotebookRunner(Options).RunAsync(path, TestContext.Current.CancellationToken);
        Assert.True(run.Completed, run.Failure);
        Assert.Contains("as expected", run.Outputs(0));
        Assert.Equal("[]", run.Outputs(1));
        Assert.Equal([1, null, 2], run.Executed!.Cells.Select(cell => cell.ExecutionCount));
    }

    [Fact]
    public async Task A_run_that_was_written_back_agrees_with_itself()
    {
        string path = folder.Notebook("n.ipynb", "print cost 0.5", "display d 1");
        var runner = new NotebookRunner(Options);
        NotebookRun first = await runner.RunAsync(path, TestContext.Current.CancellationToken);
        Assert.NotEmpty(first.Differences);
        first.Executed!.Write(path);
        Assert.Empty((await runner.RunAsync(path, TestContext.Current.CancellationToken)).Differences);
        File.WriteAllText(path, File.ReadAllText(path).Replace("cost 0.5\\n", "cost 0.6\\n"));
        Difference difference = Assert.Single((await runner.RunAsync(path, TestContext.Current.CancellationToken)).Differences);
        Assert.Equal("cell 1 (a), output 1, text: line 1: expected \"cost 0.6\", got \"cost 0.5\"", difference.ToString());
    }

    [Fact]
    public async Task Garbage_on_the_wire_and_words_of_earlier_cells_do_no_harm()
    {
        NotebookRun run = await RunAsync("""
            raw not json at all
            raw {"half":
            raw [1,2]
            raw {"header":{"msg_type":7}}
            raw {"header":{"msg_type":"stream"},"parent_header":5,"content":[]}
            raw {"header":{"msg_type":"stream"},"header":{"msg_type":"stream"},"parent_header":{},"content":{}}
            raw {"header":{"msg_type":"update_display_data"},"parent_header":{},"content":{"text":"\ud83d","execution_count":1e99}}
            raw {"header":{"msg_type":"status"},"parent_header":{},"content":{"execution_state":7,"status":[]}}
            stray from an earlier cell
            print still here
            """);
        Assert.True(run.Completed, run.Failure);
        Assert.Equal("""[{"output_type":"stream","name":"stdout","text":["still here\n"]}]""", run.Outputs(0));
    }

    [Fact]
    public async Task A_cell_past_its_time_is_interrupted_and_then_said_to_be_late()
    {
        NotebookRun run = await RunAsync(Options with { CellTimeLimit = TimeSpan.FromSeconds(2) }, "print before\nwait-for-interrupt\nprint after");
        Assert.Equal("cell 1 (a): ran longer than the time limit of 2 s and was stopped", run.Failure);
        Assert.Contains("after", run.Outputs(0));
    }

    [Fact]
    public async Task A_kernel_that_hears_no_interrupt_is_ended()
    {
        NotebookRun run = await RunAsync(Options with { CellTimeLimit = TimeSpan.FromSeconds(2) }, "print before\ndeaf");
        Assert.Equal("cell 1 (a): ran longer than the time limit of 2 s and was stopped", run.Failure);
        Assert.Contains("before", run.Outputs(0));
    }

    [Fact]
    public async Task Endless_output_is_cut_off()
    {
        NotebookRun run = await RunAsync(Options with { OutputLimit = 2_000_000 }, "flood 100000\nprint end");
        Assert.Equal("cell 1 (a): put out more than 2 MB and was stopped; is there a print in a loop?", run.Failure);
        Assert.InRange(run.Outputs(0).Length, 1_000_000, 2_000_000);
    }

    [Fact]
    public async Task A_display_that_is_updated_again_and_again_is_not_much_output()
    {
        string updates = string.Concat(Enumerable.Range(1, 50).Select(i => $"\nupdate d {i}{new string('x', 1000)}"));
        NotebookRun run = await RunAsync(Options with { OutputLimit = 10_000 }, "display d 0" + updates);
        Assert.True(run.Completed, run.Failure);
        Assert.Contains("50x", run.Outputs(0));
        run = await RunAsync(Options with { OutputLimit = 10_000 }, $"display d 0\nupdate d {new string('x', 20_000)}");
        Assert.Contains("put out more than 0.01 MB", run.Failure);
    }

    [Theory]
    [InlineData("exit 0", "cell 1 (a): the kernel ended in the middle of the cell (exit code 0); does it call Environment.Exit?")]
    [InlineData("exit 3", "cell 1 (a): the kernel ended in the middle of the cell (exit code 3)")]
    [InlineData("last-words Stack overflow.\nexit 134", "cell 1 (a): the kernel ended: the stack overflowed; does a function call itself without end?")]
    [InlineData("last-words Out of memory.\nexit 134", "cell 1 (a): the kernel ended: it ran out of memory; does the cell allocate without end?")]
    [InlineData("last-words Process terminated. no hope\nexit 134", "cell 1 (a): the kernel was aborted in the middle of the cell (it said: Process terminated. no hope); does it call Environment.FailFast?")]
    [InlineData("exit 134", "cell 1 (a): the kernel was aborted in the middle of the cell; does it call Environment.FailFast?")]
    [InlineData("kill", "cell 1 (a): the kernel was ended from outside (signal 9)")]
    [InlineData("child 30\nexit 3", "cell 1 (a): the kernel ended in the middle of the cell (exit code 3)")]
    public async Task A_kernel_that_ends_is_reported(string code, string failure) =>
        Assert.Equal(failure, (await RunAsync(code, "print never")).Failure);

    [Fact]
    public async Task A_reply_without_an_end_is_waited_for_only_a_moment()
    {
        NotebookRun run = await RunAsync("print 1\nno-idle", "print 2");
        Assert.True(run.Completed, run.Failure);
        Assert.Contains("2", run.Outputs(1));
    }

    [Fact]
    public async Task The_kernel_is_told_how_much_memory_it_may_use() =>
        Assert.Contains("\"20000000\"", (await RunAsync(Options with { MemoryLimit = 512 << 20 }, "memory")).Outputs(0));

    [Fact]
    public async Task A_broken_notebook_stops_no_other()
    {
        string[] paths = [folder.File("empty.ipynb", ""), folder.Notebook("dies.ipynb", "exit 1"), folder.Notebook("good.ipynb", "print 1"), folder.File("missing.ipynb")];
        IReadOnlyList<NotebookRun> runs = await new NotebookRunner(Options).RunAllAsync(paths, 2, TestContext.Current.CancellationToken);
        Assert.Equal(paths, runs.Select(run => run.Path));
        Assert.Equal([false, false, true, false], runs.Select(run => run.Completed));
        Assert.Equal("the file is empty", runs[0].Failure);
    }

    [Fact]
    public async Task A_cancelled_run_leaves_no_process_behind()
    {
        using var cancellation = new CancellationTokenSource();
        KernelClient kernel = KernelClient.Start(folder.Path, Options);
        var started = new TaskCompletionSource();
        Task<CellResult> cell = kernel.ExecuteAsync("print go\ndeaf", _ => started.TrySetResult(), cancellation.Token);
        await started.Task.WaitAsync(TimeSpan.FromSeconds(60));
        using Process process = Process.GetProcessById(kernel.Process.Id);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cell);
        await kernel.DisposeAsync();
        Assert.True(process.WaitForExit(0));
    }

    [Fact]
    public async Task A_kernel_that_is_not_built_is_said_in_a_sentence()
    {
        NotebookRun run = await RunAsync(Options with { KernelPath = folder.File("Descent.Kernel.dll") }, "1");
        Assert.Equal("the C# kernel is not built yet: run \"dotnet build\" in the folder that holds Descent.slnx", run.Failure);
    }
}
