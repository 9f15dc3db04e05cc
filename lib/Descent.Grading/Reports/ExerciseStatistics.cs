using Descent.Exercises;
using Descent.Grading.Gradebooks;

namespace Descent.Grading.Reports;

/// <summary>How a class did on one exercise: those who handed something in, with the points that count.</summary>
/// <param name="exercise">The exercise.</param>
public sealed class ExerciseStatistics(Exercise exercise)
{
    private readonly Dictionary<string, int> misconceptions = [];
    private readonly Moments points = new();

    /// <summary>The exercise.</summary>
    public Exercise Exercise { get; } = exercise;

    /// <summary>The mean of the points, and their spread.</summary>
    public Moments Points => points;

    /// <summary>How many were right.</summary>
    public int Right { get; private set; }

    /// <summary>How many wrote something.</summary>
    public int Written { get; private set; }

    /// <summary>The misconception that was met most often (the earlier one of the catalogue where two are equal), and how often; null where none was.</summary>
    public (string Id, int Count)? MostFrequent => misconceptions.Count == 0
        ? null
        : misconceptions.OrderByDescending(pair => pair.Value).ThenBy(pair => Number(pair.Key)).Select(pair => (pair.Key, pair.Value)).First();

    /// <summary>The sentence of a misconception, by the name that a result has it under: <c>AdamStep-3</c>.</summary>
    public string Sentence(string misconception) => Exercise.Misconceptions.ElementAtOrDefault(Number(misconception) - 1)?.Sentence ?? misconception;

    /// <summary>Counts a student's grade.</summary>
    public void Add(Grade grade)
    {
        points.Add(grade.Points);
        Right += grade.Result.Kind == VerdictKind.Right ? 1 : 0;
        Written += grade.Result.Kind is VerdictKind.NotWritten or VerdictKind.Missing ? 0 : 1;
        if (grade.Result.Misconception is { } misconception)
            misconceptions[misconception] = misconceptions.GetValueOrDefault(misconception) + 1;
    }

    private static int Number(string misconception) => int.TryParse(misconception.Split('-')[^1], out int number) ? number : int.MaxValue;
}
