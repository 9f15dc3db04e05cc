namespace Descent.Grading.Reading;

/// <summary>What of the library the sandbox does not have, because it is, or uses, the answer to an exercise.</summary>
internal static class KeptOut
{
    /// <summary>The namespaces that are kept out as a whole.</summary>
    public static IReadOnlySet<string> Namespaces { get; } = new HashSet<string>
    {
        "Descent.Networks", "Descent.Losses", "Descent.Regularizers", "Descent.Optimizers", "Descent.Training", "Descent.Diagnostics",
        "Descent.Exercises.Definitions", "Descent.Exercises.Form",
    };

    /// <summary>The types that are kept out.</summary>
    public static IReadOnlySet<string> Types { get; } = typeof(Descent.Data.Dataset).Assembly.GetExportedTypes()
        .Concat(typeof(Descent.Exercises.Exercise).Assembly.GetExportedTypes())
        .Where(type => Namespaces.Contains(type.Namespace ?? "") || type == typeof(Descent.Data.Split) || type == typeof(Descent.Data.Standardizer)
            || type == typeof(Descent.Exercises.Catalogue) || type == typeof(Descent.Exercises.Answer) || type == typeof(Descent.Exercises.Misconception))
        .Where(type => !type.IsNested)
        .Select(type => type.Name.Split('`')[0]).ToHashSet();
}
