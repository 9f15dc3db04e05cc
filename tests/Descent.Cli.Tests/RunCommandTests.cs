using System.Diagnostics;
using System.Text.Json.Nodes;
using Descent.Notebooks;
using Xunit;

namespace Descent.Cli.Tests;

/// <summary><c>descent run</c> as a user meets it.</summary>
public sealed class RunCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("descent-cli-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) => DescentCommand.RunAsync(folder, arguments);

    private string Write(string name, params string[] sources)
    {
        Notebook notebook = Notebook.Create();
        foreach ((int i, string source) in sources.Index())
            notebook.Add(Cell.Code(source, $"cell-{i + 1}"));
        return WriteText(name, notebook.ToText());
    }

    private string WriteText(string name, string text)
    {
        string path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    [Fact]
    public async Task Help_says_what_there_is()
    {
        var (exitCode, output, _) = await RunAsync("--help");
        Assert.Equal(0, exitCode);
        Assert.Contains("run", output);
        (exitCode, output, _) = await RunAsync("run", "--help");
        Assert.Equal(0, exitCode);
        Assert.Contains("Exit code:", output);
        foreach (string option in new[] { "NOTEBOOK|FOLDER", "--update", "--output", "--jobs", "--timeout", "--json" })
            Assert.Contains(option, output);
        (exitCode, output, _) = await RunAsync("exercise", "reset", "--help");
        Assert.Equal(0, exitCode);
        Assert.Contains("NOTEBOOK", output);
        (exitCode, output, _) = await RunAsync();
        Assert.Equal(2, exitCode);
        Assert.Contains("Commands:", output);
    }

    [Theory]
    [InlineData("there is no notebook or folder \"missing.ipynb\"", "run", "missing.ipynb")]
    [InlineData("there is no notebook (*.ipynb) in the folder \".\"", "run", ".")]
    [InlineData("a notebook's name is empty", "run", "")]
    [InlineData("a folder's name is empty", "run", "--output", "")]
    [InlineData("--jobs must be a whole number from 1, not \"0\"", "run", "--jobs", "0")]
    [InlineData("--jobs must be a whole number from 1, not \"many\"", "run", "--jobs", "many")]
    [InlineData("--timeout must be a number of seconds above 0, not \"-1\"", "run", "--timeout", "-1")]
    [InlineData("--updte", "run", "--updte")]
    [InlineData("rnu", "rnu")]
    public async Task A_wrong_command_line_is_said_in_a_sentence(string said, params string[] arguments)
    {
        var (exitCode, output, error) = await RunAsync(arguments);
        Assert.Equal(2, exitCode);
        Assert.Contains(said, error);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => !line.Contains("--help"));
        Assert.DoesNotContain("   at ", output + error);
    }

    [Fact]
    public async Task Broken_notebooks_are_named_the_others_are_updated_and_nothing_else_changes()
    {
        Write("good.ipynb", "Console.WriteLine(0.5)");
        Notebook clock = Notebook.Create();
        clock.Add(Cell.Code("DateTime.Now", "now")).Metadata["tags"] = new JsonArray("volatile");
        WriteText("clock.ipynb", clock.ToText());
        Dictionary<string, string> broken = new()
        {
            ["empty.ipynb"] = "empty.ipynb: the file is empty",
            ["text.ipynb"] = "text.ipynb: is not JSON (line 1, byte 1)",
            ["list.ipynb"] = "list.ipynb: is JSON, but not a notebook",
            ["old.ipynb"] = "old.ipynb: is a notebook of nbformat 3",
            ["twice.ipynb"] = "twice.ipynb: cells 1 and 2 have the same id \"a\"",
            ["missing-file.ipynb"] = "missing-file.ipynb: cell 1 (cell-1): ",
            ["exits.ipynb"] = "exits.ipynb: cell 2 (cell-2): the kernel ended in the middle of the cell (exit code 0)",
            ["changed.ipynb"] = "changed.ipynb: cannot be written: it was changed while it ran",
        };
        WriteText("empty.ipynb", "");
        WriteText("text.ipynb", "hello");
        WriteText("list.ipynb", "[]");
        WriteText("old.ipynb", """{"nbformat":3,"worksheets":[]}""");
        WriteText("twice.ipynb", """{"nbformat":4,"cells":[{"cell_type":"raw","source":"","id":"a"},{"cell_type":"raw","source":"","id":"a"}]}""");
        Write("missing-file.ipynb", "#r \"no-such-file.dll\"");
        Write("exits.ipynb", "1", "Environment.Exit(0)");
        Write("changed.ipynb", "System.IO.File.AppendAllText(\"changed.ipynb\", \"\\n\")");
        Dictionary<string, string> before = broken.Keys.ToDictionary(name => name, name => File.ReadAllText(Path.Combine(folder, name)));

        var (exitCode, output, _) = await RunAsync("run", ".", "--update");
        Assert.Equal(1, exitCode);
        foreach ((string name, string said) in broken)
        {
            Assert.Contains(said, output);
            Assert.Equal(before[name], File.ReadAllText(Path.Combine(folder, name)).Replace("}\n\n", "}\n"));
        }
        Assert.Contains("no-such-file.dll", output);
        Assert.Contains("10 notebooks: 2 good, 8 not.", output);
        Assert.Equal(10, Directory.GetFileSystemEntries(folder).Length);
        Assert.Contains("0.5", Notebook.Read(Path.Combine(folder, "good.ipynb")).Cells[0].Outputs.ToJsonString());
        Assert.Empty(Notebook.Read(Path.Combine(folder, "clock.ipynb")).Cells[0].Outputs);

        (exitCode, output, _) = await RunAsync("run", "good.ipynb", "clock.ipynb");
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task A_notebook_agrees_until_a_digit_of_its_outputs_changes()
    {
        string path = Write("n.ipynb", "Console.WriteLine($\"cost {1 / 4.0}\")", "(1, 2.5)");
        Assert.Equal(0, (await RunAsync("run", path, "--update")).ExitCode);
        string updated = File.ReadAllText(path);
        Assert.Equal(0, (await RunAsync("run", path)).ExitCode);
        File.WriteAllText(path, updated.Replace("cost 0.25\\n", "cost 0.26\\n"));
        var (exitCode, output, _) = await RunAsync("run", path);
        Assert.Equal(1, exitCode);
        Assert.Contains("1 difference", output);
        Assert.Contains("n.ipynb: cell 1 (cell-1), output 1, text: line 1: expected \"cost 0.26\", got \"cost 0.25\"", output);
        Assert.DoesNotContain("\u001b", output);
    }

    [Fact]
    public async Task Executed_copies_go_into_a_folder_and_the_notebooks_stay()
    {
        string first = Write("one/n.ipynb", "Console.WriteLine(1)"), second = Write("two/n.ipynb", "Console.WriteLine(2)", "throw new Exception(\"no\")");
        string before = File.ReadAllText(first) + File.ReadAllText(second);
        var (exitCode, _, _) = await RunAsync("run", "one", "two", "--output", "copies");
        Assert.Equal(1, exitCode);
        Assert.Equal(before, File.ReadAllText(first) + File.ReadAllText(second));
        Assert.Single(Notebook.Read(Path.Combine(folder, "copies/one/n.ipynb")).Cells[0].Outputs);
        Assert.Contains("\"error\"", Notebook.Read(Path.Combine(folder, "copies/two/n.ipynb")).Cells[1].Outputs.ToJsonString());

        var refused = await RunAsync("run", "one/n.ipynb", "--output", "one");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("--output would overwrite", refused.Error);
    }

    [Fact]
    public async Task The_result_can_be_had_as_json()
    {
        Write("n.ipynb", "1", "throw new Exception(\"no\")", "3");
        var (exitCode, output, _) = await RunAsync("run", ".", "--json");
        Assert.Equal(1, exitCode);
        JsonNode result = JsonNode.Parse(output)!;
        Assert.False((bool)result["passed"]!);
        JsonNode notebook = Assert.Single(result["notebooks"]!.AsArray())!;
        Assert.Equal("n.ipynb", (string)notebook["notebook"]!);
        Assert.Equal("failed", (string)notebook["status"]!);
        Assert.Equal(3, (int)notebook["cell_count"]!);
        Assert.Equal(["succeeded", "failed"], notebook["cells"]!.AsArray().Select(cell => (string)cell!["outcome"]!));
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 130)]
    [InlineData("KILL", 137)]
    public async Task A_run_that_is_interrupted_leaves_no_process_and_no_half_written_file(string signal, int expected)
    {
        string path = Write("n.ipynb", "System.IO.File.WriteAllText(\"kernel-id\", Environment.ProcessId.ToString())", "while (true) { }");
        string before = File.ReadAllText(path);
        using Process run = DescentCommand.Start(folder, "run", path, "--update");
        Task<string> error = run.StandardError.ReadToEndAsync();
        string marker = Path.Combine(folder, "kernel-id");
        while (!File.Exists(marker) || new FileInfo(marker).Length == 0)
        {
            Assert.False(run.HasExited);
            await Task.Delay(50);
        }
        int kernel = int.Parse(File.ReadAllText(marker));
        using (Process kill = Process.Start("kill", [$"-{signal}", $"{run.Id}"]))
            await kill.WaitForExitAsync();
        await run.WaitForExitAsync();
        Assert.Equal(expected, run.ExitCode);
        if (signal != "KILL")
            Assert.Contains("interrupted; no notebook was changed", await error);
        await GoneAsync(kernel);
        Assert.Equal(before, File.ReadAllText(path));
        Assert.Equal(2, Directory.GetFileSystemEntries(folder).Length);
    }

    private static async Task GoneAsync(int id)
    {
        for (int i = 0; i < 200; i++)
        {
            try
            {
                using Process process = Process.GetProcessById(id);
                if (process.HasExited)
                    return;
            }
            catch (ArgumentException)
            {
                return;
            }
            await Task.Delay(50);
        }
        Assert.Fail($"the kernel {id} is still there");
    }
}
