using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Descent.Cli.Tests;
using Xunit;

namespace Descent.Publishing.Tests;

/// <summary><c>descent publish</c> and <c>descent serve</c> as a user meets them.</summary>
public sealed class PublishCommandTests(PublishedCourse course) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("descent-publish-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_course_twice_gives_the_same_bytes_and_then_nothing_is_made_anew()
    {
        if (!PublishedCourse.HasNode())
            return;
        int count = PublishedCourse.Notebooks().Length;
        var (exitCode, output, error) = await course.MadeAsync();
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains($"{count} notebooks, {count} made anew, in ", output);
        Assert.Equal(count, output.Split('\n').Count(line => line.TrimEnd().EndsWith(": published", StringComparison.Ordinal)));

        string again = Path.Combine(folder, "again");
        (exitCode, _, error) = await PublishedCourse.PublishAsync(again);
        Assert.Equal((0, ""), (exitCode, error));
        var (first, second) = (Hashes(course.Folder), Hashes(again));
        Assert.Equal(first.Keys.Order(), second.Keys.Order());
        Assert.Equal([], first.Keys.Where(file => second[file] != first[file]));

        var times = Times(again);
        (exitCode, output, error) = await PublishedCourse.PublishAsync(again);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains($"{count} notebooks, 0 made anew, in ", output);
        Assert.DoesNotContain(": published", output);
        Assert.Equal([".descent.json"], Times(again).Where(file => times[file.Key] != file.Value).Select(file => file.Key).Append(".descent.json").Distinct());
        Assert.Equal(second, Hashes(again));
    }

    [Theory]
    [InlineData("there is no notebook or folder \"missing.ipynb\"", "publish", "missing.ipynb")]
    [InlineData("'--slides-only' and '--pages-only' exclude each other", "publish", "--slides-only", "--pages-only")]
    [InlineData("--slides", "publish", "--slides")]
    [InlineData("there is no site in", "serve", "--out", "missing")]
    [InlineData("--port", "serve", "--port")]
    public async Task A_wrong_command_line_is_explained(string said, params string[] arguments)
    {
        var (exitCode, output, error) = await DescentCommand.RunAsync(folder, arguments);
        Assert.Equal(2, exitCode);
        Assert.Contains(said, output + error);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public async Task What_cannot_be_published_is_named_and_nothing_is_overwritten()
    {
        string broken = Path.Combine(folder, "broken.ipynb"), site = Path.Combine(folder, "site");
        File.WriteAllText(broken, "{ \"cells\": [");
        var (exitCode, _, error) = await DescentCommand.RunAsync(folder, "publish", broken, "--out", site);
        Assert.Equal(1, exitCode);
        Assert.Contains("descent publish: ", error);
        Assert.Contains("broken.ipynb", error);
        Assert.DoesNotContain("   at ", error);

        Directory.CreateDirectory(site);
        File.WriteAllText(Path.Combine(site, "index.html"), "mine");
        (exitCode, _, error) = await DescentCommand.RunAsync(folder, "publish", PublishedCourse.Notebooks()[0], "--out", site);
        Assert.Equal(1, exitCode);
        Assert.Contains("choose another folder", error);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(site, "index.html")));
    }

    [Fact]
    public async Task Without_node_it_says_what_it_needs()
    {
        var (exitCode, output, error) = await DescentCommand.RunWithProgramsOfAsync(
            folder, folder, "publish", PublishedCourse.Notebooks()[0], "--out", Path.Combine(folder, "site"));
        Assert.Equal(1, exitCode);
        Assert.Contains("publishing needs n", error);
        Assert.Contains("install Node.js", error);
        Assert.DoesNotContain("   at ", error + output);
    }

    [Fact]
    public async Task Serve_answers_on_this_machine_alone_with_files_of_the_site_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no SIGINT to send");
        string site = Path.Combine(folder, "site");
        Directory.CreateDirectory(site);
        File.WriteAllText(Path.Combine(site, "index.html"), "home");
        File.WriteAllText(Path.Combine(folder, "secret.txt"), "secret");
        using Process serve = DescentCommand.Start(folder, "serve", "--out", site);
        try
        {
            string line = await serve.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
            Assert.Matches(@"^http://127\.0\.0\.1:80[0-4][0-9]/ ", line);
            var address = new Uri(line.Split(' ')[0]);
            using var client = new HttpClient { BaseAddress = address };
            Assert.Equal("home", await client.GetStringAsync("/", TestContext.Current.CancellationToken));
            foreach (string path in new[] { "/../secret.txt", "/%2e%2e/secret.txt", "/%2e%2e%2fsecret.txt", "/..%5csecret.txt", "//secret.txt", "/" + folder + "/secret.txt" })
            {
                string answer = await RawAsync(address.Port, path);
                Assert.StartsWith("HTTP/1.1 4", answer);
                Assert.DoesNotContain("secret", answer);
            }
            foreach (IPAddress elsewhere in new[] { IPAddress.Parse("127.0.0.2"), IPAddress.IPv6Loopback })
                Assert.False(await AnswersAsync(elsewhere, address.Port), $"{elsewhere} is answered too");
            Process.Start("kill", ["-INT", $"{serve.Id}"]).Dispose();
            await serve.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, serve.ExitCode);
            Assert.Equal("", await serve.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        }
        finally
        {
            serve.Kill(entireProcessTree: true);
        }
    }

    private static async Task<string> RawAsync(int port, string path)
    {
        using var client = new TcpClient("127.0.0.1", port);
        await using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    private static async Task<bool> AnswersAsync(IPAddress address, int port)
    {
        using var client = new TcpClient(address.AddressFamily);
        try
        {
            await client.ConnectAsync(address, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static Dictionary<string, string> Hashes(string site) => Files(site).ToDictionary(file => file, file => SiteHash.Of(File.ReadAllBytes(Path.Combine(site, file))));

    private static Dictionary<string, DateTime> Times(string site) => Files(site).ToDictionary(file => file, file => File.GetLastWriteTimeUtc(Path.Combine(site, file)));

    private static IEnumerable<string> Files(string site) => Directory.GetFiles(site, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(site, file));
}
