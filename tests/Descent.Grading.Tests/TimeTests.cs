using Descent.Grading.Sandboxing;
using Xunit;

namespace Descent.Grading.Tests;

/// <summary>Time for all of a notebook: cells that each keep to their own limit cannot hold up a class.</summary>
public sealed class TimeTests
{
    [Fact]
    public async Task Many_cells_that_sleep_are_not_all_waited_for()
    {
        using var handIn = HandIn.Of("04-l2-regularization", exercise => exercise.RightAnswers[0], notebook =>
        {
            for (int i = 0; i < 200; i++) HandIn.InsertBefore(notebook, "l2-cost", $"int n{i} = {(i == 0 ? "0" : $"n{i - 1}")};\nSystem.Threading.Thread.Sleep(15_000);");
            HandIn.Write(notebook, "l2-cost", $"{Attack.Signature} => n199 + {Attack.Answer};");
        });
        var limits = new SandboxLimits { NotebookTime = TimeSpan.FromSeconds(1), CellTime = TimeSpan.FromSeconds(2) };
        var result = await new Grader(5, new GraderOptions { Limits = limits }).GradeAsync(handIn.Submission, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(VerdictKind.TimedOut, result.Exercises[0].Kind);
        Assert.Contains("no time left for L2Cost", result.Exercises[0].Message, StringComparison.Ordinal);
    }
}
