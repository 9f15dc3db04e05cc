namespace Descent.Grading.Gradebooks;

/// <summary>What one student got for one exercise.</summary>
/// <param name="Result">What the judge found.</param>
/// <param name="Change">What the teacher changed; null where nothing was.</param>
public sealed record Grade(ExerciseResult Result, Change? Change)
{
    /// <summary>What counts: the teacher's points, else the judge's.</summary>
    public double Points => Change?.Points ?? Result.Points;
}
