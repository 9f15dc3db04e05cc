using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;

namespace Descent.Exercises.Checking;

/// <summary>
/// What a notebook's cells were compiled to: each to a class <c>Submission#n</c>, with its functions as methods, its
/// variables as fields and its types inside.
/// </summary>
internal static class NotebookCells
{
    /// <summary>All that a type declares itself.</summary>
    public const BindingFlags Own =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private const string Prefix = "Submission#";

    /// <summary>The number of the cell that a type belongs to, itself or inside another; −1 where it belongs to none.</summary>
    public static int Number(Type type)
    {
        while (type.DeclaringType is { } outer) type = outer;
        return type.Name.StartsWith(Prefix, StringComparison.Ordinal)
            && int.TryParse(type.Name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;
    }

    /// <summary>The types of the cells that were run after the one that declares a method, in no order; none where no cell declares it.</summary>
    public static IEnumerable<(Type Type, int Number)> After(MethodInfo method)
    {
        if (method.DeclaringType is not { } cell || Number(cell) is not (>= 0 and var first)) yield break;

        // A session loads all its cells in one context of its own.
        foreach (var assembly in AssemblyLoadContext.GetLoadContext(cell.Assembly)?.Assemblies ?? [])
        {
            if (assembly.IsDynamic || assembly.Location.Length > 0) continue;
            foreach (var type in assembly.GetTypes())
                if (Number(type) is var number && number > first) yield return (type, number);
        }
    }
}
