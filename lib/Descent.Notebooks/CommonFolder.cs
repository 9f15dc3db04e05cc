namespace Descent.Notebooks;

/// <summary>The folder that several files have in common.</summary>
public static class CommonFolder
{
    /// <summary>The deepest folder that all files are in or below.</summary>
    /// <param name="paths">Full paths of files, at least one.</param>
    public static string Of(IReadOnlyList<string> paths)
    {
        string folder = Path.GetDirectoryName(paths[0])!;
        while (!paths.All(path => path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
