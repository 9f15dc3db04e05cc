namespace Descent.Grading.Batches;

/// <summary>A submission of a batch has been graded.</summary>
/// <param name="Student">Whose it was.</param>
/// <param name="Points">What this grading gave.</param>
/// <param name="Possible">What it could have given.</param>
/// <param name="NotGraded">How many exercises could not be graded, and are to be graded again.</param>
public sealed record Graded(string Student, int Points, int Possible, int NotGraded);
