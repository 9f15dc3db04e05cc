using Xunit;

namespace Descent.Publishing.Tests;

/// <summary>What publishing takes from npm is there before it is read, whoever else is installing it.</summary>
public sealed class NodePackagesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("descent-npm-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Several_that_publish_at_the_same_time_install_once()
    {
        if (OperatingSystem.IsWindows())
            return; // the program in npm's place is a shell script
        File.WriteAllText(Path.Combine(folder, "package-lock.json"), "{}");
        string npm = Path.Combine(folder, "npm");
        File.WriteAllText(npm, """
            #!/bin/sh
            # As npm ci does: away with what is there, then the packages, then the list of them.
            rm -rf node_modules && mkdir node_modules && echo run >> runs && sleep 0.3
            echo '{}' > node_modules/.package-lock.json
            """);
        File.SetUnixFileMode(npm, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(new NodePackages(folder) { Npm = npm }.Install)));

        Assert.Equal(["run"], File.ReadAllLines(Path.Combine(folder, "runs")));
    }
}
