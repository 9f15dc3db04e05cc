using Descent.Exercises;

namespace Descent.Cli;

/// <summary>The exercises that a command line names.</summary>
internal static class GradedExercises
{
    /// <summary>The exercises, in the order of the course, each once; a name is a function's, a cell's or a notebook's.</summary>
    /// <exception cref="UsageException">There is no such exercise.</exception>
    public static IReadOnlyList<Exercise> Of(IReadOnlyList<string> names)
    {
        var chosen = names.SelectMany(Named).ToHashSet();
        return [.. Catalogue.All.Where(chosen.Contains)];
    }

    private static List<Exercise> Named(string name)
    {
        string plain = Path.GetFileNameWithoutExtension(name);
        List<Exercise> named = [.. Catalogue.All.Where(exercise =>
            new[] { exercise.Id, exercise.CellId, "check-" + exercise.CellId, exercise.Notebook }.Contains(plain, StringComparer.OrdinalIgnoreCase))];
        return named.Count > 0 ? named : throw new UsageException(
            $"there is no exercise or exercise notebook \"{name}\"; there are {string.Join(", ", Catalogue.All.GroupBy(exercise => exercise.Notebook).Select(group => $"{group.Key} ({string.Join(", ", group.Select(exercise => exercise.Id))})"))}");
    }
}
