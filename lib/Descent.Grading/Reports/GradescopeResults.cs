using System.Text.Json.Nodes;
using Descent.Exercises;
using Descent.Grading.Gradebooks;

namespace Descent.Grading.Reports;

/// <summary>
/// A student's results as Gradescope reads them from <c>results.json</c>, with every field of its autograder specification
/// (gradescope-autograders.readthedocs.io, "Output format"). Learners' words go as plain text, never as HTML or Markdown.
/// </summary>
public static class GradescopeResults
{
    /// <summary>The object.</summary>
    /// <param name="student">The student's grades.</param>
    /// <param name="possible">The points of all that is graded.</param>
    public static JsonObject Of(StudentGrades student, int possible) => new()
    {
        ["score"] = student.Points,
        ["execution_time"] = Math.Round(student.Seconds, 1),
        ["output"] = Overall(student, possible),
        ["output_format"] = "text",
        ["test_output_format"] = "text",
        ["test_name_format"] = "text",
        ["visibility"] = "visible",
        // Only the teacher sees what the autograder prints.
        ["stdout_visibility"] = "hidden",
        ["extra_data"] = new JsonObject { ["student"] = student.Student, ["late"] = student.Late, ["state"] = student.State.ToString().ToLowerInvariant() },
        ["tests"] = new JsonArray([.. student.Grades.Select(Test)]),
        ["leaderboard"] = new JsonArray(new JsonObject { ["name"] = "Points", ["value"] = student.Points, ["order"] = "desc" }),
    };

    private static JsonNode Test(Grade grade, int index)
    {
        ExerciseResult result = grade.Result;
        return new JsonObject
        {
            ["score"] = grade.Points,
            ["max_score"] = result.Possible,
            ["status"] = grade.Points >= result.Possible ? "passed" : "failed",
            ["name"] = Catalogue.Find(result.Exercise) is { } exercise ? $"{result.Exercise}: {exercise.Title}" : result.Exercise,
            ["name_format"] = "text",
            ["number"] = $"{index + 1}",
            ["output"] = grade.Change?.Comment is { } comment ? $"{result.Message}\n\nYour teacher: {comment}" : result.Message,
            ["output_format"] = "text",
            ["tags"] = new JsonArray(result.Notebook),
            ["visibility"] = "visible",
            ["extra_data"] = new JsonObject { ["kind"] = result.Kind.ToString(), ["misconception"] = result.Misconception, ["judged_points"] = result.Points },
        };
    }

    private static string Overall(StudentGrades student, int possible) => string.Join('\n',
    [
        $"{Html.Points(student.Points)} of {possible} points.",
        .. student.State == StudentState.Missing ? ["Nothing was handed in."] : (string[])[],
        .. student.Problems,
        .. student.Change?.Comment is { } comment ? [$"Your teacher: {comment}"] : (string[])[],
    ]);
}
