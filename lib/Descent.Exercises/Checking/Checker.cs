namespace Descent.Exercises.Checking;

/// <summary>
/// Compares a learner's function with the reference: type, then whether it runs, then shape, then properties, then
/// values, and says one thing.
/// </summary>
public static class Checker
{
    /// <summary>How long a check waits for a learner's function.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);

    /// <summary>Checks a function of this process.</summary>
    /// <param name="exercise">The exercise.</param>
    /// <param name="answer">The learner's function, of any signature.</param>
    /// <param name="seed">The seed of the cases.</param>
    /// <param name="timeLimit">How long it may take; <see cref="TimeLimit"/> where null.</param>
    public static Verdict Check(Exercise exercise, Delegate answer, int seed = 1, TimeSpan? timeLimit = null)
    {
        if (SignatureCheck.Problem(exercise, LatestDefinition.Of(answer)) is { } problem)
        {
            return new Verdict(exercise, Stage.Type, problem);
        }

        var cases = exercise.Cases(seed);
        var function = new LearnerFunction(answer, timeLimit ?? TimeLimit);
        var outcomes = function.Call(cases);
        var verdict = Assess(exercise, cases, outcomes);
        if (verdict.IsRight || outcomes[^1].Ending is Ending.NotWritten or Ending.TimedOut)
        {
            return verdict;
        }

        var failing = FirstProblem(exercise, cases, outcomes)!.Value.Index;
        return NotebookVariables.ReadBy(function, cases[failing], outcomes[failing]) is { } variable
            ? verdict with { Message = UsesVariable(exercise, variable), Misconception = null }
            : verdict;
    }

    /// <summary>Judges what a function gave on some cases, wherever it ran.</summary>
    /// <param name="exercise">The exercise.</param>
    /// <param name="cases">The arguments of each call.</param>
    /// <param name="outcomes">What each call gave: as many as cases, or fewer if the last did not return.</param>
    public static Verdict Assess(Exercise exercise, IReadOnlyList<object?[]> cases, IReadOnlyList<Outcome> outcomes)
    {
        if (FirstProblem(exercise, cases, outcomes) is not { } problem)
        {
            return new Verdict(exercise, Stage.Right, "Right.");
        }

        if (problem.Stage is Stage.NotWritten)
        {
            return new Verdict(exercise, Stage.NotWritten, problem.Message);
        }

        var misconception = outcomes.Count == cases.Count && outcomes.All(o => o.Ending == Ending.Returned)
            ? exercise.Misconceptions.FirstOrDefault(m => Matches(exercise, m, cases, outcomes))
            : null;
        return new Verdict(
            exercise,
            problem.Stage,
            misconception?.Sentence ?? problem.Message,
            misconception,
            () => Example(exercise, cases[problem.Index], outcomes[problem.Index], problem.Expected));
    }

    private static (int Index, Stage Stage, string Message, object? Expected)? FirstProblem(
        Exercise exercise, IReadOnlyList<object?[]> cases, IReadOnlyList<Outcome> outcomes)
    {
        var results = new ResultCheck(Words.ReturnNames(exercise.Signature), Words.ReturnsList(exercise.Signature));
        for (var i = 0; i < outcomes.Count; i++)
        {
            var outcome = outcomes[i];
            if (outcome.Ending != Ending.Returned)
            {
                return outcome.Ending == Ending.NotWritten
                    ? (i, Stage.NotWritten, $"{exercise.Id} is not written yet: replace the line that throws, between START CODE HERE and END CODE HERE.", null)
                    : (i, Stage.Run, outcome.Failure!, null);
            }

            var expected = PlainValue.Of(exercise.Reference.Code.DynamicInvoke(Array.ConvertAll(cases[i], PlainValue.Copy)));
            if (results.Shape(expected, outcome.Value) is { } shape)
            {
                return (i, Stage.Shape, shape, expected);
            }

            if (PropertyProblem(exercise, cases[i], outcome, expected) is { } property)
            {
                return (i, Stage.Property, property, expected);
            }

            if (results.Value(expected, outcome.Value, exercise.Tolerance) is { } value)
            {
                return (i, Stage.Value, value, expected);
            }
        }

        return null;
    }

    private static string? PropertyProblem(Exercise exercise, object?[] arguments, Outcome outcome, object? expected)
    {
        if (ChangedArgument(exercise, arguments, outcome) is { } name)
        {
            return $"Your function changes its argument {name} in place: whoever called it finds other numbers in {name} afterwards. Work on a copy ({name}.Clone()), or write the result to a new variable.";
        }

        if (PlainValue.IsFinite(expected) && !PlainValue.IsFinite(outcome.Value))
        {
            return "The result holds NaN or infinity: somewhere it divides by 0, takes the logarithm of 0, or an exponential overflows.";
        }

        return exercise.Properties.FirstOrDefault(p => !p.Holds(arguments, outcome.Value))?.Sentence;
    }

    private static string? ChangedArgument(Exercise exercise, object?[] before, Outcome outcome)
    {
        var parameters = exercise.Signature.GetParameters();
        for (var i = 0; i < Math.Min(before.Length, outcome.Arguments.Count); i++)
        {
            if (!PlainValue.Agree(PlainValue.Of(before[i]), PlainValue.Of(outcome.Arguments[i]), 0))
            {
                return parameters[i].Name;
            }
        }

        return null;
    }

    private static bool Matches(
        Exercise exercise, Misconception misconception, IReadOnlyList<object?[]> cases, IReadOnlyList<Outcome> outcomes)
    {
        for (var i = 0; i < cases.Count; i++)
        {
            if (misconception.Recognize is { } recognize)
            {
                if (!recognize(cases[i], outcomes[i].Value))
                {
                    return false;
                }

                continue;
            }

            var copies = Array.ConvertAll(cases[i], PlainValue.Copy);
            var value = PlainValue.Of(misconception.Code.DynamicInvoke(copies));
            if (!PlainValue.Agree(value, outcomes[i].Value, exercise.Tolerance)
                || ChangedArgument(exercise, copies, outcomes[i]) is not null)
            {
                return false;
            }
        }

        return true;
    }

    private static string Example(Exercise exercise, object?[] arguments, Outcome outcome, object? expected)
    {
        var lines = exercise.Signature.GetParameters().Zip(arguments, (p, value) => Words.Show(p.Name!, value)).ToList();
        lines.Insert(0, "For example, with");
        if (outcome.Ending == Ending.Returned)
        {
            string?[] names = Words.ReturnsList(exercise.Signature) ? [] : Words.ReturnNames(exercise.Signature);
            lines.AddRange(Result("your result", outcome.Value, names));
            lines.AddRange(Result("expected", expected, names));
        }

        return string.Join("\n", lines);
    }

    private static IEnumerable<string> Result(string title, object? value, string?[] names) =>
        value is object?[] parts && parts.Length == names.Length && names.All(n => n is not null)
            ? parts.Select((part, i) => Words.Show($"{title}: {names[i]}", part))
            : [Words.Show(title, value)];

    private static string UsesVariable(Exercise exercise, string variable) =>
        $"Your function reads the notebook's variable {variable}: when that variable changes, your result changes too. "
        + $"A function must get by with its arguments ({string.Join(", ", exercise.Signature.GetParameters().Select(p => p.Name))}), "
        + "or it is right only for today's notebook.";
}
