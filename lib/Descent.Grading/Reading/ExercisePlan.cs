using Descent.Exercises;

namespace Descent.Grading.Reading;

/// <summary>How one graded function is found in a notebook.</summary>
/// <param name="Exercise">The exercise.</param>
/// <param name="Cells">The cells to run, what is needed first, the function's own last; empty where the notebook has no such function.</param>
/// <param name="Reports">What is unusual about them.</param>
internal sealed record ExercisePlan(Exercise Exercise, IReadOnlyList<PlannedCell> Cells, List<string> Reports)
{
    /// <summary>How many reports a teacher gets to read about one function.</summary>
    public const int MostReports = 30;
}
