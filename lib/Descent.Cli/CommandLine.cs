using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;

namespace Descent.Cli;

/// <summary>The <c>descent</c> command with its verbs.</summary>
internal static class CommandLine
{
    /// <summary>Parses and runs a command line.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> InvokeAsync(string[] args)
    {
        // Not a RootCommand, which takes the program's own name: "descent" beside the library Descent would be one name too many for the loader.
        var root = new Command("descent", "Runs the Descent course on improving deep neural networks: its notebooks, their checks, their grading, their pages.")
        {
            RunCommand.Create(),
            ExerciseCommand.Create(),
            GradeCommand.Create(),
            GradebookCommand.Create(),
            PublishCommand.Create(),
            ServeCommand.Create(),
            VscodeCommand.Create(),
            new HelpOption(),
            new VersionOption(),
        };
        VerbHelp.AddTo(root);
        ParseResult parsed = root.Parse(args);
        if (args.Length == 0)
        {
            await root.Parse("--help").InvokeAsync();
            return ExitCode.Usage;
        }
        if (parsed.Errors.Count > 0)
        {
            // That a verb is missing says nothing new beside a word that is none.
            foreach (ParseError error in parsed.Errors.Where(error => parsed.UnmatchedTokens.Count == 0 || error.Message.Contains('\'')))
                await Console.Error.WriteLineAsync(error.Message);
            var path = new List<string>();
            for (SymbolResult? at = parsed.CommandResult; at is CommandResult { Parent: not null } command; at = at.Parent)
                path.Insert(0, command.Command.Name);
            string verb = string.Join(' ', path.Prepend("descent"));
            await Console.Error.WriteLineAsync($"\"{verb} --help\" shows what there is.");
            return ExitCode.Usage;
        }
        // Upon Ctrl+C or a request to terminate, the kernels are ended first; that takes a moment.
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
    }
}
