namespace Descent.Exercises.Tests;

/// <summary>Where the repository's files are.</summary>
internal static class Repository
{
    /// <summary>The folder that holds Descent.slnx.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The folder of the exercise notebooks.</summary>
    public static string Exercises { get; } = Path.Combine(Root, "notebooks", "exercises");

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Descent.slnx")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
