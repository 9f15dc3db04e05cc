using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Descent.Exercises.Form;
using Descent.Notebooks;

namespace Descent.Publishing;

/// <summary>An exercise notebook as a learner gets it: without outputs, without answers.</summary>
internal static partial class HandOut
{
    /// <summary>
    /// A copy without outputs and execution counts. In the cells that nbgrader calls solutions, what stands between
    /// <c>START CODE HERE</c> and <c>END CODE HERE</c>, or between <c>BEGIN SOLUTION</c> and <c>END SOLUTION</c>, becomes a stub; a stub that is
    /// there stays, and so does code that the exercise gives, to be mended: its cell still has nbgrader's checksum. Hidden tests go.
    /// </summary>
    public static Notebook Of(Notebook notebook)
    {
        Notebook copy = notebook.Clone();
        foreach (Cell cell in copy.Cells)
        {
            if (cell.IsCode)
            {
                cell.Outputs = [];
                cell.ExecutionCount = null;
            }
            if (cell.Json["metadata"]?["nbgrader"] is not { } role)
                continue;
            string source = HiddenTests().Replace(cell.Source, "");
            if (role["solution"]?.GetValueKind() == JsonValueKind.True && !IsAsGiven(cell, role))
                source = Answer().IsMatch(source) ? Answer().Replace(source, Stub) : cell.IsCode ? "// Your answer." : "*Your answer.*";
            if (source != cell.Source)
                cell.Source = source;
        }
        return copy;
    }

    private static bool IsAsGiven(Cell cell, JsonNode role) =>
        role["checksum"] is JsonValue checksum && role["grade_id"] is JsonValue id &&
        checksum.ToString() == NbgraderChecksum.Of(cell.Source, cell.Type, CellRole.Solution, id.ToString());

    private static string Stub(Match answer)
    {
        string inside = answer.Groups[2].Value;
        if (OnlyStub().IsMatch(inside))
            return answer.Value;
        string indent = answer.Groups[1].Value[..(answer.Groups[1].Length - answer.Groups[1].Value.TrimStart(' ', '\t').Length)];
        return $"{answer.Groups[1].Value}\n{indent}throw new NotImplementedException();\n{answer.Groups[3].Value}";
    }

    [GeneratedRegex(@"^([ \t]*(?://|\#+)[ \t]*(?:START CODE HERE|BEGIN SOLUTION)[^\n]*)\n(.*?)^([ \t]*(?://|\#+)[ \t]*END (?:CODE HERE|SOLUTION))", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Answer();

    [GeneratedRegex(@"\A\s*throw new (?:System\.)?NotImplementedException\((?:""[^""\n]*"")?\);\s*\z")]
    private static partial Regex OnlyStub();

    [GeneratedRegex(@"^[ \t]*(?://|\#+)[ \t]*BEGIN HIDDEN TESTS.*?END HIDDEN TESTS[^\n]*\n?", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex HiddenTests();
}
