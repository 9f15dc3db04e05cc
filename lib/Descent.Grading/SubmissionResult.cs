namespace Descent.Grading;

/// <summary>What came of grading one submission; there always is one, whatever was handed in.</summary>
/// <param name="Submission">What was graded.</param>
/// <param name="Exercises">
/// Each exercise of every notebook of the course that the file holds cells of, in the order of the course; empty for a
/// file that holds none.
/// </param>
/// <param name="Problem">Why nothing could be graded: no notebook, too large, of another course; null otherwise.</param>
/// <param name="Reports">What there is to say about the file as a whole, for the teacher.</param>
/// <param name="Kernels">How many kernel processes it took: one, and one more for each that ended early.</param>
/// <param name="Retries">How many of these had been killed from outside and were started again.</param>
/// <param name="Duration">How long it took.</param>
public sealed record SubmissionResult(
    Submission Submission,
    IReadOnlyList<ExerciseResult> Exercises,
    string? Problem,
    IReadOnlyList<string> Reports,
    int Kernels,
    int Retries,
    TimeSpan Duration)
{
    /// <summary>What the submission earned.</summary>
    public int Points => Exercises.Sum(exercise => exercise.Points);

    /// <summary>What a right submission earns.</summary>
    public int Possible => Exercises.Sum(exercise => exercise.Possible);
}
