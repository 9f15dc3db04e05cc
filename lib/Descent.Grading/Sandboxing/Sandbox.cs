using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Descent.Notebooks;

namespace Descent.Grading.Sandboxing;

/// <summary>
/// Where handed-in code runs: a kernel process inside bubblewrap, without a network, with a read-only system, a temporary
/// folder of its own and nothing of the judge's but the kernel and a library that holds no answers.
/// </summary>
public sealed class Sandbox
{
    /// <summary>The kernel's current directory inside: that of the exercise notebooks, so that the setup file's paths hold.</summary>
    private const string NotebookFolder = "/course/notebooks/exercises";

    private readonly SandboxLimits limits;
    private readonly string kernelFolder;
    private readonly string libraryFolder;
    private readonly string? bubblewrap;
    private readonly string? userChange;

    // Whether code inside may make no user namespace of its own, in which it could mount file systems that know no limit:
    // bubblewrap 0.8 and later can do that.
    private readonly bool noNamespaces;

    private Sandbox(SandboxLimits limits, string kernelFolder, string? bubblewrap, string? userChange, bool noNamespaces = false)
    {
        (this.limits, this.kernelFolder, this.bubblewrap, this.userChange, this.noNamespaces) = (limits, kernelFolder, bubblewrap, userChange, noNamespaces);
        libraryFolder = Path.Combine(Path.GetDirectoryName(kernelFolder)!, "sandbox");
    }

    /// <summary>False where code runs with the rights of whoever grades.</summary>
    public bool IsIsolated => bubblewrap is not null;

    /// <summary>Whether a control group limits the memory and the number of all processes of a submission together.</summary>
    public bool HasControlGroup { get; private init; }

    /// <summary>What holds the code, in a sentence, for the terminal.</summary>
    public string Description => !IsIsolated
        ? "No sandbox: the code runs with your own rights."
        : $"Each submission runs in bubblewrap, {(HasControlGroup ? "with a control group" : "without a control group (memory is limited for each process, not for all together)")}.";

    /// <summary>Finds what is needed for a sandbox and tries it.</summary>
    /// <param name="limits">What code may use.</param>
    /// <param name="allowUnsandboxed">Whether to go without where there is none.</param>
    /// <exception cref="SandboxException">There is none, or it does not work here; the message says why.</exception>
    /// <exception cref="KernelException">The kernel is not built yet.</exception>
    public static Sandbox Find(SandboxLimits limits, bool allowUnsandboxed = false)
    {
        string kernel = Path.GetDirectoryName(KernelProcess.Find(Environment.CurrentDirectory))!;
        if (!File.Exists(Path.Combine(Path.GetDirectoryName(kernel)!, "sandbox", "lib", "bin", "Descent.Exercises.dll")))
            throw new SandboxException("the library for the sandbox is not built yet: run \"dotnet build\" in the folder that holds Descent.slnx");

        if (Program("bwrap") is not { } bubblewrap)
        {
            return allowUnsandboxed
                ? new Sandbox(limits, kernel, null, null)
                : throw new SandboxException(
                    "there is no bubblewrap (bwrap) here, which keeps handed-in code from your files, your network and the other submissions. "
                    + (OperatingSystem.IsLinux()
                        ? "Install it (Debian and Ubuntu: apt install bubblewrap; Fedora: dnf install bubblewrap)"
                        : "It is for Linux: grade in the container that the README describes")
                    + ", or grade code that you trust with --allow-unsandboxed.");
        }

        using (var group = ControlGroup.TryMake(limits))
        {
            // Linux holds nobody called root to a number of processes: as root, the sandbox is another user's, who must be
            // able to read the kernel.
            string? problem = null;
            string?[] userChanges = Environment.IsPrivilegedProcess && Program("setpriv") is { } found ? [found, null] : [null];
            foreach (var (userChange, noNamespaces) in userChanges.SelectMany(change => ((string?, bool)[])[(change, true), (change, false)]))
            {
                var sandbox = new Sandbox(limits, kernel, bubblewrap, userChange, noNamespaces) { HasControlGroup = group is not null };
                if (sandbox.Problem() is not { } failed) return sandbox;
                problem = failed;
            }

            if (allowUnsandboxed) return new Sandbox(limits, kernel, null, null);
            throw new SandboxException(
                $"bubblewrap is here but does not work: {problem}. In a container it needs the right to make namespaces, which the README's recipe gives it; "
                + "some systems allow it to installed programs only (sysctl kernel.apparmor_restrict_unprivileged_userns). Code that you trust can be graded with --allow-unsandboxed.");
        }
    }

    /// <summary>No sandbox at all, also where there could be one.</summary>
    internal static Sandbox None(SandboxLimits limits) =>
        new(limits, Path.GetDirectoryName(KernelProcess.Find(Environment.CurrentDirectory))!, null, null);

    /// <summary>A kernel's options; the process that they start is shut in.</summary>
    /// <param name="group">Its control group; null where there is none.</param>
    internal KernelOptions Options(ControlGroup? group) => new()
    {
        KernelPath = Path.Combine(kernelFolder, "Descent.Kernel.dll"),
        CellTimeLimit = limits.CellTime,
        MemoryLimit = limits.Heap,
        OutputLimit = limits.Output,
        Launch = start => Launch(start, group),
    };

    /// <summary>A control group for one kernel; null where none can be made.</summary>
    internal ControlGroup? MakeGroup() => HasControlGroup ? ControlGroup.TryMake(limits) : null;

    /// <summary>The folder that a kernel is started in, outside.</summary>
    internal string Folder => Path.Combine(libraryFolder, "notebooks", "exercises");

