using System.Text;
using Descent.Notebooks;

namespace Descent.Publishing;

/// <summary>What is published where: the notebooks in reading order, lectures before exercises.</summary>
public sealed class Site
{
    private readonly Dictionary<string, CourseNotebook> byFile;
    private readonly ILookup<string, CourseNotebook> byEquation;

    private Site(string folder, IReadOnlyList<CourseNotebook> notebooks)
    {
        Folder = folder;
        Notebooks = notebooks;
        byFile = notebooks.ToDictionary(notebook => notebook.File);
        byEquation = notebooks.SelectMany(notebook => notebook.Notebook.Cells.Where(cell => cell.Type == "markdown")
            .SelectMany(cell => Publishing.Equation.Tags(cell.Source)).Distinct().Select(tag => (tag, notebook))).ToLookup(pair => pair.tag, pair => pair.notebook);
    }

    /// <summary>The folder that holds all the notebooks.</summary>
    public string Folder { get; }

    /// <summary>All notebooks: the lectures, then the exercises, each in the order of their names.</summary>
    public IReadOnlyList<CourseNotebook> Notebooks { get; }

    /// <summary>The site of these notebooks.</summary>
    /// <param name="files">Notebook files.</param>
    /// <exception cref="Descent.Notebooks.NotebookException">One cannot be read.</exception>
    /// <exception cref="PublishingException">There is none.</exception>
    public static Site Of(IReadOnlyList<string> files)
    {
        string[] paths = [.. files.Select(Path.GetFullPath).Distinct().Order(StringComparer.Ordinal)];
        if (paths.Length == 0)
            throw new PublishingException("there is no notebook to publish");
        string folder = CommonFolder.Of(paths);
        // "index" is the home.
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "index" };
        var notebooks = paths.Select(path => CourseNotebook.Read(path, FreeSlug(Path.GetRelativePath(folder, path), taken)));
        return new Site(folder, [.. notebooks.OrderBy(notebook => notebook.IsExercise)]);
    }

    /// <summary>The notebook that was read from this file; null if it is not published.</summary>
    public CourseNotebook? Find(string file) => byFile.GetValueOrDefault(Path.GetFullPath(file));

    /// <summary>The notebook before (−1) or after (1) another of the same kind; null at the ends.</summary>
    public CourseNotebook? Neighbour(CourseNotebook notebook, int step)
    {
        CourseNotebook[] kind = [.. Notebooks.Where(other => other.IsExercise == notebook.IsExercise)];
        int at = Array.IndexOf(kind, notebook) + step;
        return at >= 0 && at < kind.Length ? kind[at] : null;
    }

    /// <summary>The exercise of a lecture or the lecture of an exercise: the one with the same number; null if there is none.</summary>
    public CourseNotebook? Counterpart(CourseNotebook notebook) => notebook.Number is null
        ? null
        : Notebooks.FirstOrDefault(other => other.IsExercise != notebook.IsExercise && other.Number == notebook.Number);

    /// <summary>
    /// The notebook that has the equation with this number: the one that asks, or the only one that has it and numbers its equations
    /// by chapter (<c>09.2</c>); null if there is none.
    /// </summary>
    public CourseNotebook? Equation(CourseNotebook asking, string tag)
    {
        CourseNotebook[] homes = [.. byEquation[tag]];
        return homes.Contains(asking) ? asking : homes is [var only] && tag.Contains('.') ? only : null;
    }

    private static string FreeSlug(string relative, HashSet<string> taken)
    {
        var parts = Path.ChangeExtension(relative, null).Split(Path.DirectorySeparatorChar).Select(Plain).ToArray();
        // These folders of the site have their own use.
        if (parts is ["assets" or "files" or "figures" or "notebooks" or "slides", _, ..])
            parts[0] += "-";
        string slug = string.Join('/', parts), free = slug;
        for (int k = 2; !taken.Add(free); k++)
            free = $"{slug}-{k}";
        return free;
    }

    /// <summary>A name that needs no escape in a link: letters, digits, dots, dashes.</summary>
    private static string Plain(string name)
    {
        var plain = new StringBuilder();
        foreach (char c in name.ToLowerInvariant())
            plain.Append(char.IsLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-');
        string trimmed = plain.ToString().Trim('.', '-');
        return trimmed.Length > 0 ? trimmed : "notebook";
    }
}
