namespace Descent.Notebooks;

/// <summary>How the run of a cell ended.</summary>
public enum CellOutcome
{
    /// <summary>It ran, or raised an exception that its tag <c>raises-exception</c> allows.</summary>
    Succeeded,

    /// <summary>It was not to be run: its tag <c>skip-execution</c>, or nothing in it.</summary>
    Skipped,

    /// <summary>It raised an exception or did not compile.</summary>
    Failed,

    /// <summary>It ran longer than the time limit.</summary>
    TimedOut,

    /// <summary>It put out more than the output limit.</summary>
    TooMuchOutput,

    /// <summary>Its kernel process ended.</summary>
    KernelDied,
}
