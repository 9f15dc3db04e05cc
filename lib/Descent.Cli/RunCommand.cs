using System.CommandLine;
using System.Text.Json.Nodes;
using Descent.Notebooks;
using Spectre.Console;

namespace Descent.Cli;

/// <summary><c>descent run</c>: runs notebooks and compares what they put out with what is committed.</summary>
internal sealed class RunCommand
{
    private readonly Argument<string[]> paths = new("notebooks")
    {
        Description = "Notebooks, or folders of notebooks; without any, the lecture notebooks of the course.",
        HelpName = "NOTEBOOK|FOLDER",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> update = new("--update")
    {
        Description = "Write the new outputs into the notebooks, instead of comparing. A notebook that fails is left as it is.",
    };

    private readonly Option<string?> output = new("--output", "-o")
    {
        Description = "Write executed copies of the notebooks into this folder, also of those that fail.",
        HelpName = "DIR",
    };

    private readonly Option<int> jobs = new("--jobs", "-j")
    {
        Description = "How many notebooks run at once.",
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private readonly Option<double> timeout = new("--timeout", "-t")
    {
        Description = "How long one cell may run, in seconds.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => new KernelOptions().CellTimeLimit.TotalSeconds,
    };

    private readonly Option<bool> json = new("--json")
    {
        Description = "Print the result as JSON, for machines, and nothing else.",
    };

    /// <summary>The verb, ready to be added to the command.</summary>
    public static Command Create()
    {
        var run = new RunCommand();
        var command = new Verb("run", "Runs notebooks from top to bottom and compares their outputs with the committed ones.", """
            Each notebook runs in a C# kernel of its own and stops at its first failing cell. Numbers may differ by 1e-6, relative, or as far
            as a cell's metadata says ({"descent": {"tolerance": 1e-3}}); everything else must be the same.

            Tags: skip-execution (is not run), raises-exception (may fail), volatile (is neither compared nor committed).

            Examples:
              descent run                                  the lecture notebooks
              descent run notebooks/11-adam.ipynb          one notebook
              descent run notebooks --update               run, and commit what comes out

            Exit code: 0 if every cell ran and, unless updating, every output agreed; 1 if not; 2 if the command line is wrong.

            """)
        {
            run.paths, run.update, run.output, run.jobs, run.timeout, run.json,
        };
        run.jobs.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out int value) || value < 1))
                result.AddError($"--jobs must be a whole number from 1, not \"{result.Tokens[0].Value}\".");
        });
        run.timeout.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!double.TryParse(result.Tokens[0].Value, out double value) || !(value is > 0 and <= 1e6)))
                result.AddError($"--timeout must be a number of seconds above 0, not \"{result.Tokens[0].Value}\".");
        });
        command.SetAction(run.InvokeAsync);
        return command;
    }

    private async Task<int> InvokeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<string> notebooks = NotebookFiles.Find(parsed.GetValue(paths) ?? []);
            var files = new RunFiles(notebooks, parsed.GetValue(update), parsed.GetValue(output));
            var options = new KernelOptions { CellTimeLimit = TimeSpan.FromSeconds(parsed.GetValue(timeout)) };
            bool machine = parsed.GetValue(json);
            IAnsiConsole console = Terminal.Create();
            IReadOnlyList<NotebookRun> runs = await RunProgress.ShowAsync(console, machine, files, observer =>
                new NotebookRunner(options, observer).RunAllAsync(notebooks, parsed.GetValue(jobs), cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            IReadOnlyList<RunOutcome> outcomes = [.. runs.Select(files.Finish)];
            if (machine)
                await Console.Out.WriteAsync(JsonText.Write(RunReport.ToJson(outcomes)));
            else
                RunReport.Print(console, outcomes);
            return outcomes.All(outcome => outcome.Good) ? ExitCode.Success : ExitCode.Failure;
        }
        catch (Exception e) when (e is UsageException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"descent run: {e.Message}");
            return ExitCode.Usage;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("descent run: interrupted; no notebook was changed");
            return ExitCode.Interrupted;
        }
    }
}
