namespace Descent.Data;

/// <summary>What a set of examples is for.</summary>
public enum DatasetRole
{
    /// <summary>Not split yet.</summary>
    Whole,

    /// <summary>Parameters, means and deviations are learned from it.</summary>
    Train,

    /// <summary>Rates, penalties and the moment to stop are chosen by it.</summary>
    Dev,

    /// <summary>Looked at once, at the end; it decides nothing.</summary>
    Test,
}
