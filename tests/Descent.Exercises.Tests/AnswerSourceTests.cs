using Descent.Exercises.Checking;
using Xunit;

namespace Descent.Exercises.Tests;

/// <summary>The catalogue's answers as text, pasted into a notebook: the text does what the code does.</summary>
public sealed class AnswerSourceTests
{
    public static TheoryData<string> Ids => [.. Catalogue.All.Select(exercise => exercise.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Every_answer_gets_the_same_verdict_from_its_text(string id)
    {
        var exercise = Catalogue.Find(id)!;
        Answer[] answers = [.. exercise.RightAnswers, .. exercise.Misconceptions.Where(m => !m.Source.Contains("Backward(X,", StringComparison.Ordinal))];

        // One cell for all, since each compilation takes its time: the functions get numbers.
        string[] cells = [SolutionCell.Stub(exercise), .. answers.Select(answer => SolutionCell.With(exercise, answer))];
        var functions = cells.Select((cell, i) => cell.Replace($" {id}(", $" {id}{i}(", StringComparison.Ordinal));
        var checks = cells.Select((_, i) => $"Check.{id}({id}{i})");
        var verdicts = (Verdict[])(await new Cells().Run($"{string.Join("\n", functions)}\nnew[] {{ {string.Join(", ", checks)} }}"))!;

        Assert.Equal(0, verdicts[0].Points);
        if (exercise.Start is null)
            Assert.Equal(Stage.NotWritten, verdicts[0].Stage);
        else
            Assert.StartsWith("This is the code as it was found", verdicts[0].Message);

        Assert.All(answers.Zip(verdicts.Skip(1)), pair =>
        {
            var (answer, verdict) = pair;
            Assert.Equal((answer as Misconception)?.Sentence ?? "Right.", verdict.Message);
        });
    }
}
