namespace Descent.Exercises.Checking;

/// <summary>Checks a learner's function in this process: its signature, then what it gives on cases of the check's own.</summary>
public static class Checker
{
    /// <summary>How long a check waits for a learner's function.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);

    /// <summary>Checks a function.</summary>
    /// <param name="exercise">The exercise.</param>
    /// <param name="answer">The learner's function, of any signature; or what stands in its place.</param>
    /// <param name="seed">The seed of the cases.</param>
    /// <param name="timeLimit">How long it may take; <see cref="TimeLimit"/> where null.</param>
    public static Verdict Check(Exercise exercise, object? answer, int seed = 1, TimeSpan? timeLimit = null)
    {
        if (answer is not Delegate function) return new Verdict(exercise, Stage.Type, NoFunction(exercise, answer));
        if (SignatureProblem(exercise, function) is { } problem) return new Verdict(exercise, Stage.Type, problem);
        var verdict = Check(new Assessor(exercise, seed), function, timeLimit ?? TimeLimit);
        return verdict.Stage == Stage.NotWritten && NearMiss.Of(exercise, function) is { } other
            ? new Verdict(exercise, Stage.Type, $"{other}\nThen run that cell, and this one again.")
            : verdict;
    }

    /// <summary>Checks a function of the right signature on the cases of an assessor.</summary>
    internal static Verdict Check(Assessor assessor, Delegate answer, TimeSpan timeLimit)
    {
        var function = new LearnerFunction(answer, timeLimit);
        var outcomes = function.Call(assessor.Cases);
        var verdict = assessor.Assess(outcomes, out int failing);
        if (verdict.IsRight || outcomes[^1].Ending is Ending.NotWritten or Ending.TimedOut) return verdict;

        return NotebookVariables.ReadBy(function, assessor.Cases[failing], outcomes[failing]) is { } variable
            ? verdict with { Message = UsesVariable(assessor.Exercise, variable), Misconception = null }
            : verdict;
    }

    private static string NoFunction(Exercise exercise, object? value) => Words.NoFunction(exercise.Id, value) + (value is null ? ""
        : " Where a variable has that name, it hides your function: "
            + $"give the variable another name, and run your function's cell again. The check takes the function itself, without a call:  Check.{exercise.Id}({exercise.Id})");

    private static string? SignatureProblem(Exercise exercise, Delegate answer)
    {
        var latest = LatestDefinition.Of(answer);
        if (SignatureCheck.Problem(exercise.Id, exercise.Signature, latest) is { } problem) return problem;

        // Wider types would do, but the compiler has taken an older function that fits exactly.
        return latest == answer.Method ? null
            : $"Your function's first line has other types than it should:  {Words.Signature(latest, exercise.Id)}\nThe first line should read:  {Words.Signature(exercise.Signature, exercise.Id)}";
    }

    private static string UsesVariable(Exercise exercise, string variable) =>
        $"Your function reads the notebook's variable {variable}: when that variable changes, your result changes too. "
        + $"A function must get by with its arguments ({string.Join(", ", exercise.Signature.GetParameters().Select(p => p.Name))}), "
        + "or it is right only for today's notebook.";
}
