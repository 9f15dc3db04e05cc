using Spectre.Console;

namespace Descent.Cli;

/// <summary>The console that is written to.</summary>
internal static class Terminal
{
    /// <summary>Standard output; where it is a file or a pipe, without colours and wide enough not to break lines.</summary>
    public static IAnsiConsole Create()
    {
        if (!Console.IsOutputRedirected)
            return AnsiConsole.Create(new AnsiConsoleSettings());
        IAnsiConsole plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        plain.Profile.Width = 160;
        return plain;
    }
}
