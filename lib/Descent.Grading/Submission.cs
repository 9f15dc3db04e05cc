namespace Descent.Grading;

/// <summary>One notebook that a student handed in.</summary>
/// <param name="Student">Whose it is: a name or number as the teacher knows it.</param>
/// <param name="Path">The file, wherever it lies; what it holds is found out when it is graded.</param>
public sealed record Submission(string Student, string Path);
