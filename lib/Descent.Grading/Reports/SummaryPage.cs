using Descent.Grading.Gradebooks;

namespace Descent.Grading.Reports;

/// <summary>What the teacher reads: how the class did, which mistake each exercise met most, what to look at, every student.</summary>
public static class SummaryPage
{
    /// <summary>Writes the page; students are read one after another.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="summary">The class.</param>
    /// <param name="students">The students, in the order to list them.</param>
    /// <param name="feedback">The address of a student's page, from this one.</param>
    public static void Write(TextWriter writer, ClassSummary summary, IEnumerable<StudentGrades> students, Func<string, string> feedback)
    {
        writer.Write(Html.Start("Class summary"));
        writer.WriteLine($"""
            <h1>Class summary</h1>
            <p>{Count(summary.Students, "student")}: {summary.Count(StudentState.Graded)} graded, {summary.Count(StudentState.Missing)} missing, {summary.Count(StudentState.Waiting)} not graded to the end, {summary.Late} late.</p>
            <p><b>Mean {summary.Points.Mean:0.0} of {summary.Possible} points</b>, spread {summary.Points.Deviation:0.0} (standard deviation; missing ones not counted).</p>
            """);
        Distribution(writer, summary);
        Exercises(writer, summary);
        Students(writer, summary.Possible, students, feedback);
        writer.Write(Html.End);
    }

    private static void Distribution(TextWriter writer, ClassSummary summary)
    {
        writer.WriteLine("<h2>Points</h2>\n<table><thead><tr><th>share of the points</th><th class=\"number\">students</th><th></th></tr></thead>");
        int most = Math.Max(1, summary.Tenths.Max());
        for (int i = 9; i >= 0; i--)
        {
            string range = i == 9 ? "90–100 %" : $"{10 * i} to below {10 * (i + 1)} %";
            writer.WriteLine($"<tr><td>{range}</td><td class=\"number\">{summary.Tenths[i]}</td><td class=\"bar\"><span style=\"width:{Html.Percent(summary.Tenths[i], most)}\"></span></td></tr>");
        }
        writer.WriteLine("</table>");
    }

    private static void Exercises(TextWriter writer, ClassSummary summary)
    {
        writer.WriteLine("<h2>Exercises</h2>\n<div class=\"wide\"><table><thead><tr><th>exercise</th><th class=\"number\">mean</th><th class=\"number\">spread</th><th class=\"number\">right</th><th class=\"number\">written</th><th class=\"words\">most frequent misconception</th></tr></thead>");
        foreach (ExerciseStatistics exercise in summary.Exercises)
        {
            string misconception = exercise.MostFrequent is (Id: var id, Count: var count)
                ? $"{count} × {Html.Text(exercise.Sentence(id))}"
                : "<span class=\"soft\">none recognized</span>";
            writer.WriteLine($"""
                <tr><td>{Html.Text(exercise.Exercise.Id)}<br><span class="soft">{Html.Text(exercise.Exercise.Notebook)}</span></td>
                <td class="number">{exercise.Points.Mean:0.0} of {exercise.Exercise.Points}</td><td class="number">{exercise.Points.Deviation:0.0}</td>
                <td class="number">{exercise.Right}</td><td class="number">{exercise.Written}</td><td>{misconception}</td></tr>
                """);
        }
        writer.WriteLine("</table></div>");
    }

    private static void Students(TextWriter writer, int possible, IEnumerable<StudentGrades> students, Func<string, string> feedback)
    {
        writer.WriteLine("<h2>Students</h2>\n<div class=\"wide\"><table><thead><tr><th>student</th><th class=\"number\">points</th><th>to look at</th></tr></thead>");
        foreach (StudentGrades student in students)
        {
            List<string> notes = [];
            if (student.State == StudentState.Missing) notes.Add("missing");
            if (student.State == StudentState.Waiting) notes.Add("not graded to the end");
            if (student.Late) notes.Add("late");
            if (student.Change is not null || student.Grades.Any(grade => grade.Change is not null)) notes.Add("changed by hand");
            notes.AddRange(student.Problems);
            notes.AddRange(student.Reports);
            notes.AddRange(student.Grades.SelectMany(grade => grade.Result.Reports.Select(report => $"{grade.Result.Exercise}: {report}")));
            notes.AddRange(student.Grades.Where(grade => grade.Result.Kind is VerdictKind.NotGraded or VerdictKind.Garbled or VerdictKind.Inconsistent or VerdictKind.Died)
                .Select(grade => $"{grade.Result.Exercise}: {grade.Result.Message}"));
            writer.WriteLine($"<tr><td><a href=\"{Html.Text(feedback(student.Student))}\"><bdi>{Html.Text(student.Student)}</bdi></a></td><td class=\"number\">{Html.Points(student.Points)} of {possible}</td><td class=\"text\">{Html.Text(string.Join('\n', notes))}</td></tr>");
        }
        writer.WriteLine("</table></div>");
    }

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
