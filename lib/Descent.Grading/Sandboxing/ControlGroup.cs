using System.Globalization;

namespace Descent.Grading.Sandboxing;

/// <summary>
/// Linux control groups that hold one kernel process and whatever it starts: a limit of their memory together, and of
/// their number.
/// </summary>
internal sealed class ControlGroup : IDisposable
{
    // No submission takes so long.
    private static readonly TimeSpan LongestUse = TimeSpan.FromHours(1);

    private readonly IReadOnlyList<string> folders;

    private ControlGroup(IReadOnlyList<string> folders) => this.folders = folders;

    /// <summary>The files that a process writes its number to in order to be in the group.</summary>
    public IEnumerable<string> ProcessFiles => folders.Select(folder => Path.Combine(folder, "cgroup.procs"));

    /// <summary>Whether a process of the group was ended because the group had used up its memory.</summary>
    public bool RanOutOfMemory => folders.SelectMany(folder => (string[])[Path.Combine(folder, "memory.events"), Path.Combine(folder, "memory.oom_control")])
        .Where(File.Exists).SelectMany(File.ReadLines).Any(line => line.StartsWith("oom_kill ", StringComparison.Ordinal) && line != "oom_kill 0");

    /// <summary>Makes a group; null where this process may not, or where there are none.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="root">Where control groups are: <c>/sys/fs/cgroup</c>.</param>
    /// <param name="membership">Which groups this process is in: <c>/proc/self/cgroup</c>.</param>
    public static ControlGroup? TryMake(SandboxLimits limits, string root = "/sys/fs/cgroup", string membership = "/proc/self/cgroup")
    {
        string memory = limits.Memory.ToString(CultureInfo.InvariantCulture);
        string processes = limits.Processes.ToString(CultureInfo.InvariantCulture);
        var made = new List<string>();
        try
        {
            var groups = File.ReadLines(membership).Select(line => line.Split(':', 3)).Where(parts => parts.Length == 3)
                .ToDictionary(parts => parts[1], parts => parts[2].TrimStart('/'));
            if (groups.TryGetValue("memory", out string? memoryGroup) && groups.TryGetValue("pids", out string? pidsGroup))
            {
                // Version 1: a tree for each resource.
                Make(Path.Combine(root, "memory", memoryGroup), made, ("memory.limit_in_bytes", memory));
                Make(Path.Combine(root, "pids", pidsGroup), made, ("pids.max", processes));
            }
            else if (Parent(root, groups.GetValueOrDefault("") ?? "") is { } parent)
            {
                Make(parent, made, ("memory.max", memory), ("pids.max", processes));
                WithoutSwap(made[0]);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Remove(made);
            return null;
        }

        return made.Count > 0 ? new ControlGroup(made) : null;
    }

    /// <summary>Removes the group; its processes have ended by then.</summary>
    public void Dispose() => Remove(folders);

    // Version 2: a group that has processes of its own can have no others below it, so ours goes beside the nearest one
    // that hands both resources on.
    private static string? Parent(string root, string own)
    {
        for (string? at = own; at is not null; at = at.Length == 0 ? null : Path.GetDirectoryName(at))
        {
            string control = Path.Combine(root, at, "cgroup.subtree_control");
            if (File.Exists(control) && File.ReadAllText(control).Split((char[])[' ', '\n']) is { } handedOn
                && handedOn.Contains("memory") && handedOn.Contains("pids"))
            {
                return Path.Combine(root, at);
            }
        }

        return null;
    }

    private static void Make(string parent, List<string> made, params (string File, string Value)[] settings)
    {
        if (!Directory.Exists(parent)) throw new IOException($"there is no {parent}");
        // What a judge that was ended by force has left behind; a group that is in use cannot be removed.
        Remove(Directory.GetDirectories(parent, "descent-*").Where(folder => Directory.GetCreationTimeUtc(folder) < DateTime.UtcNow - LongestUse), attempts: 1);
        string folder = Path.Combine(parent, $"descent-{Guid.NewGuid():n}");
        Directory.CreateDirectory(folder);
        made.Add(folder);
        foreach (var (file, value) in settings) File.WriteAllText(Path.Combine(folder, file), value);
    }

    // A system that counts no swap has no such file.
    private static void WithoutSwap(string folder)
    {
        try
        {
            File.WriteAllText(Path.Combine(folder, "memory.swap.max"), "0");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The limit of the memory holds all the same.
        }
    }

    private static void Remove(IEnumerable<string> folders, int attempts = 20)
    {
        foreach (string folder in folders)
        {
            // A group is removed by rmdir alone, once the last process has been reaped.
            for (int attempt = 0; attempt < attempts && Directory.Exists(folder); attempt++)
            {
                try
                {
                    Directory.Delete(folder);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    Thread.Sleep(10);
                }
            }
        }
    }
}
