using Descent.Exercises;
using Descent.Exercises.Form;

namespace Descent.Benchmarks.Grading;

/// <summary>
/// Submissions of a class, a file each: right, half right, with a misconception, as handed out, hostile, and no notebook at all.
/// The same for the same count.
/// </summary>
internal static class GeneratedClass
{
    private const string Signature = "double L2Cost(double crossEntropy, Matrix<double>[] W, Matrix<double>[] b, double lambda, int m)";

    // Cells of L2Cost; none of them may earn its points, nor cost the other exercise of its notebook its own.
    private static readonly string[] hostile =
    [
        $"{Signature} {{ Environment.Exit(0); return 0; }}",
        $"{Signature} {{ Environment.FailFast(\"over\"); return 0; }}",
        $"{Signature} {{ while (true) {{ }} }}",
        $"{Signature} => 1 + L2Cost(crossEntropy, W, b, lambda, m);",
        $"{Signature} {{ var all = new List<byte[]>(); while (true) {{ var x = new byte[1 << 20]; Array.Fill(x, (byte)1); all.Add(x); }} }}",
        $"{Signature} {{ for (int i = 0; i < 3000; i++) new System.Threading.Thread(() => System.Threading.Thread.Sleep(-1), 1 << 16).Start(); return 0; }}",
        $"{Signature} {{ foreach (var file in System.IO.Directory.GetFiles(\"..\", \"*\", System.IO.SearchOption.AllDirectories)) System.IO.File.WriteAllText(file, \"gone\"); return 0; }}",
        $"{Signature} {{ Console.WriteLine(\"<script>alert(1)</script>\"); throw new Exception(\"<script>alert(1)</script>\"); }}",
        $"static class Check {{ public static string L2Cost(Delegate d) => \"right\"; }}\n{Signature} => 0;",
        $"{Signature} => crossEntropy + new Descent.Regularizers.L2(lambda).Penalty(W);",
    ];

    private static readonly string[] noNotebooks = ["", "{", "[]", "\0\u0001\u0002", "{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {}, \"cells\": []}"];

    /// <summary>Writes the submissions.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="count">How many; among 300 is every misconception of the catalogue.</param>
    /// <param name="typical">Only what most learners hand in: right, half right and with a misconception.</param>
    /// <returns>The points that each student deserves.</returns>
    public static IReadOnlyDictionary<string, int> Write(string folder, int count, bool typical = false)
    {
        var deserved = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            var (text, points) = (i % 12) switch
            {
                0 or 1 => Notebook((i / 12 * 2) + (i % 12), exercise => exercise.RightAnswers[i % exercise.RightAnswers.Count]),
                2 => Notebook(i / 12, exercise => Catalogue.All.TakeWhile(other => other != exercise).Count() % 2 == 0 ? exercise.RightAnswers[0] : null),
                9 when !typical => Notebook(i / 12, _ => null),
                10 when !typical => Hostile(i / 12),
                11 when !typical => (noNotebooks[i / 12 % noNotebooks.Length], 0),
                var place => Mistaken((i / 12 * 6) + place - 3),
            };
            string student = $"student{i:00000}";
            File.WriteAllText(Path.Combine(folder, $"{student}_work.ipynb"), text);
            deserved[student] = points;
        }
        return deserved;
    }

    // Notebook after notebook, first with the first misconception of each exercise, then with the second, and so on.
    private static (string Text, int Points) Mistaken(int i) =>
        Notebook(i, exercise => exercise.Misconceptions[i / ExerciseNotebook.Names.Count % exercise.Misconceptions.Count]);

    private static (string Text, int Points) Hostile(int i)
    {
        Exercise l2Cost = Catalogue.Find("L2Cost")!;
        var notebook = ExerciseNotebook.Of(l2Cost.Notebook, exercise => exercise == l2Cost ? null : exercise.RightAnswers[0]);
        var changed = System.Text.Json.Nodes.JsonNode.Parse(notebook.ToText())!;
        changed["cells"]!.AsArray().Single(cell => (string?)cell!["id"] == l2Cost.CellId)!["source"] = hostile[i % hostile.Length];
        return (changed.ToJsonString(), Catalogue.All.Where(exercise => exercise.Notebook == l2Cost.Notebook && exercise != l2Cost).Sum(exercise => exercise.Points));
    }

    private static (string Text, int Points) Notebook(int i, Func<Exercise, Answer?> answer) =>
        Notebook(ExerciseNotebook.Names[i % ExerciseNotebook.Names.Count], answer);

    private static (string Text, int Points) Notebook(string name, Func<Exercise, Answer?> answer) => (
        ExerciseNotebook.Of(name, answer).ToText(),
        Catalogue.All.Where(exercise => exercise.Notebook == name && answer(exercise) is not (null or Misconception)).Sum(exercise => exercise.Points));
}
