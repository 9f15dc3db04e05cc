using Spectre.Console;

namespace Descent.Cli;

/// <summary>The console that is written to.</summary>
internal static class Terminal
{
    /// <summary>Standard output; where it is a file or a pipe, without colours and wide enough not to break lines.</summary>
    public static IAnsiConsole Create()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings());
        if (Console.IsOutputRedirected)
        {
            console.Profile.Capabilities.Interactive = false;
            console.Profile.Width = 160;
        }
        return console;
    }
}