    private ProcessStartInfo Launch(ProcessStartInfo start, ControlGroup? group)
    {
        if (bubblewrap is null)
        {
            // Not even the names of what the judge's environment holds.
            foreach (string name in start.Environment.Keys.Where(name => name is not ("PATH" or "HOME" or "TMPDIR" or "TEMP" or "TMP" or "SystemRoot")
                && !name.StartsWith("DOTNET_", StringComparison.Ordinal)).ToList())
            {
                start.Environment.Remove(name);
            }

            return start;
        }

        return Under(group, [.. UserChange(), bubblewrap, .. Walls(), .. Inside(), "/dotnet/dotnet", "/kernel/Descent.Kernel.dll"]);
    }

    // What shuts the process in, in bubblewrap's words.
    private IEnumerable<string> Walls()
    {
        // The runtime that this process runs on: …/shared/Microsoft.NETCore.App/10.0.0/.
        string root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        string size = limits.Files.ToString(CultureInfo.InvariantCulture);
        string[] walls =
        [
            "--unshare-all", "--unshare-user", "--die-with-parent", "--new-session", "--hostname", "sandbox", "--uid", "65534", "--gid", "65534", "--cap-drop", "ALL",
            .. noNamespaces ? ["--disable-userns"] : (string[])[],
            "--clearenv",
            .. Variables().SelectMany(variable => (string[])["--setenv", variable.Name, variable.Value]),
            .. SystemFolders(),
            "--proc", "/proc", "--dev", "/dev", "--size", size, "--tmpfs", "/tmp",
            "--ro-bind", Path.Combine(root, "dotnet"), "/dotnet/dotnet",
            "--ro-bind", Path.Combine(root, "host"), "/dotnet/host",
            "--ro-bind", Path.Combine(root, "shared"), "/dotnet/shared",
            "--ro-bind", kernelFolder, "/kernel",
            "--ro-bind", Path.Combine(libraryFolder, "lib"), "/course/lib",
            "--size", size, "--tmpfs", NotebookFolder,
            "--ro-bind", Path.Combine(Folder, "setup.cs"), NotebookFolder + "/setup.cs",
        ];
        string data = Path.GetFullPath(Path.Combine(kernelFolder, "..", "..", "..", "data"));
        return [.. walls, "--ro-bind-try", data, "/course/data", "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", NotebookFolder];
    }

    // The limits of one process. They are set inside, where the number of processes is that of the sandbox alone.
    private string[] Inside() => Program("prlimit") is null ? [] :
    [
        "/limits/prlimit", "--core=0",
        Limit("nproc", limits.Processes), Limit("nofile", limits.OpenFiles), Limit("fsize", limits.Files),
        Limit("data", limits.Memory), Limit("cpu", (long)limits.ProcessorTime.TotalSeconds),
    ];

    private static string Limit(string name, long value) => string.Create(CultureInfo.InvariantCulture, $"--{name}={value}:{value}");

    // The system's libraries and nothing else of the system: no shell, no tools, no settings.
    private static IEnumerable<string> SystemFolders()
    {
        foreach (string folder in (string[])["/usr/lib", "/usr/lib64", "/etc/ld.so.cache"])
        {
            yield return "--ro-bind-try";
            yield return folder;
            yield return folder;
        }

        foreach (string folder in (string[])["/lib", "/lib64"])
        {
            bool isLink = new DirectoryInfo(folder).LinkTarget is not null;
            yield return isLink ? "--symlink" : "--ro-bind-try";
            yield return isLink ? "usr" + folder : folder;
            yield return folder;
        }

        if (Program("prlimit") is { } prlimit)
        {
            yield return "--ro-bind";
            yield return prlimit;
            yield return "/limits/prlimit";
        }
    }

    private IEnumerable<(string Name, string Value)> Variables() =>
    [
        ("DOTNET_ROOT", "/dotnet"), ("HOME", "/tmp"), ("TMPDIR", "/tmp"), ("LANG", "C.UTF-8"),
        ("DOTNET_GCHeapHardLimit", limits.Heap.ToString("X", CultureInfo.InvariantCulture)),
        ("DOTNET_EnableDiagnostics", "0"), ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"), ("DOTNET_TieredPGO", "0"),
    ];

    // A user of this sandbox alone, so that its processes are counted by themselves.
    private string[] UserChange()
    {
        if (userChange is null) return [];
        string user = (1_800_000_000 + Random.Shared.Next(100_000_000)).ToString(CultureInfo.InvariantCulture);
        return [userChange, "--reuid", user, "--regid", user, "--clear-groups", "--inh-caps=-all", "--"];
    }

    // A process joins a control group by itself, before it becomes another program.
    private static ProcessStartInfo Under(ControlGroup? group, IReadOnlyList<string> command)
    {
        string[] files = [.. group?.ProcessFiles ?? []];
        string[] joined = files.Length == 0
            ? [.. command]
            : ["/bin/sh", "-c", string.Concat(files.Select((_, i) => $"echo $$ > \"${i + 1}\" && ")) + $"shift {files.Length} && exec \"$@\"", "sh", .. files, .. command];
        var wrapped = new ProcessStartInfo(joined[0], joined[1..])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            UseShellExecute = false,
        };
        wrapped.Environment.Clear();
        return wrapped;
    }

    private string? Problem()
    {
        var trial = Under(null, [.. UserChange(), bubblewrap!, .. Walls(), .. Inside(), "/dotnet/dotnet", "--list-runtimes"]);
        using var process = Process.Start(trial)!;
        process.StandardInput.Close();
        string words = process.StandardError.ReadToEnd();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : words.Trim().Split('\n')[0] is { Length: > 0 } first ? first : $"exit code {process.ExitCode}";
    }

    private static string? Program(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/bin", "/usr/sbin", "/bin"])
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
