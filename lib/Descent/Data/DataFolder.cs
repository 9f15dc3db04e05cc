namespace Descent.Data;

/// <summary>Finds the repository's <c>data/</c>, whichever folder a notebook or a test runs in.</summary>
internal static class DataFolder
{
    /// <summary>
    /// The nearest <c>data/</c> that holds <paramref name="file"/>: upwards from the current directory, which is the notebook's
    /// folder, then upwards from where the library was loaded from.
    /// </summary>
    public static string Containing(string file)
    {
        string[] starts = [Directory.GetCurrentDirectory(), AppContext.BaseDirectory, LibraryFolder()];
        foreach (string start in starts)
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                string data = Path.Combine(folder.FullName, "data");
                if (File.Exists(Path.Combine(data, file))) return data;
            }

        throw new DirectoryNotFoundException(
            $"No data/{file} was found upwards from {string.Join(" or ", starts.Distinct())}. "
            + "Run the notebook inside its repository, or name the folder: Datasets.Digits(folder: \"…\").");
    }

    // A library that was loaded from memory has no location of its own.
    private static string LibraryFolder() =>
        Path.GetDirectoryName(typeof(DataFolder).Assembly.Location) is { Length: > 0 } folder ? folder : AppContext.BaseDirectory;
}
