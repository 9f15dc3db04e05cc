using System.ComponentModel;
using System.Diagnostics;

namespace Descent.Publishing;

/// <summary>The folder with what publishing takes from npm: package.json, its lock, and node_modules once it is installed.</summary>
public sealed class NodePackages
{
    private readonly Lock installing = new();
    private bool ready;

    /// <param name="folder">The folder that holds package.json and package-lock.json.</param>
    public NodePackages(string folder) => Folder = Path.GetFullPath(folder);

    /// <summary>The folder that holds package.json.</summary>
    public string Folder { get; }

    /// <summary>The programs that are called; tests put others in their place.</summary>
    public string Node { get; init; } = "node";

    /// <inheritdoc cref="Node"/>
    public string Npm { get; init; } = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    /// <summary>Changes whenever a package or a script does.</summary>
    public string Version => string.Join(' ', new[] { "package-lock.json", "render.mjs", "sanitize.mjs" }.Select(name => SiteHash.Of(File.ReadAllBytes(Path.Combine(Folder, name)))));

    /// <summary>lib/Descent.Publishing/assets, found above this program or above the current directory.</summary>
    /// <exception cref="PublishingException">Neither lies in the repository.</exception>
    public static NodePackages Find()
    {
        foreach (string start in new[] { AppContext.BaseDirectory, Directory.GetCurrentDirectory() })
            for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
                if (Path.Combine(at.FullName, "lib", "Descent.Publishing", "assets") is var folder && File.Exists(Path.Combine(folder, "package-lock.json")))
                    return new NodePackages(folder);
        throw new PublishingException("publishing needs lib/Descent.Publishing/assets, which is neither above this program nor above the current directory.");
    }

    /// <summary>A package's file or folder; installs the packages first if need be.</summary>
    public string PathOf(string package, params string[] parts)
    {
        Install();
        return Path.Combine([Folder, "node_modules", package, .. parts]);
    }

    /// <summary>Runs <c>npm ci</c> unless node_modules is there and as new as the lock file.</summary>
    /// <exception cref="PublishingException">node or npm is not installed, or npm failed.</exception>
    public void Install()
    {
        lock (installing)
        {
            if (ready)
                return;
            if (!IsInstalled())
                InstallAlone();
            ready = true;
        }
    }

    /// <summary>Starts node with a script of this folder, its standard streams redirected.</summary>
    /// <exception cref="PublishingException">node or npm is not installed, or npm failed.</exception>
    public Process Start(string script)
    {
        Install();
        var start = Redirected(Node, [script]);
        start.RedirectStandardInput = true;
        start.StandardInputEncoding = new System.Text.UTF8Encoding(false);
        return StartOrExplain(start);
    }

    // npm writes this file last, so a broken installation counts as none.
    private bool IsInstalled() => new FileInfo(Path.Combine(Folder, "node_modules", ".package-lock.json")) is { Exists: true } installed
        && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json"));

    // npm first deletes node_modules: of two processes that install at the same time, each takes away what the other has written.
    private void InstallAlone()
    {
        using var mutex = new Mutex(false, $"descent-npm-{SiteHash.Of(Folder)}", new NamedWaitHandleOptions { CurrentSessionOnly = false });
        try
        {
            mutex.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // The other process was killed; what it left counts as not installed.
        }
        try
        {
            if (!IsInstalled())
                Run(Npm, "ci", "--no-audit", "--no-fund", "--loglevel=error");
        }
        finally
        {
            mutex.ReleaseMutex();
        }
    }

    private void Run(string program, params string[] arguments)
    {
        using var process = StartOrExplain(Redirected(program, arguments));
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            string said = (errors.Result + output).Trim();
            throw new PublishingException($"\"{program} {arguments[0]}\" failed in {Folder}: {(said.Length > 0 ? said : $"it ended with {process.ExitCode}")}");
        }
    }

    private ProcessStartInfo Redirected(string program, string[] arguments) => new(program, arguments)
    {
        WorkingDirectory = Folder,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardOutputEncoding = System.Text.Encoding.UTF8,
        StandardErrorEncoding = System.Text.Encoding.UTF8,
    };

    private static Process StartOrExplain(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            string name = Path.GetFileNameWithoutExtension(start.FileName);
            throw new PublishingException($"publishing needs {name} (Node.js 20.19 or newer, which brings npm), but {name} cannot be started: install Node.js and try again.", e);
        }
    }
}
