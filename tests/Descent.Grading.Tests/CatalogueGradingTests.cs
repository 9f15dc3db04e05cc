using Descent.Exercises;
using Descent.Exercises.Form;
using Xunit;

namespace Descent.Grading.Tests;

/// <summary>The catalogue of the exercises, handed in.</summary>
public sealed class CatalogueGradingTests
{
    private static readonly Grader grader = new(seed: 20_261);

    public static TheoryData<string> Notebooks => [.. ExerciseNotebook.Names];

    [Theory, MemberData(nameof(Notebooks))]
    public async Task A_solved_notebook_gets_all_points(string notebook)
    {
        using var handIn = HandIn.Of(notebook, exercise => exercise.RightAnswers[0]);
        var result = await grader.GradeAsync(handIn.Submission);
        Assert.All(result.Exercises, exercise => Assert.Equal((VerdictKind.Right, "Right."), (exercise.Kind, exercise.Message)));
        Assert.Equal(Catalogue.All.Where(exercise => exercise.Notebook == notebook).Sum(exercise => exercise.Points), result.Points);
        Assert.Equal((1, 0), (result.Kernels, result.Retries));
    }
}
