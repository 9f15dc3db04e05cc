namespace Descent.Diagnostics;

/// <summary>What the errors on the training and the dev set say about a model.</summary>
[Flags]
public enum Verdict
{
    /// <summary>Neither high bias nor high variance: nothing to cure.</summary>
    Neither = 0,

    /// <summary>It does not even fit the training set: underfitting.</summary>
    HighBias = 1,

    /// <summary>It fits the training set and not the dev set: overfitting.</summary>
    HighVariance = 2,

    /// <summary>It fits the training set badly, and the dev set much worse.</summary>
    Both = HighBias | HighVariance,
}
