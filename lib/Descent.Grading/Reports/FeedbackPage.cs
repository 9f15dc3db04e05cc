using System.Text;
using Descent.Exercises;
using Descent.Grading.Gradebooks;

namespace Descent.Grading.Reports;

/// <summary>
/// What a student reads: one HTML page that needs nothing else. The failing cases are not in it, nor what the judge reports to
/// the teacher: a class may hand in again and meet the same hidden cases.
/// </summary>
public static class FeedbackPage
{
    /// <summary>The page.</summary>
    /// <param name="student">The student's grades.</param>
    /// <param name="possible">The points of all that is graded.</param>
    public static string Of(StudentGrades student, int possible)
    {
        var page = new StringBuilder(Html.Start($"{student.Student}: {Html.Points(student.Points)} of {possible} points"));
        page.AppendLine($"""
            <h1><bdi>{Html.Text(student.Student)}</bdi></h1>
            <p><b>{Html.Points(student.Points)} of {possible} points</b>{(student.Late ? " · handed in late" : "")}</p>
            <div class="meter"><span style="width:{Html.Percent(student.Points, possible)}"></span></div>
            """);
        if (student.State == StudentState.Missing)
            page.AppendLine("<p>Nothing was handed in.</p>");
        if (student.State == StudentState.Waiting)
            page.AppendLine("<p>The grading is not complete: some of it is still to come.</p>");
        if (student.Change?.Points is { } points && points != student.Grades.Sum(grade => grade.Points))
            page.AppendLine($"<p>Your teacher has set the points of the whole; the exercises make {Html.Points(student.Grades.Sum(grade => grade.Points))}.</p>");
        Comment(page, student.Change);
        if (student.Problems.Count > 0)
        {
            page.AppendLine("<h2>What could not be graded</h2>\n<ul>");
            foreach (string problem in student.Problems)
                page.AppendLine($"<li class=\"text\">{Html.Text(problem)}</li>");
            page.AppendLine("</ul>");
        }
        foreach (var notebook in student.Grades.GroupBy(grade => grade.Result.Notebook))
        {
            page.AppendLine($"<h2>{Html.Text(notebook.Key)}</h2>");
            if (notebook.All(grade => grade.Result.Kind == VerdictKind.Missing && grade.Change is null))
                page.AppendLine($"<p class=\"soft\">Not handed in: {string.Join(", ", notebook.Select(grade => Html.Text(grade.Result.Exercise)))}, {notebook.Sum(grade => grade.Result.Possible)} points.</p>");
            else
                foreach (Grade grade in notebook)
                    Card(page, grade);
        }
        if (student.Grades.Any(grade => grade.Result.Points < grade.Result.Possible && grade.Result.Kind != VerdictKind.Missing))
            page.AppendLine("<p class=\"soft\">To see a failing case, run the check below the function in your notebook; <code>Hint.For(\"FunctionName\", 1)</code> gives the first hint.</p>");
        return page.Append(Html.End).ToString();
    }

    private static void Card(StringBuilder page, Grade grade)
    {
        ExerciseResult result = grade.Result;
        var (style, mark) = result.Kind switch
        {
            VerdictKind.Right => ("right", "✓"),
            VerdictKind.NotWritten or VerdictKind.Missing or VerdictKind.NotGraded => ("none", "…"),
            _ => ("wrong", "✗"),
        };
        string title = Catalogue.Find(result.Exercise) is { } exercise ? $" <span class=\"soft\">{Html.Text(exercise.Title)}</span>" : "";
        page.AppendLine($"""
            <section class="card {style}">
            <div class="head"><h3><span class="mark">{mark}</span> {Html.Text(result.Exercise)}{title}</h3><span class="number"><b>{Html.Points(grade.Points)}</b> of {result.Possible}</span></div>
            <p class="text">{Html.Text(result.Message)}</p>
            """);
        if (grade.Change?.Points is { } points && points != result.Points)
            page.AppendLine($"<p>Your teacher has changed the points from {result.Points} to {Html.Points(points)}.</p>");
        Comment(page, grade.Change);
        page.AppendLine("</section>");
    }

    private static void Comment(StringBuilder page, Change? change)
    {
        if (change?.Comment is { } comment)
            page.AppendLine($"<p class=\"comment text\"><b>Your teacher:</b> {Html.Text(comment)}</p>");
    }
}
