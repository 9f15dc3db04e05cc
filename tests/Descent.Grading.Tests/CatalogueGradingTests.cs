using System.Text.Json.Nodes;
using Descent.Exercises;
using Descent.Exercises.Form;
using Xunit;

namespace Descent.Grading.Tests;

/// <summary>The catalogue of the exercises, handed in: the cells of all notebooks in one file.</summary>
public sealed class CatalogueGradingTests
{
    private static readonly Grader grader = new(seed: 20_261);

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Catalogue.All.Max(exercise => exercise.Misconceptions.Count))];

    [Fact]
    public async Task A_solved_course_gets_100_points()
    {
        using var handIn = Course(exercise => exercise.RightAnswers[0]);
        var result = await grader.GradeAsync(handIn.Submission);
        Assert.All(result.Exercises, exercise => Assert.Equal((VerdictKind.Right, "Right."), (exercise.Kind, exercise.Message)));
        Assert.Equal((100, 100), (result.Points, result.Possible));
        Assert.Equal((1, 0), (result.Kernels, result.Retries));
    }

    [Fact]
    public async Task Unusual_right_answers_get_100_points_too()
    {
        using var handIn = Course(exercise => exercise.RightAnswers[^1]);
        var result = await grader.GradeAsync(handIn.Submission);
        Assert.All(result.Exercises, exercise => Assert.Equal((VerdictKind.Right, "Right."), (exercise.Kind, exercise.Message)));
        Assert.Equal(100, result.Points);
    }

    [Fact]
    public async Task What_was_handed_out_gets_nothing_and_is_called_unwritten()
    {
        using var handIn = Course(_ => null);
        var result = await grader.GradeAsync(handIn.Submission);
        Assert.Equal((0, 100), (result.Points, result.Possible));
        Assert.All(result.Exercises.Where(exercise => exercise.Exercise != "MendBackward"), exercise => Assert.Equal(VerdictKind.NotWritten, exercise.Kind));
        // Its stub is code, with bugs in it.
        Assert.Equal(VerdictKind.Value, result.Exercises.Single(exercise => exercise.Exercise == "MendBackward").Kind);
    }

    [Theory, MemberData(nameof(Numbers))]
    public async Task Each_misconception_gets_its_sentence(int number)
    {
        var wrong = Catalogue.All.Where(exercise => number < exercise.Misconceptions.Count).ToList();
        using var handIn = Course(exercise => wrong.Contains(exercise) ? exercise.Misconceptions[number] : exercise.RightAnswers[0]);
        var result = await grader.GradeAsync(handIn.Submission);
        Assert.All(wrong, exercise =>
        {
            var graded = result.Exercises.Single(graded => graded.Exercise == exercise.Id);
            Assert.Equal((exercise.Misconceptions[number].Sentence, $"{exercise.Id}-{number + 1}", 0), (graded.Message, graded.Misconception, graded.Points));
        });
        Assert.Equal(100 - wrong.Sum(exercise => exercise.Points), result.Points);
    }

    private static HandIn Course(Func<Exercise, Answer?> answer) => HandIn.Of(ExerciseNotebook.Names[0], answer, notebook =>
    {
        foreach (string name in ExerciseNotebook.Names.Skip(1))
            foreach (var cell in JsonNode.Parse(ExerciseNotebook.Of(name, answer).ToText())!["cells"]!.AsArray())
                HandIn.Cells(notebook).Add(cell!.DeepClone());
    });
}
