using System.Globalization;
using Descent.Grading.Batches;
using Descent.Grading.Gradebooks;
using Descent.Grading.Reports;
using Spectre.Console;

namespace Descent.Cli;

/// <summary>What <c>descent grade</c> says before and after.</summary>
internal static class GradeReport
{
    private const int Shown = 10;

    /// <summary>A student's name as text for a terminal, which control characters could steer.</summary>
    public static string Name(string student) => string.Concat(student.Select(c => char.IsControl(c) ? '?' : c));

    /// <summary>Prints the rule, whose is whose, and what is nobody's.</summary>
    public static void PrintMapping(IAnsiConsole console, SubmissionFolder found)
    {
        console.WriteLine($"Whose is whose: {NameRule.InWords.ReplaceLineEndings(" ")}.");
        List<StudentFiles> there = [.. found.Students.Where(files => files.HandedIn)];
        List(console, there.Select(files => $"{files.Student}{(files.Late ? " (late)" : "")}: {Files(files)}"), there.Count);
        if (found.Unmapped.Count > 0)
            console.WriteLine($"To look at ({found.Unmapped.Count}):");
        List(console, found.Unmapped, found.Unmapped.Count);
        List<string> missing = [.. found.Students.Where(files => !files.HandedIn).Select(files => files.Student)];
        if (missing.Count > 0)
            console.WriteLine($"Missing ({missing.Count}): {Name(string.Join(", ", missing.Take(Shown)))}{(missing.Count > Shown ? ", …" : "")}");
    }

    /// <summary>Prints what is going to be graded.</summary>
    public static void PrintPlan(IAnsiConsole console, Gradebook gradebook, SubmissionFolder found, int count)
    {
        int there = found.Students.Count(files => files.HandedIn);
        console.WriteLine($"{Count(there, "submission")}, {count} to grade: {Count(gradebook.Exercises.Count, "exercise")}, {gradebook.MaxPoints} points.");
        var gone = gradebook.Students.Except(found.Students.Select(files => files.Student)).ToList();
        if (gone.Count > 0)
            console.WriteLine($"In the gradebook, and no longer in the folder; their grades stay: {Name(string.Join(", ", gone.Take(Shown)))}{(gone.Count > Shown ? $" and {gone.Count - Shown} more" : "")}");
    }

    /// <summary>Prints how the class did, and where everything is.</summary>
    public static void PrintSummary(IAnsiConsole console, ClassSummary summary, string folder)
    {
        var table = new Table().Border(TableBorder.Horizontal)
            .AddColumn("exercise").AddColumn(new TableColumn("mean").RightAligned()).AddColumn(new TableColumn("spread").RightAligned())
            .AddColumn(new TableColumn("right").RightAligned()).AddColumn("most frequent misconception");
        // As much of a sentence as fits beside the numbers; the page has all of it.
        int room = Math.Max(20, console.Profile.Width - 64);
        foreach (ExerciseStatistics exercise in summary.Exercises)
            table.AddRow(
                new Text(exercise.Exercise.Id),
                new Text($"{Number(exercise.Points.Mean)} of {exercise.Exercise.Points}"),
                new Text(Number(exercise.Points.Deviation)),
                new Text($"{exercise.Right}"),
                new Text(exercise.MostFrequent is (Id: var id, Count: var count) ? Cut($"{count} × {exercise.Sentence(id)}", room) : ""));
        foreach (TableColumn column in table.Columns)
            column.NoWrap();
        console.Write(table);
        console.WriteLine($"{Count(summary.Students, "student")}: {summary.Count(StudentState.Graded)} graded, {summary.Count(StudentState.Missing)} missing, "
            + $"{summary.Count(StudentState.Waiting)} not graded to the end. Mean {Number(summary.Points.Mean)} of {summary.Possible} points, spread {Number(summary.Points.Deviation)}.");
        if (summary.Count(StudentState.Waiting) > 0)
            console.WriteLine("What could not be graded is tried again with --resume.");
        console.WriteLine($"In {folder}: summary.html, gradebook.csv, feedback/");
    }

    private static void List(IAnsiConsole console, IEnumerable<string> lines, int count)
    {
        foreach (string line in lines.Take(Shown))
            console.WriteLine("  " + Name(line));
        if (count > Shown)
            console.WriteLine($"  … and {count - Shown} more");
    }

    private static string Files(StudentFiles files) => files.Paths.Count > 0
        ? string.Join(", ", files.Paths.Take(4).Select(Path.GetFileName)) + (files.Paths.Count > 4 ? $" and {files.Paths.Count - 4} more" : "")
        : "no notebook";

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";

    private static string Number(double x) => x.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
