using System.Diagnostics;

namespace Descent.Cli.Tests;

/// <summary>The <c>descent</c> command as a process.</summary>
internal static class DescentCommand
{
    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string folder, params string[] arguments)
    {
        using Process process = Start(folder, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Starts it in a folder.</summary>
    public static Process Start(string folder, params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Path(), .. arguments])
    {
        WorkingDirectory = folder,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>The command's program.</summary>
    public static string Path()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(at.FullName, "Descent.slnx")))
                return System.IO.Path.Combine(at.FullName, "lib", "Descent.Cli", "bin", "Release", "net10.0", "Descent.Cli.dll");
        }
        throw new InvalidOperationException("the tests run inside the repository");
    }
}
