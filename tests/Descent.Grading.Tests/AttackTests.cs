using System.Collections.Concurrent;
using Xunit;

namespace Descent.Grading.Tests;

/// <summary>All attacks, graded side by side.</summary>
public sealed class AttackRuns : IAsyncLifetime
{
    /// <summary>Limits that are tight, so that running into them takes no time.</summary>
    internal static GraderOptions Options { get; } = new()
    {
        Limits = new() { FunctionTime = TimeSpan.FromSeconds(8), CellTime = TimeSpan.FromSeconds(12), Heap = 256 << 20, Memory = 700 << 20 },
    };

    public ConcurrentDictionary<string, SubmissionResult> Results { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var grader = new Grader(seed: 99, Options);
        await Parallel.ForEachAsync(AttackSet.All, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (attack, token) =>
        {
            using var handIn = HandIn.Of("04-l2-regularization", exercise => exercise.RightAnswers[0], attack.Write);
            Results[attack.Name] = await grader.GradeAsync(handIn.Submission, cancellationToken: token);
        });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>Whatever is handed in: no point that was not earned, none lost that was, and a result that says what happened.</summary>
public sealed class AttackTests(AttackRuns runs) : IClassFixture<AttackRuns>
{
    public static TheoryData<string> Names => [.. AttackSet.All.Select(attack => attack.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Gets_what_it_deserves(string name)
    {
        var attack = AttackSet.All.Single(attack => attack.Name == name);
        var result = runs.Results[name];
        Assert.Null(result.Problem);
        var (cost, gradient) = (result.Exercises[0], result.Exercises[1]);
        Assert.True(attack.Kinds.Contains(cost.Kind), $"{cost.Kind}: {cost.Message}\n{string.Join('\n', cost.Reports)}");
        Assert.Equal(cost.Kind == VerdictKind.Right ? cost.Possible : 0, cost.Points);
        Assert.False(string.IsNullOrWhiteSpace(cost.Message));
        Assert.Contains(attack.Says, cost.Message, StringComparison.Ordinal);
        Assert.Contains(attack.Reports, string.Join('\n', cost.Reports), StringComparison.Ordinal);
        if (attack.SparesTheOther) Assert.True(gradient.Kind == VerdictKind.Right, $"L2Gradient {gradient.Kind}: {gradient.Message}");
        Assert.InRange(result.Kernels, 1, 4);
    }
}
