using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Descent.Notebooks.Tests;

/// <summary>Every lecture as it is committed: its form, its outputs, its links, and that its prose says what its cells found.</summary>
public sealed partial class LectureTests
{
    private static readonly string folder = Path.Combine(Root(), "notebooks");

    public static TheoryData<string> Lectures => [.. Directory.GetFiles(folder, "*.ipynb").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Lectures))]
    public void It_is_in_our_form_on_disk(string name)
    {
        string path = Path.Combine(folder, name);
        string copy = Path.Combine(Directory.CreateTempSubdirectory("descent-lecture-").FullName, name);
        Notebook.Read(path).Write(copy);
        Assert.Equal(File.ReadAllText(path), File.ReadAllText(copy));
        Assert.InRange(new FileInfo(path).Length, 1, 1_500_000);
        var notebook = Notebook.Read(path);
        Assert.True(JsonNode.DeepEquals(Notebook.Create().Metadata, notebook.Metadata), "the metadata are not those of section 'A notebook'");
        Assert.DoesNotContain(notebook.Cells, cell => cell.Metadata["language"] is not null || cell.Metadata["polyglot_notebook"] is not null);
        Assert.All(notebook.Cells, cell => Assert.Matches("^[a-z0-9-]+$", cell.Id));
    }

    [Theory]
    [MemberData(nameof(Lectures))]
    public void It_was_run_once_from_a_fresh_session(string name)
    {
        var code = Code(name);
        Assert.Equal("#!import setup.cs", code[0].Source);
        Assert.Equal(Enumerable.Range(1, code.Count), code.Select(cell => cell.ExecutionCount ?? 0));
        Assert.All(code, cell => Assert.DoesNotContain(cell.Outputs, output => (string?)output!["output_type"] == "error"));
    }

    [Theory]
    [MemberData(nameof(Lectures))]
    public void Its_cells_fit_on_a_screen(string name)
    {
        foreach (var cell in Code(name))
        {
            string[] lines = cell.Source.Split('\n');
            Assert.True(lines.Length <= 30, $"{cell.Name} has {lines.Length} lines");
            Assert.True(lines.Max(line => line.Length) <= 100, $"{cell.Name} has a line of {lines.Max(line => line.Length)} columns");
        }
    }

    [Theory]
    [MemberData(nameof(Lectures))]
    public void Its_outputs_name_no_path_and_its_figures_say_what_they_show(string name)
    {
        foreach (var cell in Code(name))
        {
            string text = Texts(cell);
            Assert.DoesNotMatch(@"(^|\s)/(home|root|work|tmp|Users)/|[A-Z]:\\", text);
            foreach (var output in cell.Outputs)
            {
                if (output!["data"]?["image/svg+xml"] is not { } svg) continue;
                var root = XDocument.Parse(MultilineText.Join(svg)).Root!;
                Assert.True(root.Elements().First(e => e.Name.LocalName == "title").Value.Length > 3, $"{cell.Name}: a figure without a title");
                Assert.True(root.Elements().First(e => e.Name.LocalName == "desc").Value.Length > 8, $"{cell.Name}: a figure that does not say what it shows");
                Assert.NotNull(output["data"]!["application/vnd.plotly.v1+json"]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Lectures))]
    public void Its_title_and_its_links_are_right(string name)
    {
        var markdown = Notebook.Read(Path.Combine(folder, name)).Cells.Where(cell => !cell.IsCode).ToList();
        Assert.StartsWith($"# {name[..2]} · ", markdown[0].Source);
        Assert.All(markdown.Skip(1), cell => Assert.DoesNotMatch(@"(?m)^# ", cell.Source));
        foreach (var cell in markdown)
            foreach (Match link in Link().Matches(cell.Source))
            {
                string target = link.Groups[1].Value;
                if (target.StartsWith("https://", StringComparison.Ordinal)) continue;
                Assert.True(Path.Exists(Path.Combine(folder, target)), $"{cell.Name} links to {target}, which is not there");
            }
    }

    /// <summary>
    /// A number in the prose is printed by a cell, rounded as the prose rounds it, or as per cent, or is a setting in the code.
    /// What is quoted stands in the cell's metadata with its reason: {"descent": {"quoted": {"0.93": "the notes' own figure"}}}.
    /// </summary>
    [Theory]
    [MemberData(nameof(Lectures))]
    public void Every_number_in_its_prose_comes_from_its_cells(string name)
    {
        var notebook = Notebook.Read(Path.Combine(folder, name));
        double[] found = [.. Code(name).SelectMany(cell => Numbers(Texts(cell) + "\n" + cell.Source))];
        var missing = new List<string>();
        foreach (var cell in notebook.Cells.Where(cell => !cell.IsCode))
        {
            var quoted = (cell.Metadata["descent"]?["quoted"] as JsonObject)?.Select(pair => pair.Key).ToHashSet() ?? [];
            foreach (Match number in Number().Matches(Prose(cell.Source)))
            {
                string written = number.Value.Replace(",", "");
                if (quoted.Contains(number.Value) || quoted.Contains(written)) continue;
                double value = double.Parse(written, CultureInfo.InvariantCulture);
                int decimals = written.Contains('.') ? written.Length - written.IndexOf('.') - 1 : 0;
                double half = written.Contains('e') ? 1e-9 * value : 0.5000001 * Math.Pow(10, -decimals);
                if (!found.Any(f => Math.Abs(Math.Abs(f) - value) <= half || Math.Abs(100 * Math.Abs(f) - value) <= half))
                    missing.Add($"{cell.Name}: {number.Value}");
            }
        }

        Assert.True(missing.Count == 0, "numbers that no cell prints: " + string.Join("; ", missing));
    }

    private static List<Cell> Code(string name) => [.. Notebook.Read(Path.Combine(folder, name)).Cells.Where(cell => cell.IsCode)];

    private static string Texts(Cell cell) => string.Join('\n', cell.Outputs.Select(output =>
        MultilineText.Join(output!["text"] ?? output["data"]?["text/plain"] ?? output["data"]?["text/html"] ?? "")));

    // Not numbers of the text: code, formulas, addresses, and names such as "notebook 07", "(10.3)", "2-5-2-1", "28×28", "(2014)".
    private static string Prose(string markdown)
    {
        foreach (var pattern in new[] { Fence(), Formula(), Link(), Years(), References(), Shapes(), Headings(), ListNumbers() })
            markdown = pattern.Replace(markdown, " ");
        return markdown;
    }

    private static IEnumerable<double> Numbers(string text) =>
        Printed().Matches(text.Replace(",", "").Replace('−', '-')).Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture)).Where(double.IsFinite);

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Descent.slnx"))) directory = directory.Parent;
        return directory?.FullName ?? throw new DirectoryNotFoundException("Descent.slnx was not found above the tests.");
    }

    [GeneratedRegex(@"```[\s\S]*?```|`[^`\n]+`")]
    private static partial Regex Fence();

    [GeneratedRegex(@"\$\$[\s\S]+?\$\$|\\begin\{[\s\S]+?\\end\{[a-z*]+\}|\$[^$\n]+\$")]
    private static partial Regex Formula();

    [GeneratedRegex(@"\]\(([^)#\s]+)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\b(19|20)\d\d\b")]
    private static partial Regex Years();

    [GeneratedRegex(@"(?i)\b(notebooks?|lectures?|chapters?|sections?|equations?|formulas?|seeds?|layers?|units?|class|classes|BP|L|course) \d+(\.\d+)?( (and|to|or) \d+(\.\d+)?)*|\(\d+\.\d+[a-z]?\)|\b(BP|L|W|x|y|MT)\d+\b|\d+-D\b|\[\d\d ")]
    private static partial Regex References();

    [GeneratedRegex(@"\d+([-–×/]\d+)+")]
    private static partial Regex Shapes();

    [GeneratedRegex(@"(?m)^#+ .*$")]
    private static partial Regex Headings();

    [GeneratedRegex(@"(?m)^\s*\d+\. |^\| *\d\d \|")]
    private static partial Regex ListNumbers();

    [GeneratedRegex(@"(?<![\w.])\d[\d,]*(\.\d+)?([eE]-?\d+)?(?![\w])")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<![\w.])-?\d+(\.\d+)?([eE][-+]?\d+)?")]
    private static partial Regex Printed();
}
