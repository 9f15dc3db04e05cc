namespace Descent.Grading;

/// <summary>What the judge found about one graded function.</summary>
public enum VerdictKind
{
    /// <summary>Right: it earns the points.</summary>
    Right,

    /// <summary>The stub is still there.</summary>
    NotWritten,

    /// <summary>The notebook holds no such function.</summary>
    Missing,

    /// <summary>The cell does not compile, or not without what the judge keeps out of the sandbox.</summary>
    NotCompiled,

    /// <summary>It is no function, or its parameters or its return type are not as asked for.</summary>
    Type,

    /// <summary>It threw an exception.</summary>
    Threw,

    /// <summary>It did not end in time.</summary>
    TimedOut,

    /// <summary>The process ended in it: a stack overflow, an exit, no memory.</summary>
    Died,

    /// <summary>A result has the wrong shape.</summary>
    Shape,

    /// <summary>A result lacks what every right one has, or an argument was changed in place.</summary>
    Property,

    /// <summary>A number differs.</summary>
    Value,

    /// <summary>The same arguments gave different results: it depends on something else, such as a count or the clock.</summary>
    Inconsistent,

    /// <summary>What came back was no answer: too much, too deep, or not in the judge's form.</summary>
    Garbled,

    /// <summary>It could not be graded, through no fault that is known to be the learner's; grade it again.</summary>
    NotGraded,
}
