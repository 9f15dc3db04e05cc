using Descent.Exercises;
using Descent.Grading.Gradebooks;

namespace Descent.Grading.Reports;

/// <summary>How a class did, exercise by exercise; it keeps counts, not students.</summary>
public sealed class ClassSummary
{
    private readonly int[] tenths = new int[10];
    private readonly Dictionary<StudentState, int> states = [];
    private readonly Dictionary<string, ExerciseStatistics> byId;

    /// <summary>A summary of nobody.</summary>
    /// <param name="exercises">What is graded.</param>
    public ClassSummary(IReadOnlyList<Exercise> exercises)
    {
        Exercises = [.. exercises.Select(exercise => new ExerciseStatistics(exercise))];
        byId = Exercises.ToDictionary(statistics => statistics.Exercise.Id);
        Possible = exercises.Sum(exercise => exercise.Points);
    }

    /// <summary>Each exercise, in the order of the course.</summary>
    public IReadOnlyList<ExerciseStatistics> Exercises { get; }

    /// <summary>The points of all that is graded.</summary>
    public int Possible { get; }

    /// <summary>The sums of those who handed something in.</summary>
    public Moments Points { get; } = new();

    /// <summary>How many of them have at least 0, 10, 20 … 90 % of the points, and less than the next.</summary>
    public IReadOnlyList<int> Tenths => tenths;

    /// <summary>How many came late.</summary>
    public int Late { get; private set; }

    /// <summary>How many students there are.</summary>
    public int Students => states.Values.Sum();

    /// <summary>How many are in a state.</summary>
    public int Count(StudentState state) => states.GetValueOrDefault(state);

    /// <summary>Counts a student.</summary>
    public void Add(StudentGrades student)
    {
        states[student.State] = Count(student.State) + 1;
        Late += student.Late ? 1 : 0;
        if (student.State == StudentState.Missing || student.Grades.Count == 0)
            return;
        Points.Add(student.Points);
        tenths[Possible > 0 ? Math.Clamp((int)(10 * student.Points / Possible), 0, 9) : 0]++;
        foreach (Grade grade in student.Grades)
            byId[grade.Result.Exercise].Add(grade);
    }
}
