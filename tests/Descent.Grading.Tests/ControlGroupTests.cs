using Descent.Grading.Sandboxing;
using Xunit;

namespace Descent.Grading.Tests;

/// <summary>Control groups of both versions, in folders that look like theirs.</summary>
public sealed class ControlGroupTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("descent-cgroup-").FullName;
    private readonly SandboxLimits limits = new() { Memory = 1000, Processes = 7 };

    [Fact]
    public void Version_2_goes_beside_the_nearest_group_that_hands_memory_and_processes_on()
    {
        Make("user.slice", "cpu memory pids");
        Make("user.slice/app.slice", "memory pids");
        Make("user.slice/app.slice/terminal.scope", "");
        using (var group = ControlGroup.TryMake(limits, root, Membership("0::/user.slice/app.slice/terminal.scope")))
        {
            string folder = Path.GetDirectoryName(Assert.Single(group!.ProcessFiles))!;
            Assert.Equal(Path.Combine(root, "user.slice/app.slice"), Path.GetDirectoryName(folder));
            Assert.Equal("1000", File.ReadAllText(Path.Combine(folder, "memory.max")));
            Assert.Equal("7", File.ReadAllText(Path.Combine(folder, "pids.max")));
            Assert.Equal("0", File.ReadAllText(Path.Combine(folder, "memory.swap.max")));
            Assert.False(group.RanOutOfMemory);
            File.WriteAllText(Path.Combine(folder, "memory.events"), "low 0\noom 1\noom_kill 1\n");
            Assert.True(group.RanOutOfMemory);
            // A real one holds no files that could be in the way.
            foreach (string file in Directory.GetFiles(folder)) File.Delete(file);
        }

        Assert.Single(Directory.GetDirectories(Path.Combine(root, "user.slice/app.slice")));
    }

    [Fact]
    public void Version_1_has_a_tree_for_each()
    {
        Make("memory/own", "");
        Make("pids", "");
        using var group = ControlGroup.TryMake(limits, root, Membership("4:memory:/own\n8:pids:/\n0::/"));
        Assert.Equal(2, group!.ProcessFiles.Count());
        foreach (string file in Directory.GetFiles(root, "*", SearchOption.AllDirectories)) File.Delete(file);
    }

    [Theory, InlineData("0::/elsewhere"), InlineData(""), InlineData("nonsense"), InlineData("4:memory:/own\n8:pids:/")]
    public void Where_there_is_none_none_is_made(string membership) => Assert.Null(ControlGroup.TryMake(limits, root, Membership(membership)));

    public void Dispose() => Directory.Delete(root, recursive: true);

    private void Make(string group, string handedOn) =>
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(root, group)).FullName, "cgroup.subtree_control"), handedOn);

    private string Membership(string lines)
    {
        string file = Path.Combine(root, "membership");
        File.WriteAllText(file, lines);
        return file;
    }
}
