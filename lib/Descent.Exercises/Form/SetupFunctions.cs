using Descent.Exercises.Checking;

namespace Descent.Exercises.Form;

/// <summary>
/// The part of the exercises' setup file that declares every graded function. A check then compiles whatever the learner's
/// own function looks like, even where two wrong signatures have been tried, and whether or not its cell has been run.
/// </summary>
public static class SetupFunctions
{
    /// <summary>The line that the part begins with; the judge's setup file ends there.</summary>
    public const string Heading = "// Every graded function as it is until its own cell is run, so that its check can be run at any time.";

    /// <summary>The part as text, to the end of the file.</summary>
    public static string Text { get; } = string.Concat(Catalogue.All
        .Select(exercise => $"{Words.Signature(exercise.Signature, exercise.Id)} => throw new NotImplementedException(\"{exercise.Id} is not written yet.\");")
        .Prepend(Heading)
        .Select(line => line + "\n"));
}
