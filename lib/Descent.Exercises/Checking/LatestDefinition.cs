using System.Reflection;

namespace Descent.Exercises.Checking;

/// <summary>
/// Finds the definition of a function that the notebook ran last. A notebook that defined it again with another
/// signature holds both, and the compiler hands over the one that fits, which may be the older.
/// </summary>
internal static class LatestDefinition
{
    /// <summary>The latest method of the same name in the notebook; the function's own method where there is none later.</summary>
    public static MethodInfo Of(Delegate answer)
    {
        var latest = answer.Method;
        int last = latest.DeclaringType is { } cell ? NotebookCells.Number(cell) : -1;
        foreach (var (type, number) in NotebookCells.After(answer.Method))
        {
            if (type.IsNested || number <= last) continue;
            foreach (var method in type.GetMethods(NotebookCells.Own))
                if (number > last && method.Name == latest.Name) (latest, last) = (method, number);
        }

        return latest;
    }
}
