namespace Descent.Exercises.Form;

/// <summary>What a cell is for, in nbgrader's terms.</summary>
/// <param name="Flags">nbgrader's grade, solution and locked.</param>
public sealed record CellRole((bool Grade, bool Solution, bool Locked) Flags)
{
    /// <summary>A cell that the learner writes.</summary>
    public static CellRole Solution { get; } = new((false, true, false));

    /// <summary>A check that earns points.</summary>
    public static CellRole Check { get; } = new((true, false, true));

    /// <summary>A cell that is read or run, and not to be changed.</summary>
    public static CellRole Locked { get; } = new((false, false, true));

    /// <summary>An ordinary cell, of which nbgrader knows nothing.</summary>
    public static CellRole Free { get; } = new((false, false, false));
}
