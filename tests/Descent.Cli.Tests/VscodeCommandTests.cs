using Xunit;

namespace Descent.Cli.Tests;

/// <summary><c>descent vscode install</c> with a given file and with editors that only write down what they are asked.</summary>
public sealed class VscodeCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("descent-vscode-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task InstallsAGivenFileWithEveryEditorThatIsThere()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the editors are shell scripts");
        string vsix = GivenFile();
        FakeEditor("codium", exitCode: 0);
        FakeEditor("code-server", exitCode: 0);
        (int exitCode, _, string error) = await InstallAsync(vsix);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(
            [$"codium --install-extension {vsix} --force", $"code-server --install-extension {vsix} --force"],
            await File.ReadAllLinesAsync(InFolder("asked"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task SaysWhatToDoWhereThereIsNoEditor()
    {
        string vsix = GivenFile();
        (int exitCode, _, string error) = await InstallAsync(vsix);
        Assert.Equal(1, exitCode);
        Assert.Contains("Install from VSIX", error);
        Assert.Contains(vsix, error);
    }

    [Fact]
    public async Task AnEditorThatFailsIsReported()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the editors are shell scripts");
        FakeEditor("code", exitCode: 3);
        (int exitCode, _, string error) = await InstallAsync(GivenFile());
        Assert.Equal(1, exitCode);
        Assert.Contains("exit code 3", error);
    }

    [Fact]
    public async Task AFileThatIsNotThereIsAWrongCommandLine()
    {
        (int exitCode, _, string error) = await InstallAsync("missing.vsix");
        Assert.Equal(2, exitCode);
        Assert.Contains("there is no file \"missing.vsix\"", error);
    }

    [Fact]
    public async Task WithoutAFileItSaysThatItNeedsNode()
    {
        (int exitCode, _, string error) = await InstallAsync();
        Assert.Equal(1, exitCode);
        Assert.Contains("needs Node.js", error);
    }

    private string InFolder(string name) => Path.Combine(folder.FullName, name);

    private string GivenFile()
    {
        File.WriteAllText(InFolder("given.vsix"), "");
        return InFolder("given.vsix");
    }

    private void FakeEditor(string name, int exitCode)
    {
        File.WriteAllText(InFolder(name), $"#!/bin/sh\necho {name} \"$@\" >> {InFolder("asked")}\nexit {exitCode}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(InFolder(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    // Only the editors of this test are found.
    private Task<(int ExitCode, string Output, string Error)> InstallAsync(params string[] arguments) =>
        DescentCommand.RunWithProgramsOfAsync(folder.FullName, folder.FullName, ["vscode", "install", .. arguments]);
}
