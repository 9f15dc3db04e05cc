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
    public void Right_answers_pass_and_each_misconception_is_told_its_own_sentence(string id)
    {
        var exercise = Catalogue.Find(id)!;
        var wrong = new ConcurrentBag<string>();
        Parallel.For(0, Seeds, seed =>
        {
            var assessor = new Assessor(exercise, seed);
            foreach (var answer in exercise.RightAnswers.Prepend(exercise.Reference))
            {
                var verdict = Checker.Check(assessor, answer.Code, Timeout.InfiniteTimeSpan);
                if (!verdict.IsRight || verdict.Points != exercise.Points) wrong.Add($"seed {seed}: a right answer is told {verdict}");
            }

            foreach (var misconception in exercise.Misconceptions)
            {
                var verdict = Checker.Check(assessor, misconception.Code, Timeout.InfiniteTimeSpan);
                if (verdict.Points != 0 || verdict.Misconception != misconception || verdict.Message != misconception.Sentence)
                    wrong.Add($"seed {seed}: \"{misconception.Sentence}\" is told {verdict}");
            }
        });
        Assert.True(wrong.IsEmpty, $"{wrong.Count} verdicts, such as {wrong.Order(StringComparer.Ordinal).FirstOrDefault()}");
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
}
