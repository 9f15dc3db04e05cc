using Descent.Cli.Tests;
using Descent.Publishing.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(PublishedCourse))]

namespace Descent.Publishing.Tests;

/// <summary>The site of the course, made once for all tests that look at it, by the command as a user calls it.</summary>
public sealed class PublishedCourse : IDisposable
{
    private readonly Lazy<Task<(int ExitCode, string Output, string Error)>> publishing;

    public PublishedCourse() => publishing = new(() => PublishAsync(Folder));

    /// <summary>Where the site is once <see cref="MadeAsync"/> has ended.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("descent-site-").FullName;

    /// <summary>The course's notebooks.</summary>
    public static string[] Notebooks() => Directory.GetFiles(Path.Combine(DescentCommand.Root, "notebooks"), "*.ipynb", SearchOption.AllDirectories);

    /// <summary>Makes the site at the first call; what the command said.</summary>
    public Task<(int ExitCode, string Output, string Error)> MadeAsync() => publishing.Value;

    /// <summary>Publishes the course into a folder.</summary>
    public static Task<(int ExitCode, string Output, string Error)> PublishAsync(string folder) => DescentCommand.RunAsync(DescentCommand.Root, "publish", "--out", folder);

    /// <summary>True if node is there. Where DESCENT_BROWSER_TESTS=required says that it has to be, its absence is a failure.</summary>
    public static bool HasNode() => Has(Programs("node") ? null : "node is not installed.");

    /// <summary>True unless something is missing; see <see cref="HasNode"/>.</summary>
    public static bool Has(string? missing)
    {
        if (missing is null)
            return true;
        Assert.False(Environment.GetEnvironmentVariable("DESCENT_BROWSER_TESTS") == "required", missing);
        Console.WriteLine($"Left out: the site of the course, because {missing}");
        return false;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static bool Programs(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, name)) || File.Exists(Path.Combine(folder, name + ".exe")));
}
