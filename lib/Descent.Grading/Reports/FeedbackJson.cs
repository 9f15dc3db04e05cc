using System.Text.Json.Nodes;
using Descent.Grading.Gradebooks;

namespace Descent.Grading.Reports;

/// <summary>What a student's page says, for machines.</summary>
public static class FeedbackJson
{
    /// <summary>The object: <c>student</c>, <c>state</c>, <c>late</c>, <c>points</c>, <c>possible</c>, <c>comment</c>, <c>problems</c>, <c>exercises</c>.</summary>
    /// <param name="student">The student's grades.</param>
    /// <param name="possible">The points of all that is graded.</param>
    public static JsonObject Of(StudentGrades student, int possible) => new()
    {
        ["student"] = student.Student,
        ["state"] = student.State.ToString().ToLowerInvariant(),
        ["late"] = student.Late,
        ["points"] = student.Points,
        ["possible"] = possible,
        ["comment"] = student.Change?.Comment,
        ["problems"] = new JsonArray([.. student.Problems.Select(problem => (JsonNode)problem)]),
        ["exercises"] = new JsonArray([.. student.Grades.Select(grade => (JsonNode)new JsonObject
        {
            ["exercise"] = grade.Result.Exercise,
            ["notebook"] = grade.Result.Notebook,
            ["points"] = grade.Points,
            ["possible"] = grade.Result.Possible,
            ["judged_points"] = grade.Result.Points,
            ["kind"] = System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(grade.Result.Kind.ToString()),
            ["message"] = grade.Result.Message,
            ["misconception"] = grade.Result.Misconception,
            ["comment"] = grade.Change?.Comment,
        })]),
    };
}
