using System.Diagnostics;
using System.Text.Json.Nodes;
using Descent.Cli.Tests;
using Xunit;

namespace Descent.Publishing.Tests;

/// <summary>
/// The site of the course in a real browser, opened as files: every page and every slide. Needs node, <c>npm ci</c> in
/// tests/browser and chromium; DESCENT_BROWSER_TESTS=required makes their absence a failure.
/// </summary>
public sealed class BrowserTests(PublishedCourse course)
{
    private static readonly string browser = Path.Combine(DescentCommand.Root, "tests", "browser");

    [Fact]
    public async Task Pages_and_slides_are_whole_accessible_and_fetch_nothing()
    {
        if (!PublishedCourse.HasNode() || !PublishedCourse.Has(Missing()))
            return;
        Assert.Equal(0, (await course.MadeAsync()).ExitCode);
        JsonNode report = await LookAsync(course.Folder);
        var notebooks = Site.Of(PublishedCourse.Notebooks()).Notebooks;
        int decks = notebooks.Count(notebook => notebook.HasDeck);
        Assert.Equal(notebooks.Count + 1, (int)report["pages"]!);
        Assert.Equal(decks, (int)report["decks"]!);
        Assert.True((int)report["slides"]! >= 20 * decks, $"only {report["slides"]} slides");
        Assert.True((int)report["figures"]! >= notebooks.Count, $"only {report["figures"]} figures");
        Assert.Equal([], report["faults"]!.AsArray().Select(fault => (string)fault!));
    }

    private static async Task<JsonNode> LookAsync(string site)
    {
        var start = new ProcessStartInfo("node", ["site.mjs", site]) { WorkingDirectory = browser, RedirectStandardOutput = true, RedirectStandardError = true };
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync();
        string output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await errors);
        return JsonNode.Parse(output)!;
    }

    private static string? Missing()
    {
        string chromium = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";
        if (!Directory.Exists(Path.Combine(browser, "node_modules", "axe-core")))
            return "tests/browser has no node_modules (run 'npm ci' there).";
        return File.Exists(chromium) ? null : $"there is no browser at {chromium} (install chromium, or set CHROMIUM).";
    }
}
