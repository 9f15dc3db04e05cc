using System.Globalization;
using Descent.Exercises.Checking;

namespace Descent.Exercises;

/// <summary>Writes the cell of a graded function.</summary>
public static class SolutionCell
{
    private const string Start = "    // START CODE HERE";
    private const string End = "    // END CODE HERE";
    private const int Width = 100;

    /// <summary>The cell as a learner gets it: comments that give each shape, the signature, a stub.</summary>
    public static string Stub(Exercise exercise) =>
        Cell(exercise, exercise.Start ?? $"throw new NotImplementedException(\"{exercise.Id} is not written yet.\");");

    /// <summary>The cell with an answer in the place of the stub.</summary>
    public static string With(Exercise exercise, Answer answer) => Cell(exercise, Body(answer.Source));

    private static string Cell(Exercise exercise, string body)
    {
        var parameters = exercise.Signature.GetParameters();
        int width = parameters.Max(p => p.Name!.Length);
        var lines = new List<string> { $"// {exercise.Title} ({exercise.Points} points)" };
        lines.AddRange(parameters.Zip(exercise.ParameterNotes, (p, note) => Comment($"//   {p.Name!.PadRight(width)}  ", note)).SelectMany(comment => comment));
        lines.AddRange(Comment("// returns ", exercise.Returns));
        lines.AddRange(Broken(Words.Signature(exercise.Signature, exercise.Id)));
        lines.Add("{");
        lines.Add(Start + string.Create(CultureInfo.InvariantCulture, $" ({(exercise.Start is null ? $"about {exercise.Lines}" : $"mend {exercise.Lines}")} {(exercise.Lines == 1 ? "line" : "lines")})"));
        lines.AddRange(body.ReplaceLineEndings("\n").Split('\n').Select(line => line.Length == 0 ? line : "    " + line));
        lines.Add(End);
        lines.Add("}");
        return string.Join('\n', lines);
    }

    // A long one goes on below its text.
    private static IEnumerable<string> Comment(string head, string text)
    {
        string line = head;
        foreach (string word in text.Split(' '))
        {
            if (line.Length + word.Length > Width)
            {
                yield return line.TrimEnd();
                line = "//".PadRight(head.Length);
            }
            line += word + " ";
        }
        yield return line.TrimEnd();
    }

    // Between parameters, not between the arguments of a type.
    private static IEnumerable<string> Broken(string signature)
    {
        int from = 0, last = 0, depth = 0;
        string indent = "";
        for (int i = 0; i < signature.Length; i++)
        {
            depth += signature[i] switch { '<' => 1, '>' => -1, _ => 0 };
            if (indent.Length + i - from >= Width && last > from)
            {
                yield return indent + signature[from..last];
                (from, indent) = (last + 1, "    ");
            }
            if (signature[i] == ',' && depth == 0) last = i + 1;
        }
        yield return indent + signature[from..];
    }

    // A lambda's body as that of a function; its first parameter list is the signature's own.
    private static string Body(string lambda)
    {
        var body = lambda[(lambda.IndexOf("=>", StringComparison.Ordinal) + 2)..].Trim().ReplaceLineEndings("\n");
        if (!body.StartsWith('{')) return $"return {body};";

        string[] lines = body[1..body.LastIndexOf('}')].Trim('\n', ' ').Split('\n');
        int indent = lines.Skip(1).Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
        return string.Join('\n', lines.Select((line, i) => i == 0 ? line.TrimStart() : line.Length > indent ? line[indent..] : line.TrimStart()));
    }
}
