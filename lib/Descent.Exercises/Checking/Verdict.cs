using System.Text;

namespace Descent.Exercises.Checking;

/// <summary>What a check looked at when it stopped.</summary>
public enum Stage
{
    /// <summary>Nothing is written yet.</summary>
    NotWritten,

    /// <summary>The function's parameters and return type.</summary>
    Type,

    /// <summary>Whether it ends, and without an exception.</summary>
    Run,

    /// <summary>The shape of the result.</summary>
    Shape,

    /// <summary>What holds for every right result.</summary>
    Property,

    /// <summary>The numbers.</summary>
    Value,

    /// <summary>Everything is right.</summary>
    Right,
}

/// <summary>What a check found: one thing, in words.</summary>
/// <param name="Exercise">The exercise.</param>
/// <param name="Stage">What it looked at when it stopped.</param>
/// <param name="Message">What it found.</param>
/// <param name="Misconception">The mistake that was recognized; null where none was.</param>
/// <param name="MakeExample">Writes out the smallest case that fails; null where there is none to show.</param>
[TypeFormatterSource(typeof(VerdictFormatters), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed record Verdict(
    Exercise Exercise, Stage Stage, string Message, Misconception? Misconception = null, Func<string>? MakeExample = null)
{
    /// <summary>The smallest case that fails, as text; null where there is none to show.</summary>
    public string? Example => MakeExample?.Invoke();

    /// <summary>Whether the answer is right.</summary>
    public bool IsRight => Stage == Stage.Right;

    /// <summary>What the answer earns: all of the exercise's points, or none.</summary>
    public int Points => IsRight ? Exercise.Points : 0;

    /// <summary>The first line: the function, the points.</summary>
    public string Headline => $"{Exercise.Id}: {Points} of {Exercise.Points} points";

    /// <summary>Where to ask for a hint; null where none is needed.</summary>
    public string? Help => IsRight || Stage == Stage.Type
        ? null
        : $"For a hint, run Hint.For(\"{Exercise.Id}\", 1) in a cell of its own; there are {Exercise.Hints.Count}.";

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder(IsRight ? "✓ " : Stage == Stage.NotWritten ? "… " : "✗ ").AppendLine(Headline).Append(Message);
        if (Example is { } example)
        {
            text.AppendLine().Append(example);
        }

        if (Help is not null)
        {
            text.AppendLine().Append(Help);
        }

        return text.ToString();
    }
}
