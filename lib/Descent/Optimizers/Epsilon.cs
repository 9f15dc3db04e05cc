namespace Descent.Optimizers;

/// <summary>Where ε stands in a division by the root of s, which it keeps away from 0.</summary>
public enum Epsilon
{
    /// <summary>√s + ε: the papers' form.</summary>
    OutsideRoot,

    /// <summary>√(s + ε): some notes' form; the accuracy is the same, the cost differs in the fourth digit.</summary>
    InsideRoot,
}
