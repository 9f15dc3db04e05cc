using System.Reflection;

namespace Descent.Exercises.Checking;

/// <summary>
/// Finds what a learner may take for the function that is not written yet: one with another name, or one that stands
/// where a check cannot see it.
/// </summary>
internal static class NearMiss
{
    /// <summary>What the notebook has in the function's place, in words; null where it has nothing like it.</summary>
    /// <param name="exercise">The exercise.</param>
    /// <param name="stub">What the check was given, which is not written yet.</param>
    public static string? Of(Exercise exercise, Delegate stub)
    {
        string? found = null;
        int last = -1;
        foreach (var (type, number) in NotebookCells.After(stub.Method))
        {
            if (number <= last) continue;
            foreach (var member in type.GetMembers(NotebookCells.Own))
                if (InWords(exercise, member) is { } words) (found, last) = (words, number);
        }

        return found;
    }

    private static string? InWords(Exercise exercise, MemberInfo member)
    {
        var place = member.DeclaringType!;
        // A function inside another: <Outer>g__Inner|0_0.
        if (member.Name.IndexOf($">g__{exercise.Id}|", StringComparison.Ordinal) is > 0 and var end)
        {
            return $"The notebook has {exercise.Id}, but inside {(member.Name[1] == '<' ? "a pair of braces { }" : $"the function {member.Name[1..end]}")}, "
                + "where nothing outside can call it. Move it out, to the cell's outermost level.";
        }

        if (member.Name.StartsWith('<') || place.Name.StartsWith('<') || !IsFunction(member)) return null;

        bool isNamedSo = string.Equals(member.Name, exercise.Id, StringComparison.OrdinalIgnoreCase);
        if (place.IsNested)
        {
            return isNamedSo && member is MethodInfo
                ? $"The notebook has {member.Name}, but inside the type {place.Name}. Move it out, to the cell's outermost level: a function of a notebook needs no class around it."
                : null;
        }

        if (member.Name == exercise.Id || Catalogue.Find(member.Name) is not null) return null;
        return isNamedSo
            ? $"The notebook has {member.Name}. Capital and small letters differ in C#: it must be called {exercise.Id}."
            : member is MethodInfo method && HasSignatureOf(exercise, method) ? $"The notebook has {member.Name}, with the right parameters. It must be called {exercise.Id}." : null;
    }

    private static bool IsFunction(MemberInfo member) =>
        member is MethodInfo || (member is FieldInfo field && typeof(Delegate).IsAssignableFrom(field.FieldType));

    private static bool HasSignatureOf(Exercise exercise, MethodInfo method)
    {
        ParameterInfo[] wanted = exercise.Signature.GetParameters(), given = method.GetParameters();
        return wanted.Length == given.Length && wanted.Zip(given).All(pair => pair.First.Name == pair.Second.Name && pair.First.ParameterType == pair.Second.ParameterType);
    }
}
