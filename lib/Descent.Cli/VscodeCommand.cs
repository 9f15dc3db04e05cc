using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;

namespace Descent.Cli;

/// <summary><c>descent vscode</c>: brings the extension that runs the notebooks into VS Code.</summary>
internal sealed class VscodeCommand
{
    /// <summary>The oldest Node.js that packages the extension.</summary>
    private const int OldestNode = 20;

    /// <summary>The commands of VS Code and of what is built from its sources.</summary>
    private static readonly string[] editors = ["code", "codium", "code-server"];

    private readonly Argument<string?> file = new("vsix")
    {
        Description = "The packaged extension; without it, the one of this checkout is built, which needs Node.js.",
        HelpName = "VSIX",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>The verb, ready to be added to the command.</summary>
    public static Command Create()
    {
        var vscode = new VscodeCommand();
        var install = new Verb("install", "Installs the extension that runs the notebooks in VS Code.", $"""
            The extension goes into every editor among {string.Join(", ", editors)} whose command is found on the PATH.

            Examples:
              descent vscode install                       build it from lib/vscode, and install that
              descent vscode install descent.vsix          install a file, without Node.js

            Exit code: 0 if it was installed; 1 if it was not; 2 if the command line is wrong.

            """)
        {
            vscode.file,
        };
        install.SetAction(vscode.InstallAsync);
        return new Command("vscode", "Brings the notebooks' kernel into VS Code.") { install };
    }

    private async Task<int> InstallAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            string vsix = parsed.GetValue(file) is { } given ? Existing(given) : await BuildAsync(cancellationToken);
            string[] found = [.. editors.Select(OnPath).OfType<string>()];
            if (found.Length == 0)
            {
                await Console.Error.WriteLineAsync($"""
                    descent vscode install: none of the commands {string.Join(", ", editors)} is on the PATH.
                    Install by hand: in VS Code's Extensions view, choose "Install from VSIX…" in the menu "…", and then the file
                      {vsix}
                    """);
                return ExitCode.Failure;
            }
            foreach (string editor in found)
                await RunAsync(editor, ["--install-extension", vsix, "--force"], Path.GetDirectoryName(vsix)!, cancellationToken);
            return ExitCode.Success;
        }
        catch (UsageException e)
        {
            await Console.Error.WriteLineAsync($"descent vscode install: {e.Message}");
            return ExitCode.Usage;
        }
        catch (InvalidOperationException e)
        {
            await Console.Error.WriteLineAsync($"descent vscode install: {e.Message}");
            return ExitCode.Failure;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("descent vscode install: interrupted");
            return ExitCode.Interrupted;
        }
    }

    private static string Existing(string path) =>
        File.Exists(path) ? Path.GetFullPath(path) : throw new UsageException($"there is no file \"{path}\"");

    /// <summary>Packages lib/vscode. What it needs comes from npm the first time, and whenever the list of it changed.</summary>
    private static async Task<string> BuildAsync(CancellationToken cancellationToken)
    {
        string source = Path.Combine(NotebookFiles.Root(), "lib", "vscode");
        string needs = $"Building the extension needs Node.js {OldestNode} or later with npm (https://nodejs.org). "
            + "Without it, give this command a packaged extension: descent vscode install descent.vsix";
        if (OnPath("node") is not { } node || OnPath("npm") is not { } npm)
            throw new InvalidOperationException(needs);
        string version = await OutputAsync(node, "--version", cancellationToken);
        if (!Version.TryParse(version.Trim().TrimStart('v'), out Version? found) || found.Major < OldestNode)
            throw new InvalidOperationException($"{needs}{Environment.NewLine}Found: Node.js {version.Trim()}.");
        string installed = Path.Combine(source, "node_modules", ".package-lock.json");
        if (File.GetLastWriteTimeUtc(installed) < File.GetLastWriteTimeUtc(Path.Combine(source, "package-lock.json")))
            await RunAsync(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], source, cancellationToken);
        await RunAsync(npm, ["run", "--silent", "package"], source, cancellationToken);
        return Path.Combine(source, "descent.vsix");
    }

    /// <summary>The full path of a command, with the ending that it has on Windows.</summary>
    private static string? OnPath(string command)
    {
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, command + ending)))
            .FirstOrDefault(File.Exists);
    }

    private static async Task RunAsync(string command, string[] arguments, string folder, CancellationToken cancellationToken)
    {
        using Process process = Start(new ProcessStartInfo(command, arguments) { WorkingDirectory = folder });
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"\"{Path.GetFileName(command)} {string.Join(' ', arguments)}\" failed, with exit code {process.ExitCode}");
    }

    private static async Task<string> OutputAsync(string command, string argument, CancellationToken cancellationToken)
    {
        using Process process = Start(new ProcessStartInfo(command, [argument]) { RedirectStandardOutput = true });
        string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return output;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"\"{start.FileName}\" cannot be run: {e.Message}", e);
        }
    }
}
