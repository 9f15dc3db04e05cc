using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Descent.Publishing.Tests;

public sealed class SiteServerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("descent-serve-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task It_serves_the_files_of_the_site_and_no_others()
    {
        string site = Path.Combine(folder, "site");
        Directory.CreateDirectory(Path.Combine(site, "sub"));
        File.WriteAllText(Path.Combine(site, "index.html"), "home");
        File.WriteAllText(Path.Combine(site, "sub", "index.html"), "below");
        File.WriteAllText(Path.Combine(folder, "secret.txt"), "secret");
        using SiteServer server = SiteServer.Start(site);
        using var ending = new CancellationTokenSource();
        Task running = server.RunAsync(ending.Token);
        using var client = new HttpClient { BaseAddress = new Uri(server.Address) };
        Assert.Equal("home", await client.GetStringAsync("/"));
        Assert.Equal("below", await client.GetStringAsync("/sub/"));
        Assert.Equal("text/html", (await client.GetAsync("/index.html")).Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/missing.html")).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await client.PostAsync("/", null)).StatusCode);
        foreach (string path in new[] { "/../secret.txt", "/%2e%2e/secret.txt", "/sub/..%2f..%2fsecret.txt", "/..\\secret.txt", "//etc/hostname" })
            Assert.DoesNotContain("secret", await Raw(server, path, "127.0.0.1"));
        Assert.DoesNotContain("home", await Raw(server, "/", "evil.example"));
        using SiteServer other = SiteServer.Start(site);
        Assert.NotEqual(server.Address, other.Address);
        await ending.CancelAsync();
        await running;
    }

    private static async Task<string> Raw(SiteServer server, string path, string host)
    {
        int port = new Uri(server.Address).Port;
        using var client = new TcpClient("127.0.0.1", port);
        await using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
