namespace Descent.Grading.Gradebooks;

/// <summary>All that the gradebook has of one student.</summary>
/// <param name="Student">The student.</param>
/// <param name="State">How far the grading is.</param>
/// <param name="Late">Whether it came late.</param>
/// <param name="Problems">What of the submission could not be read, and why.</param>
/// <param name="Reports">What there is to say about the submission as a whole, for the teacher.</param>
/// <param name="Seconds">How long its last grading took.</param>
/// <param name="Grades">The grades, in the order of the course; none before the first grading.</param>
/// <param name="Change">What the teacher changed of the whole; null where nothing was.</param>
public sealed record StudentGrades(
    string Student, StudentState State, bool Late, IReadOnlyList<string> Problems, IReadOnlyList<string> Reports,
    double Seconds, IReadOnlyList<Grade> Grades, Change? Change)
{
    /// <summary>What counts: the teacher's points for the whole, else the sum of the exercises'.</summary>
    public double Points => Change?.Points ?? Grades.Sum(grade => grade.Points);
}
