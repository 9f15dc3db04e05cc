using Xunit;

namespace Descent.Grading.Tests;

/// <summary>What stands in a function's place without being one gets a sentence that says what to do, and costs nothing else.</summary>
public sealed class NoFunctionTests
{
    private static readonly Grader grader = new(seed: 5);

    [Theory]
    [InlineData("class L2Cost { }", "L2Cost is a type here (class L2Cost), not a function. Write the function at the cell's outermost level, and give the type another name.")]
    [InlineData("record L2Cost(double X);", "L2Cost is a type here (record L2Cost), not a function.")]
    [InlineData("enum L2Cost { A }", "L2Cost is a type here (enum L2Cost), not a function.")]
    [InlineData("delegate double L2Cost(double x);", "L2Cost is a type here (delegate L2Cost), not a function.")]
    [InlineData("int L2Cost = 5;", "L2Cost is a number here, not a function. Give the variable another name, or write the function in its place.")]
    [InlineData("object L2Cost = 5;", "L2Cost is a number here, not a function.")]
    [InlineData("dynamic L2Cost = \"W\";", "L2Cost is text here, not a function.")]
    [InlineData("var L2Cost = Matrix<double>.Build.Dense(2, 3);", "L2Cost is a 2×3 matrix here, not a function.")]
    [InlineData("Delegate L2Cost = null;", "L2Cost is null, not a function.")]
    [InlineData("Delegate L2Cost => throw new FormatException();", "L2Cost is not a function: to look at it fails with FormatException.")]
    [InlineData("class Solution { double L2Cost(double x) => x; }", "L2Cost is inside the type Solution. Move it out, to the cell's outermost level: a function of a notebook needs no class around it.")]
    [InlineData("{ double L2Cost(double x) => x; }", "L2Cost is inside a pair of braces { } or another function, where nothing outside can call it.")]
    [InlineData("double l2Cost(double x) => x;", "The cell has l2Cost. Capital and small letters differ in C#: it must be called L2Cost.")]
    [InlineData("double L2Cost(double x) => x;\ndouble L2Cost(int x) => x;", "The cell defines L2Cost 2 times, with different parameters: leave the one that is asked for.")]
    public async Task It_is_answered_in_words(string code, string words)
    {
        using var handIn = HandIn.Of("04-l2-regularization", exercise => exercise.RightAnswers[0], notebook => HandIn.Write(notebook, "l2-cost", code));
        var result = await grader.GradeAsync(handIn.Submission, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((VerdictKind.Type, 0), (result.Exercises[0].Kind, result.Exercises[0].Points));
        Assert.StartsWith(words, result.Exercises[0].Message, StringComparison.Ordinal);
        Assert.Equal((VerdictKind.Right, 1), (result.Exercises[1].Kind, result.Kernels));
    }

    [Fact]
    public async Task What_is_said_of_one_was_said_before_another_got_an_argument()
    {
        // The class makes the judge look at each by itself; what stands in the place of HeWeights would spell what Standardize got.
        using var handIn = HandIn.Of("03-initialization", exercise => exercise.RightAnswers[0], notebook =>
        {
            HandIn.InsertBefore(notebook, "standardize", "class Leak : Exception { }\nclass Seen { public static bool Any; }");
            string[] lines = [.. HandIn.Cell(notebook, "standardize")["source"]!.AsArray().Select(line => (string)line!)];
            HandIn.Write(notebook, "standardize", string.Concat(lines).Replace("\n{", "\n{ Seen.Any = true;", StringComparison.Ordinal));
            HandIn.Write(notebook, "he-weights", "Delegate HeWeights => Seen.Any ? throw new Leak() : (Func<Matrix<double>, Matrix<double>>)(N => N * Math.Sqrt(2.0 / N.ColumnCount));");
            HandIn.Write(notebook, "relu-mean-squares", "class ReluMeanSquares { }");
        });
        var result = await grader.GradeAsync(handIn.Submission, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([VerdictKind.Right, VerdictKind.Garbled, VerdictKind.Type], result.Exercises.Select(exercise => exercise.Kind));
        Assert.Equal("HeWeights gave no answer that can be read.", result.Exercises[1].Message);
    }

    [Fact]
    public async Task A_function_counts_before_a_variable_of_its_name()
    {
        using var handIn = HandIn.Of("04-l2-regularization", exercise => exercise.RightAnswers[0], notebook =>
        {
            // As a client leaves it that gives cells new ids, with the result of a call kept below.
            var cell = HandIn.Cell(notebook, "l2-cost");
            cell["id"] = "new-id";
            cell["metadata"] = new System.Text.Json.Nodes.JsonObject();
            HandIn.Cells(notebook).Add(HandIn.CodeCell("double L2Cost = 0.69;"));
        });
        var result = await grader.GradeAsync(handIn.Submission, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(VerdictKind.Right, result.Exercises[0].Kind);
    }
}
