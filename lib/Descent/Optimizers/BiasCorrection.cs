namespace Descent.Optimizers;

/// <summary>How Adam makes up for averages that start at zero.</summary>
public enum BiasCorrection
{
    /// <summary>v/(1−β1^t) and s/(1−β2^t): the paper's.</summary>
    Paper,

    /// <summary>None: the first steps are several times too long, since s is far too small.</summary>
    None,

    /// <summary>
    /// v/(1−β1^t) and s/(1−β1^t), a mistake found in several notes, here to be seen: with β1 = 0.9 and β2 = 0.999 the first
    /// step is ten times too long, at t = 100 still 3.2 times.
    /// </summary>
    Beta1ForBoth,
}
