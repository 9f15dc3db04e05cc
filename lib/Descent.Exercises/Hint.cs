using Descent.Exercises.Checking;

namespace Descent.Exercises;

/// <summary>Hints, one step at a time.</summary>
public static class Hint
{
    /// <summary>One step of an exercise's ladder of hints.</summary>
    /// <param name="function">The function's name: <c>"LayerForward"</c>.</param>
    /// <param name="step">1 is a question; the last one is the formula.</param>
    /// <returns>The hint, as a sentence to read.</returns>
    public static string For(string function, int step = 1)
    {
        if (Catalogue.All.FirstOrDefault(e => string.Equals(e.Id, function, StringComparison.OrdinalIgnoreCase)) is not { } exercise)
        {
            return $"There is no exercise \"{function}\". There are: {string.Join(", ", Catalogue.All.Select(e => e.Id))}.";
        }

        var count = exercise.Hints.Count;
        return step < 1 || step > count
            ? $"{exercise.Id} has {count} hints: ask for 1 to {count}."
            : $"{exercise.Id}, hint {step} of {count}: {exercise.Hints[step - 1]}";
    }
}
