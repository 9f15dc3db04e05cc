using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
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
        Assert.All(Directory.GetFiles(Path.Combine(course.Folder, "slides"), "*.html"), deck =>
            Assert.InRange(Regex.Count(File.ReadAllText(deck), "<div class=\"slide\">"), 20, 40));
        Assert.True((int)report["slides"]! >= 20 * decks, $"only {report["slides"]} slides");
        Assert.True((int)report["figures"]! >= notebooks.Count, $"only {report["figures"]} figures");
        Assert.Equal([], report["faults"]!.AsArray().Select(fault => (string)fault!));
    }

    /// <summary>What looks at the site sees what is wrong: a small one with a fault of every kind, each of which is named, and nothing else.</summary>
    [Fact]
    public async Task Every_planted_fault_is_named()
    {
        if (!PublishedCourse.HasNode() || !PublishedCourse.Has(Missing()))
            return;
        using var site = await PlantedSite.MakeAsync();
        string[] faults = [.. (await LookAsync(site.Folder))["faults"]!.AsArray().Select(fault => (string)fault!)];
        var missed = PlantedSite.Faults.Where(expected => !faults.Any(fault => Regex.IsMatch(fault, expected)));
        var invented = faults.Where(fault => !PlantedSite.Faults.Any(expected => Regex.IsMatch(fault, expected)));
        Assert.True(!missed.Any() && !invented.Any(), $"Not named:\n{string.Join('\n', missed)}\nNamed, but not planted:\n{string.Join('\n', invented)}\nNamed:\n{string.Join('\n', faults)}");
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
