using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace Descent.Notebooks.Tests;

/// <summary>
/// What a lecture says, its cells found. A number in the Markdown is printed or asserted (<c>Expect</c>) by a cell of the notebook,
/// rounded as the prose rounds it, or as per cent; or it is a setting, written just so in the code of the same section.
/// What is neither stands in the cell's metadata with its reason: {"descent": {"quoted": {"0.93": "the notes' own figure"}}}.
/// </summary>
public sealed partial class ProseNumbersTests
{
    public static TheoryData<string> Names => [.. Lectures.Paths.Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_number_in_the_prose_comes_from_the_cells(string name)
    {
        List<string> missing = Missing(Lectures.Read(name));
        Assert.True(missing.Count == 0, "numbers that no cell prints: " + string.Join("; ", missing));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_quoted_is_in_the_prose_and_has_a_reason(string name)
    {
        foreach (Cell cell in Lectures.Read(name).Cells)
            foreach ((string number, JsonNode? reason) in Quoted(cell))
            {
                Assert.True((reason?.GetValue<string>() ?? "").Length > 8, $"{cell.Name}: {number} is quoted without a reason");
                Assert.True(cell.Source.Contains(number, StringComparison.Ordinal), $"{cell.Name}: {number} is quoted, but not there");
            }
    }

    [Theory]
    [InlineData("The accuracy is 0.94.", "")]
    [InlineData("The accuracy is 94 % and 93.8 %, the cost 0.35.", "")]
    [InlineData("A width of 64 and a rate of 0.003.", "")]
    [InlineData("We expect 3.24.", "")]
    [InlineData("In 2015, notebook 11 and (11.3) and $7.5$ and `8.5` of 28×28, see [06 · A](b.ipynb).", "")]
    [InlineData("**Change this number:** 7 or 777.\n\nIt was 777.", "777")]
    [InlineData("The accuracy is 0.95.", "0.95")]
    [InlineData("The accuracy is 93.", "93")]
    [InlineData("A width of 65 and a rate of 0.0030001; try 512.", "65 0.0030001 512")]
    [InlineData("The other section has 1234 units.", "1234")]
    [InlineData("## A cost of 0.36", "0.36")]
    public void A_number_that_no_cell_knows_is_found(string prose, string expected)
    {
        Notebook notebook = Notebook.Create();
        Cell first = notebook.Add(Cell.Code("int units = 64; // or 512\ndouble rate = 0.003;\nExpect(\"3.24\", text);", "a"));
        first.Outputs = [new JsonObject { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = "accuracy 0.9378, cost 3.5e-1" }];
        notebook.Add(Cell.Markdown(prose, "b"));
        notebook.Add(Cell.Markdown("## Another section", "c"));
        notebook.Add(Cell.Code("int units = 1234;", "d"));
        Assert.Equal(expected, string.Join(' ', Missing(notebook).Select(m => m.Split(": ")[1])));
    }

    private static List<string> Missing(Notebook notebook)
    {
        var missing = new List<string>();
        double[] found = [.. notebook.Cells.Where(cell => cell.IsCode).SelectMany(cell => Numbers(cell.Printed() + "\n" + Asserted(cell.Source)))];
        foreach (List<Cell> section in Sections(notebook))
        {
            HashSet<double> settings = [.. section.Where(cell => cell.IsCode).SelectMany(cell => Numbers(Comment().Replace(cell.Source, " ").Replace("_", "")))];
            foreach (Cell cell in section.Where(cell => !cell.IsCode))
            {
                HashSet<string> quoted = [.. Quoted(cell).Select(pair => pair.Key)];
                foreach (Match number in Number().Matches(Prose(cell.Source)))
                {
                    string written = number.Groups[1].Value;
                    double value = double.Parse(written.Replace(",", ""), CultureInfo.InvariantCulture);
                    if (!quoted.Contains(written) && !settings.Contains(value) && !IsAmong(found, value, written, percent: number.Groups[2].Success))
                        missing.Add($"{cell.Name}: {written}");
                }
            }
        }

        return missing;
    }

    private static bool IsAmong(double[] found, double value, string written, bool percent)
    {
        int point = written.IndexOf('.');
        double half = written.Contains('e') ? 1e-9 * value : 0.5000001 * Math.Pow(10, point < 0 ? 0 : point + 1 - written.Length);
        return found.Any(f => Math.Abs(Math.Abs(f) - value) <= half || (percent && Math.Abs(100 * Math.Abs(f) - value) <= half));
    }

    /// <summary>The cells from one <c>##</c> heading to the next; what comes before the first is a section too.</summary>
    private static List<List<Cell>> Sections(Notebook notebook)
    {
        List<List<Cell>> sections = [[]];
        foreach (Cell cell in notebook.Cells)
        {
            if (!cell.IsCode && cell.Source.StartsWith("## ", StringComparison.Ordinal) && sections[^1].Count > 0) sections.Add([]);
            sections[^1].Add(cell);
        }

        return sections;
    }

    private static JsonObject Quoted(Cell cell) => cell.Metadata["descent"]?["quoted"] as JsonObject ?? [];

    private static string Asserted(string source) => string.Join('\n', Assertion().Matches(source).Select(match => match.Value));

    // Not claims: code, formulas, addresses, names such as "notebook 07", "04", "(10.3)", "2-5-2-1", "28×28", "(2014)",
    // and what the reader is invited to try.
    private static string Prose(string markdown)
    {
        foreach (var pattern in new[] { Fence(), Formula(), Link(), Years(), References(), Shapes(), ListNumbers(), Invitation() })
            markdown = pattern.Replace(markdown, " ");
        return markdown;
    }

    private static IEnumerable<double> Numbers(string text) =>
        Literal().Matches(text.Replace(",", "").Replace('−', '-')).Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture)).Where(double.IsFinite);

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bExpect\([\s\S]*?\);")]
    private static partial Regex Assertion();

    [GeneratedRegex(@"```[\s\S]*?```|`[^`\n]+`")]
    private static partial Regex Fence();

    [GeneratedRegex(@"\$\$[\s\S]+?\$\$|\\begin\{[\s\S]+?\\end\{[a-z*]+\}|\$[^$\n]+\$")]
    private static partial Regex Formula();

    [GeneratedRegex(@"\]\([^)\s]+[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\b(19[4-9]\d|20[0-2]\d)\b")]
    private static partial Regex Years();

    [GeneratedRegex(@"(?i)\b(notebooks?|lectures?|chapters?|sections?|equations?|formulas?|seeds?|layers?|units?|class|classes|BP|L|course) \d+(\.\d+)?( (and|to|or) \d+(\.\d+)?)*|\(\d+\.\d+[a-z]?\)|\b(BP|L|W|x|y|MT)\d+\b|\d+-D\b|\[\d\d ")]
    private static partial Regex References();

    [GeneratedRegex(@"\d+(×\d+)+|\d+([-–]\d+){2,}")]
    private static partial Regex Shapes();

    [GeneratedRegex(@"(?m)^\s*\d+\. |(?<=\|) *\d\d (?=\|)|(?<![\w.])0\d(?![\w.])|^# \d\d · ")]
    private static partial Regex ListNumbers();

    [GeneratedRegex(@"\*\*Change (this|these|the)\b[\s\S]*?(\n\n|$)")]
    private static partial Regex Invitation();

    [GeneratedRegex(@"(?<![\w.])(\d+(?:,\d{3})*(?:\.\d+)?(?:[eE]-?\d+)?)(?!\w)(\s?(?:%|per ?cent|points?))?")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<![\w.])-?\d+(\.\d+)?([eE][-+]?\d+)?")]
    private static partial Regex Literal();
}
