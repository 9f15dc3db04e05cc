using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Descent.Exercises.Form;

/// <summary>
/// An exercise notebook as a learner gets it, made from its text and the catalogue. The text is Markdown in which
/// <c>&lt;!-- cell ID --&gt;</c> begins a cell, <c>```csharp ID</c> a code cell (<c>```csharp ID locked</c> one that is not to
/// be changed), and <c>&lt;!-- exercise FUNCTION --&gt;</c> stands for the function's stub and its check.
/// </summary>
public sealed partial class ExerciseNotebook
{
    private static readonly JsonSerializerOptions Style = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private ExerciseNotebook(string name, IReadOnlyList<ExerciseCell> cells) => (Name, Cells) = (name, cells);

    /// <summary>The names of all exercise notebooks, in the order of the course.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Catalogue.All.Select(exercise => exercise.Notebook).Distinct()];

    /// <summary>Its file's name, without the extension.</summary>
    public string Name { get; }

    /// <summary>Its cells.</summary>
    public IReadOnlyList<ExerciseCell> Cells { get; }

    /// <summary>Makes a notebook.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="answer">Chooses an answer for an exercise, for a solved notebook; null, or an answer null, leaves the stub.</param>
    /// <exception cref="ArgumentException">There is no such notebook.</exception>
    public static ExerciseNotebook Of(string name, Func<Exercise, Answer?>? answer = null)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name + ".md")
            ?? throw new ArgumentException($"There is no exercise notebook \"{name}\". There are: {string.Join(", ", Names)}.", nameof(name));
        using var reader = new StreamReader(stream);
        return new ExerciseNotebook(name, Parse(reader.ReadToEnd().ReplaceLineEndings("\n"), answer ?? (static _ => null)));
    }

    /// <summary>The notebook as the text of an .ipynb file.</summary>
    public string ToText() => new JsonObject
    {
        ["cells"] = new JsonArray([.. Cells.Select(cell => (JsonNode)cell.ToJson())]),
        ["metadata"] = new JsonObject
        {
            ["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" },
            ["language_info"] = new JsonObject
            {
                ["file_extension"] = ".cs",
                ["mimetype"] = "text/x-csharp",
                ["name"] = "csharp",
                ["pygments_lexer"] = "csharp",
            },
        },
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString(Style) + "\n";

    private static List<ExerciseCell> Parse(string text, Func<Exercise, Answer?> answer)
    {
        var cells = new List<ExerciseCell>();
        foreach (Match match in Part().Matches(text))
        {
            if (match.Groups["function"] is { Success: true } function)
            {
                var exercise = Catalogue.Find(function.Value)
                    ?? throw new InvalidDataException($"The notebook's text names the exercise {function.Value}, which is not in the catalogue.");
                var source = answer(exercise) is { } chosen ? SolutionCell.With(exercise, chosen) : SolutionCell.Stub(exercise);
                cells.Add(new ExerciseCell(exercise.CellId, "code", CellRole.Solution, source));
                cells.Add(new ExerciseCell(
                    "check-" + exercise.CellId, "code", CellRole.Check, $"Check.{exercise.Id}({exercise.Id})", exercise.Points));
            }
            else if (match.Groups["code"] is { Success: true } code)
            {
                cells.Add(new ExerciseCell(
                    code.Value, "code", match.Groups["locked"].Success ? CellRole.Locked : CellRole.Free, match.Groups["source"].Value));
            }
            else
            {
                cells.Add(new ExerciseCell(match.Groups["cell"].Value, "markdown", CellRole.Free, match.Groups["prose"].Value.Trim()));
            }
        }

        return cells;
    }

    [GeneratedRegex("""
        ^<!--\ exercise\ (?<function>\w+)\ -->$
        | ^```csharp\ (?<code>[\w-]+)(?<locked>\ locked)?\n(?<source>[\s\S]*?)\n```$
        | ^<!--\ cell\ (?<cell>[\w-]+)\ -->\n(?<prose>[\s\S]*?)(?=^<!--\ |^```csharp\ |\z)
        """, RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Part();
}
