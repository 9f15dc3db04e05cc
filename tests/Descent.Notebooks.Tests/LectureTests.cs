using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Descent.Notebooks.Tests;

/// <summary>Every lecture as it is committed: its form, its outputs, its links, its slides.</summary>
public sealed partial class LectureTests
{
    public static TheoryData<string> Names => [.. Lectures.Paths.Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_in_our_form_on_disk(string name)
    {
        string path = Path.Combine(Lectures.Folder, name);
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
    [MemberData(nameof(Names))]
    public void It_was_run_once_from_a_fresh_session(string name)
    {
        var code = Code(name);
        Assert.Equal("#!import setup.cs", code[0].Source);
        Assert.Equal(Enumerable.Range(1, code.Count), code.Select(cell => cell.ExecutionCount ?? 0));
        Assert.All(code, cell => Assert.DoesNotContain(cell.Outputs, output => (string?)output!["output_type"] == "error"));
    }

    [Theory]
    [MemberData(nameof(Names))]
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
    [MemberData(nameof(Names))]
    public void Its_outputs_name_no_path_and_its_figures_say_what_they_show(string name)
    {
        foreach (var cell in Code(name))
        {
            string text = cell.Printed();
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
    [MemberData(nameof(Names))]
    public void Its_title_and_its_links_are_right(string name)
    {
        var markdown = Notebook.Read(Path.Combine(Lectures.Folder, name)).Cells.Where(cell => !cell.IsCode).ToList();
        Assert.StartsWith($"# {name[..2]} · ", markdown[0].Source);
        Assert.All(markdown.Skip(1), cell => Assert.DoesNotMatch(@"(?m)^# ", cell.Source));
        foreach (var cell in markdown)
            foreach (Match link in Link().Matches(cell.Source))
            {
                string target = link.Groups[1].Value;
                if (target.StartsWith("https://", StringComparison.Ordinal)) continue;
                Assert.True(Path.Exists(Path.Combine(Lectures.Folder, target)), $"{cell.Name} links to {target}, which is not there");
            }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_has_the_parts_of_a_lecture_and_its_formulas_are_numbered(string name)
    {
        var markdown = Notebook.Read(Path.Combine(Lectures.Folder, name)).Cells.Where(cell => !cell.IsCode).ToList();
        Assert.Equal(Enumerable.Range(1, Tags(markdown).Count).Select(k => $"{name[..2]}.{k}"), Tags(markdown));
        if (name.StartsWith("00", StringComparison.Ordinal)) return; // the first one is the way in
        string[] headings = [.. markdown.Select(cell => cell.Source.Split('\n')[0]).Where(line => line.StartsWith("## ", StringComparison.Ordinal))];
        int remember = Array.IndexOf(headings, "## What to remember");
        Assert.True(remember > 0 && headings[^1] == "## Where to practice" && remember == headings.Length - 3, string.Join("; ", headings));
        Assert.Contains("|---|", markdown.Find(cell => cell.Source.StartsWith(headings[^2], StringComparison.Ordinal))!.Source);
        Assert.Contains(".ipynb)", markdown[^1].Source);
    }

    /// <summary>"$x $" is no formula to Markdown: it would be read with the words after it, up to the next dollar sign.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Its_formulas_touch_their_dollar_signs(string name)
    {
        foreach (var cell in Notebook.Read(Path.Combine(Lectures.Folder, name)).Cells.Where(cell => !cell.IsCode))
            Assert.All(Formula().Matches(CodeOrDisplay().Replace(cell.Source, "")), formula => Assert.Equal(formula.Groups[1].Value.Trim(), formula.Groups[1].Value));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_a_deck_of_20_to_40_slides(string name)
    {
        string[] types = [.. Lectures.Read(name).Cells.Select(cell => (string?)cell.Metadata["slideshow"]?["slide_type"] ?? "")];
        Assert.All(types, type => Assert.Contains(type, new[] { "slide", "subslide", "fragment", "skip", "notes", "-" }));
        Assert.InRange(types.Count(type => type is "slide" or "subslide"), 20, 40);
        Assert.Contains("notes", types);
    }

    private static List<string> Tags(IEnumerable<Cell> cells) =>
        [.. cells.SelectMany(cell => Tag().Matches(cell.Source)).Select(match => match.Groups[1].Value)];

    private static List<Cell> Code(string name) => [.. Notebook.Read(Path.Combine(Lectures.Folder, name)).Cells.Where(cell => cell.IsCode)];

    [GeneratedRegex(@"\\tag\{([^}]*)\}")]
    private static partial Regex Tag();

    [GeneratedRegex(@"`[^`]*`|\$\$.*?\$\$", RegexOptions.Singleline)]
    private static partial Regex CodeOrDisplay();

    [GeneratedRegex(@"\$([^$]+)\$")]
    private static partial Regex Formula();

    [GeneratedRegex(@"\]\(([^)#\s]+)[^)]*\)")]
    private static partial Regex Link();
}
