using System.Collections.Concurrent;
using Descent.Exercises.Checking;
using Xunit;

namespace Descent.Exercises.Tests;

/// <summary>Every exercise against its own catalogue of right and wrong answers, on 1,000 seeds each.</summary>
public sealed class CatalogueTests
{
    private const int Seeds = 1000;

    public static TheoryData<string> Ids => [.. Catalogue.All.Select(exercise => exercise.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_reference_is_right_and_triggers_no_misconception(string id)
    {
        var exercise = Catalogue.Find(id)!;
        AssertOnEverySeed(exercise, exercise.Reference.Code, verdict => verdict.IsRight && verdict.Points == exercise.Points);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_right_answer_passes_however_unusual(string id)
    {
        var exercise = Catalogue.Find(id)!;
        Assert.NotEmpty(exercise.RightAnswers);
        foreach (var answer in exercise.RightAnswers)
        {
            AssertOnEverySeed(exercise, answer.Code, verdict => verdict.IsRight);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_misconception_is_told_its_own_sentence_and_no_other(string id)
    {
        var exercise = Catalogue.Find(id)!;
        foreach (var misconception in exercise.Misconceptions)
        {
            AssertOnEverySeed(exercise, misconception.Code, verdict =>
                verdict.Points == 0 && verdict.Misconception == misconception && verdict.Message == misconception.Sentence);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_exercise_is_complete(string id)
    {
        var exercise = Catalogue.Find(id)!;
        Assert.True(exercise.Misconceptions.Count >= 4, "at least four misconceptions");
        Assert.True(exercise.RightAnswers.Count >= 2, "a plain and an unusual right answer");
        Assert.True(exercise.Hints.Count >= 3, "a ladder of hints");
        Assert.Equal(exercise.Signature.GetParameters().Length, exercise.ParameterNotes.Count);
        Assert.Equal(exercise.Misconceptions.Count, exercise.Misconceptions.Select(m => m.Sentence).Distinct().Count());
        Assert.All(exercise.Misconceptions, m => Assert.Matches("[.?]$", m.Sentence));
        Assert.All(exercise.Cases(7), arguments => Assert.Equal(exercise.ParameterNotes.Count, arguments.Length));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Cases_depend_on_the_seed_alone(string id)
    {
        var exercise = Catalogue.Find(id)!;
        var (once, again, other) = (Plain(3), Plain(3), Plain(4));
        Assert.True(PlainValue.Agree(once, again, 0));
        Assert.False(PlainValue.Agree(once, other, 0));

        object?[] Plain(int seed) => [.. exercise.Cases(seed).Select(arguments => PlainValue.Of(arguments))];
    }

    [Fact]
    public void The_points_make_a_hundred() => Assert.Equal(100, Catalogue.All.Sum(exercise => exercise.Points));

    private static void AssertOnEverySeed(Exercise exercise, Delegate answer, Func<Verdict, bool> holds)
    {
        var wrong = new ConcurrentBag<(int Seed, Verdict Verdict)>();
        Parallel.For(0, Seeds, seed =>
        {
            var verdict = Checker.Check(exercise, answer, seed, Timeout.InfiniteTimeSpan);
            if (!holds(verdict))
            {
                wrong.Add((seed, verdict));
            }
        });
        if (!wrong.IsEmpty)
        {
            var (seed, verdict) = wrong.OrderBy(w => w.Seed).First();
            Assert.Fail($"{wrong.Count} of {Seeds} seeds; seed {seed}: {verdict}");
        }
    }
}
