using System.Diagnostics;

namespace Descent.Cli.Tests;

/// <summary>The <c>descent</c> command as a process.</summary>
internal static class DescentCommand
{
    /// <summary>The folder that Descent.slnx is in.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The command's program.</summary>
    public static string Path { get; } = System.IO.Path.Combine(Root, "lib", "Descent.Cli", "bin", "Release", "net10.0", "Descent.Cli.dll");

    /// <summary>Runs it to its end.</summary>
    public static Task<(int ExitCode, string Output, string Error)> RunAsync(string folder, params string[] arguments) =>
        EndAsync(Start(folder, arguments));

    /// <summary>Runs it to its end where only the programs of one folder are found.</summary>
    public static Task<(int ExitCode, string Output, string Error)> RunWithProgramsOfAsync(string programs, string folder, params string[] arguments)
    {
        var start = StartInfo(folder, arguments);
        start.Environment["PATH"] = programs;
        return EndAsync(Process.Start(start)!);
    }

    /// <summary>Starts it in a folder.</summary>
    public static Process Start(string folder, params string[] arguments) => Process.Start(StartInfo(folder, arguments))!;

    private static ProcessStartInfo StartInfo(string folder, string[] arguments) => new("dotnet", [Path, .. arguments])
    {
        WorkingDirectory = folder,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    private static async Task<(int ExitCode, string Output, string Error)> EndAsync(Process started)
    {
        using Process process = started;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(at.FullName, "Descent.slnx")))
                return at.FullName;
        }
        throw new InvalidOperationException("the tests run inside the repository");
    }
}
