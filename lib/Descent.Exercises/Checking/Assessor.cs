namespace Descent.Exercises.Checking;

/// <summary>
/// Judges what a function gave on some cases, wherever it ran: whether it ended, then shape, then properties, then values;
/// it says one thing. Expected values are worked out once, however many answers are judged; several threads may ask at a time.
/// </summary>
public sealed class Assessor
{
    private readonly Lazy<object?>[] expected;
    private readonly ResultCheck results;
    private readonly Dictionary<Misconception, Lazy<(object? Value, object?[] Arguments)>[]> mistaken;

    /// <summary>Makes the cases of an exercise.</summary>
    /// <param name="exercise">The exercise.</param>
    /// <param name="seed">The seed of the cases.</param>
    /// <param name="isHidden">Whether a message keeps to itself what values were got and expected; an example never does.</param>
    public Assessor(Exercise exercise, int seed, bool isHidden = false)
    {
        Exercise = exercise;
        Cases = exercise.Cases(seed);
        results = new ResultCheck(Words.ReturnNames(exercise.Signature), Words.ReturnsList(exercise.Signature), isHidden);
        expected = [.. Cases.Select(arguments => new Lazy<object?>(() => Call(exercise.Reference, arguments).Value))];
        mistaken = exercise.Misconceptions.ToDictionary(
            misconception => misconception,
            misconception => Cases.Select(arguments => new Lazy<(object?, object?[])>(() => Call(misconception, arguments))).ToArray());
    }

    /// <summary>The exercise.</summary>
    public Exercise Exercise { get; }

    /// <summary>The arguments of each call, the smallest case first.</summary>
    public IReadOnlyList<object?[]> Cases { get; }

    /// <summary>Judges an answer.</summary>
    /// <param name="outcomes">What each call gave, in order: as many as cases, or fewer if the last one did not return.</param>
    /// <exception cref="ArgumentException">There are more outcomes than cases, or fewer although the last one returned.</exception>
    public Verdict Assess(IReadOnlyList<Outcome> outcomes) => Assess(outcomes, out _);

    internal Verdict Assess(IReadOnlyList<Outcome> outcomes, out int failing)
    {
        failing = -1;
        // What was not called is not right: a missing outcome needs an earlier one that says why.
        if (outcomes.Count > Cases.Count || (outcomes.Count < Cases.Count && (outcomes.Count == 0 || outcomes[^1].Ending == Ending.Returned)))
            throw new ArgumentException($"{outcomes.Count} outcomes for {Cases.Count} cases.", nameof(outcomes));
        if (FirstProblem(outcomes) is not { } problem) return new Verdict(Exercise, Stage.Right, "Right.");
        failing = problem.Index;
        if (problem.Stage == Stage.NotWritten) return new Verdict(Exercise, Stage.NotWritten, problem.Message);

        var misconception = outcomes.Count == Cases.Count && outcomes.All(outcome => outcome.Ending == Ending.Returned)
            ? Exercise.Misconceptions.FirstOrDefault(m => Matches(m, outcomes))
            : null;
        return new Verdict(
            Exercise,
            problem.Stage,
            misconception?.Sentence ?? problem.Message,
            misconception,
            () => Example(problem.Index, outcomes[problem.Index]));
    }

    private static (object? Value, object?[] Arguments) Call(Answer answer, object?[] arguments)
    {
        object?[] copies = Array.ConvertAll(arguments, PlainValue.Copy);
        return (PlainValue.Of(answer.Code.DynamicInvoke(copies)), copies);
    }

    private (int Index, Stage Stage, string Message)? FirstProblem(IReadOnlyList<Outcome> outcomes)
    {
        for (int i = 0; i < outcomes.Count; i++)
        {
            var outcome = outcomes[i];
            if (outcome.Ending == Ending.NotWritten)
                return (i, Stage.NotWritten, $"{Exercise.Id} is not written yet: replace the line that throws, between START CODE HERE and END CODE HERE. If you have, run that cell, then this one again.");
            if (outcome.Ending != Ending.Returned) return (i, Stage.Run, outcome.Failure!);
            if (results.Shape(expected[i].Value, outcome.Value) is { } shape) return (i, Stage.Shape, shape);
            if (PropertyProblem(i, outcome) is { } property) return (i, Stage.Property, property);
            if (results.Value(expected[i].Value, outcome.Value, Exercise.Tolerance) is { } value) return (i, Stage.Value, value);
        }

        return null;
    }

    private string? PropertyProblem(int index, Outcome outcome)
    {
        if (ChangedArgument(Cases[index], outcome) is { } name)
            return $"Your function changes its argument {name} in place: whoever called it finds other numbers in {name} afterwards. Work on a copy ({name}.Clone()), or write the result to a new variable.";
        if (PlainValue.IsFinite(expected[index].Value) && !PlainValue.IsFinite(outcome.Value))
            return "The result holds NaN or infinity: somewhere it divides by 0, takes the logarithm of 0, or an exponential overflows.";
        return Exercise.Properties.FirstOrDefault(property => !property.Holds(Cases[index], outcome.Value))?.Sentence;
    }

    private string? ChangedArgument(object?[] before, Outcome outcome) =>
        ChangedIndex(before, outcome) is >= 0 and var i ? Exercise.Signature.GetParameters()[i].Name : null;

    private static int ChangedIndex(object?[] before, Outcome outcome)
    {
        // What was moved by ε and put back may differ in its last digit.
        for (int i = 0; i < Math.Min(before.Length, outcome.Arguments.Count); i++)
            if (!PlainValue.Agree(PlainValue.Of(before[i]), PlainValue.Of(outcome.Arguments[i]), 1e-12)) return i;
        return -1;
    }

    private bool Matches(Misconception misconception, IReadOnlyList<Outcome> outcomes)
    {
        for (int i = 0; i < Cases.Count; i++)
        {
            if (misconception.Recognize is { } recognize)
            {
                // It may rely on the shape of a right result.
                if (results.Shape(expected[i].Value, outcomes[i].Value) is not null || !recognize(Cases[i], outcomes[i].Value)) return false;
                continue;
            }

            // What it does to its arguments must be the same, too.
            var (value, arguments) = mistaken[misconception][i].Value;
            if (!PlainValue.Agree(value, outcomes[i].Value, Exercise.Tolerance) || ChangedArgument(arguments, outcomes[i]) is not null)
                return false;
        }

        return true;
    }

    private string Example(int index, Outcome outcome)
    {
        List<string> lines = ["For example, with"];
        lines.AddRange(Exercise.Signature.GetParameters().Zip(Cases[index], (parameter, value) => Words.Show(parameter.Name!, value)));
        if (outcome.Ending == Ending.Returned)
        {
            lines.AddRange(results.Show(expected[index].Value, outcome.Value, Exercise.Tolerance));
            if (ChangedIndex(Cases[index], outcome) is >= 0 and var i)
                lines.Add(Words.Show($"after the call: {Exercise.Signature.GetParameters()[i].Name}", outcome.Arguments[i]));
        }

        return string.Join("\n", lines);
    }
}
