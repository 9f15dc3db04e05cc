namespace Descent.Exercises.Checking;

/// <summary>How a call of a learner's function ended.</summary>
public enum Ending
{
    /// <summary>It returned a value.</summary>
    Returned,

    /// <summary>The stub is still there: it threw <see cref="NotImplementedException"/>.</summary>
    NotWritten,

    /// <summary>It threw another exception.</summary>
    Threw,

    /// <summary>It did not end within the time limit.</summary>
    TimedOut,
}

/// <summary>What a call of a learner's function gave, here or in another process.</summary>
/// <param name="Ending">How it ended.</param>
/// <param name="Value">What it returned, in plain form (see <see cref="PlainValue"/>).</param>
/// <param name="Arguments">The arguments as they were after the call.</param>
/// <param name="Failure">What went wrong, in words; null where it returned.</param>
public sealed record Outcome(Ending Ending, object? Value, IReadOnlyList<object?> Arguments, string? Failure = null);
