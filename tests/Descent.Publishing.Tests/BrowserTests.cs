using System.Diagnostics;
using System.Text.Json.Nodes;
using Xunit;

namespace Descent.Publishing.Tests;

/// <summary>
/// The whole site in a real browser, opened as files: every page and every slide. Needs node, <c>npm ci</c> in tests/browser
/// and chromium; DESCENT_BROWSER_TESTS=required makes their absence a failure.
/// </summary>
public sealed class BrowserTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("descent-site-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Pages_and_slides_are_whole_accessible_and_fetch_nothing()
    {
        string root = Root(), browser = Path.Combine(root, "tests", "browser");
        if (Missing(browser) is { } missing)
        {
            Assert.False(Environment.GetEnvironmentVariable("DESCENT_BROWSER_TESTS") == "required", missing);
            Console.WriteLine($"Left out: the site in a browser, because {missing}");
            return;
        }
        var notebooks = Site.Of(Directory.GetFiles(Path.Combine(root, "notebooks"), "*.ipynb", SearchOption.AllDirectories));
        var packages = NodePackages.Find();
        using (var node = new NodeRenderer(packages))
            new SitePublisher(notebooks, folder, new PublishOptions()).Publish(node, packages, CancellationToken.None);

        var report = Look(browser);
        Assert.Equal(notebooks.Notebooks.Count + 1, (int)report["pages"]!);
        Assert.Equal(notebooks.Notebooks.Count(notebook => notebook.HasDeck), (int)report["decks"]!);
        Assert.True((int)report["slides"]! > 20 * (int)report["decks"]! / 2, $"only {report["slides"]} slides");
        var faults = report["faults"]!.AsArray().Select(fault => (string)fault!).ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private JsonNode Look(string browser)
    {
        var start = new ProcessStartInfo("node", ["site.mjs", folder]) { WorkingDirectory = browser, RedirectStandardOutput = true, RedirectStandardError = true };
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync();
        string output = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        Assert.True(node.ExitCode == 0, errors.Result);
        return JsonNode.Parse(output)!;
    }

    private static string? Missing(string browser)
    {
        string chromium = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";
        if (!Directory.Exists(Path.Combine(browser, "node_modules", "axe-core")))
            return "tests/browser has no node_modules (run 'npm ci' there).";
        if (!File.Exists(chromium))
            return $"there is no browser at {chromium} (install chromium, or set CHROMIUM).";
        var paths = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return paths.Any(p => File.Exists(Path.Combine(p, "node")) || File.Exists(Path.Combine(p, "node.exe"))) ? null : "node is not installed.";
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Descent.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("Descent.slnx was not found above the tests.");
    }
}
