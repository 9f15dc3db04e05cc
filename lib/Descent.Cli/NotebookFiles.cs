namespace Descent.Cli;

/// <summary>Finds the notebooks that a command line means.</summary>
internal static class NotebookFiles
{
    /// <summary>
    /// The notebooks, as full paths, each once. A folder stands for the notebooks directly in it;
    /// no argument stands for the lecture notebooks, wherever the current directory is.
    /// </summary>
    /// <exception cref="UsageException">An argument names nothing, or no notebook.</exception>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> arguments)
    {
        IEnumerable<string> starts = arguments.Count > 0 ? arguments : [Path.Combine(Root(), "notebooks")];
        return [.. starts.SelectMany(Expand).Distinct()];
    }

    /// <summary>The repository's folder: the nearest one with Descent.slnx above this program, else above the current directory.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static string Root()
    {
        foreach (string start in new[] { AppContext.BaseDirectory, Directory.GetCurrentDirectory() })
        {
            for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
            {
                if (File.Exists(Path.Combine(at.FullName, "Descent.slnx")))
                    return at.FullName;
            }
        }
        throw new UsageException("the course's notebooks are not near this program: name a notebook or a folder");
    }

    private static IEnumerable<string> Expand(string argument)
    {
        if (string.IsNullOrWhiteSpace(argument))
            throw new UsageException("a notebook's name is empty; leave it out to run the lecture notebooks");
        string path = Path.GetFullPath(argument);
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            throw new UsageException($"there is no notebook or folder \"{argument}\"");
        string[] notebooks = [.. Directory.GetFiles(path, "*.ipynb").Where(file => Path.GetFileName(file)[0] != '.').Order(StringComparer.Ordinal)];
        return notebooks.Length > 0 ? notebooks : throw new UsageException($"there is no notebook (*.ipynb) in the folder \"{argument}\"");
    }
}
