namespace Descent.Grading.Gradebooks;

/// <summary>How far the grading of a student is.</summary>
public enum StudentState
{
    /// <summary>Something is still to be graded, for the first time or again.</summary>
    Waiting,

    /// <summary>Graded.</summary>
    Graded,

    /// <summary>There is no submission.</summary>
    Missing,
}
