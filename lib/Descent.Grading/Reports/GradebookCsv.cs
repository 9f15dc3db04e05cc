using Descent.Exercises;
using Descent.Grading.Gradebooks;

namespace Descent.Grading.Reports;

/// <summary>
/// The gradebook as CSV (RFC 4180, UTF-8 with a byte order mark, which spreadsheets need): a line per student, a column per
/// exercise with the points that count.
/// </summary>
public static class GradebookCsv
{
    /// <summary>Writes the table.</summary>
    public static void Write(TextWriter writer, IEnumerable<StudentGrades> students, IReadOnlyList<Exercise> exercises)
    {
        int possible = exercises.Sum(exercise => exercise.Points);
        Line(writer, ["student", "state", "late", "points", "possible", .. exercises.Select(exercise => exercise.Id), "changed", "comment", "problems", "reports"]);
        foreach (StudentGrades student in students)
        {
            var grades = student.Grades.ToDictionary(grade => grade.Result.Exercise);
            bool changed = student.Change?.Points is not null || student.Grades.Any(grade => grade.Change?.Points is not null);
            IEnumerable<string> comments = [student.Change?.Comment ?? "", .. student.Grades.Where(grade => grade.Change?.Comment is not null).Select(grade => $"{grade.Result.Exercise}: {grade.Change!.Comment}")];
            IEnumerable<string> reports = student.Reports.Concat(student.Grades.SelectMany(grade => grade.Result.Reports.Select(report => $"{grade.Result.Exercise}: {report}")));
            Line(writer,
            [
                student.Student, student.State.ToString().ToLowerInvariant(), student.Late ? "yes" : "no", Html.Points(student.Points), $"{possible}",
                .. exercises.Select(exercise => grades.TryGetValue(exercise.Id, out Grade? grade) ? Html.Points(grade.Points) : ""),
                changed ? "yes" : "no", Joined(comments), Joined(student.Problems), Joined(reports),
            ]);
        }
    }

    private static string Joined(IEnumerable<string> parts) => string.Join("; ", parts.Where(part => part.Length > 0));

    private static void Line(TextWriter writer, IEnumerable<string> fields) => writer.Write(string.Join(',', fields.Select(Field)) + "\r\n");

    private static string Field(string text)
    {
        // A spreadsheet would run it: names and messages are the learners' own.
        if (text.Length > 0 && "=+-@\t\r".Contains(text[0]) && !double.TryParse(text, out _))
            text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 && text.Trim() == text ? text : $"\"{text.Replace("\"", "\"\"")}\"";
    }
}
