using System.Diagnostics;
using System.Text.Json.Nodes;
using Xunit;

namespace Descent.Charts.Tests;

/// <summary>
/// Every figure in a real browser: plotly.js must accept it without a word, and its picture must say the same as the SVG.
/// Needs node, <c>npm ci</c> in tests/browser and chromium; DESCENT_BROWSER_TESTS=required makes their absence a failure.
/// DESCENT_BROWSER_PICTURES names a folder for PNGs of both renderings, side by side.
/// </summary>
public sealed class BrowserTests
{
    private static readonly string browserFolder = Path.Combine(Root(), "tests", "browser");

    [Fact]
    public void Plotly_and_the_svg_show_the_same()
    {
        string? missing = Missing();
        if (missing is not null)
        {
            Assert.False(Environment.GetEnvironmentVariable("DESCENT_BROWSER_TESTS") == "required", missing);
            string said = $"Left out: the comparison of {Gallery.All.Count} figures in a browser, because {missing}";
            TestContext.Current.TestOutputHelper?.WriteLine(said);
            Console.WriteLine(said);
            return;
        }
        var report = Draw();
        Assert.Equal(Gallery.All.Count, report.Count);
        var faults = report.SelectMany(figure => Faults(figure!).Select(f => $"{figure!["name"]}: {f}")).ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static IEnumerable<string> Faults(JsonNode figure)
    {
        foreach (var message in figure["invalid"]!.AsArray())
            yield return $"Plotly.validate says: {message}";
        foreach (var message in figure["messages"]!.AsArray())
            yield return $"the console says: {message}";
        foreach (var overlap in figure["overlaps"]!.AsArray())
            yield return $"labels over each other, or cut off: {overlap}";
        foreach (string part in new[] { "legend", "colors", "series" })
            if (!JsonNode.DeepEquals(figure[part]!["svg"], figure[part]!["plotly"]))
                yield return $"{part} differ: {figure[part]!["svg"]!.ToJsonString()} in the SVG, {figure[part]!["plotly"]!.ToJsonString()} in Plotly";
        if ((int)figure["frames"]! > 0)
            yield break; // the SVG shows small multiples, Plotly one frame at a time
        foreach (string fault in CellFaults(figure["cells"]!))
            yield return fault;
        foreach (string letter in new[] { "x", "y" })
            foreach (string fault in TickFaults(letter, figure[letter]!))
                yield return fault;
    }

    private static IEnumerable<string> CellFaults(JsonNode cells)
    {
        var (svg, plotly) = (cells["svg"]!.AsArray(), cells["plotly"]!.AsArray());
        if (svg.Count != plotly.Count)
            yield return $"{svg.Count} panels in the SVG, {plotly.Count} in Plotly";
        for (int i = 0; i < Math.Min(svg.Count, plotly.Count); i++)
            for (int k = 0; k < 4; k++)
                if (Math.Abs((double)svg[i]![k]! - (double)plotly[i]![k]!) > 1)
                    yield return $"panel {i + 1} lies at {svg[i]!.ToJsonString()} in the SVG, at {plotly[i]!.ToJsonString()} in Plotly";
    }

    /// <summary>Same labels in the same places of the same panel: then the range is the same too.</summary>
    private static IEnumerable<string> TickFaults(string letter, JsonNode axis)
    {
        var (svg, plotly) = (axis["svg"]!.AsArray(), axis["plotly"]!.AsArray());
        for (int i = 0; i < Math.Min(svg.Count, plotly.Count); i++)
        {
            string[] ours = [.. svg[i]!.AsArray().Select(t => (string)t!["text"]!)], theirs = [.. plotly[i]!.AsArray().Select(t => (string)t!["text"]!)];
            if (!ours.SequenceEqual(theirs))
            {
                yield return $"{letter} ticks of panel {i + 1}: [{string.Join(" ", ours)}] in the SVG, [{string.Join(" ", theirs)}] in Plotly";
                continue;
            }
            for (int k = 0; k < ours.Length; k++)
            {
                double apart = Math.Abs((double)svg[i]![k]!["at"]! - (double)plotly[i]![k]!["at"]!);
                if (apart > 3)
                    yield return $"{letter} tick {ours[k]} of panel {i + 1} is {apart:0.0} pixels apart";
            }
        }
    }

    private static JsonArray Draw()
    {
        var folder = Directory.CreateTempSubdirectory("descent-charts-");
        try
        {
            foreach (var (name, chart) in Gallery.All)
            {
                chart.SaveJson(Path.Combine(folder.FullName, name + ".json"));
                chart.SaveSvg(Path.Combine(folder.FullName, name + ".svg"));
            }
            var start = new ProcessStartInfo("node") { WorkingDirectory = browserFolder, RedirectStandardOutput = true, RedirectStandardError = true };
            start.ArgumentList.Add("draw.mjs");
            start.ArgumentList.Add(folder.FullName);
            if (Environment.GetEnvironmentVariable("DESCENT_BROWSER_PICTURES") is { Length: > 0 } pictures)
                start.ArgumentList.Add(Path.GetFullPath(pictures));
            using var node = Process.Start(start)!;
            var errors = node.StandardError.ReadToEndAsync();
            string output = node.StandardOutput.ReadToEnd();
            node.WaitForExit();
            Assert.True(node.ExitCode == 0, errors.Result);
            return JsonNode.Parse(output)!.AsArray();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string? Missing()
    {
        string chromium = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";
        if (!Directory.Exists(Path.Combine(browserFolder, "node_modules", "plotly.js-dist-min")))
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
