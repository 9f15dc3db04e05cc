namespace Descent.Grading.Batches;

/// <summary>The submissions of a class in a folder, by student. Symbolic links are reported and never followed.</summary>
/// <param name="Students">The students, by name (ordinal), each once.</param>
/// <param name="Unmapped">What belongs to nobody, with the reason.</param>
public sealed record SubmissionFolder(IReadOnlyList<StudentFiles> Students, IReadOnlyList<string> Unmapped)
{
    private const int DeepestFolder = 6;
    private const int MostEntries = 2_000;
    private const int MostFiles = 100;

    // What systems leave behind wherever they go.
    private static readonly string[] litter = [".DS_Store", "__MACOSX", "Thumbs.db", "desktop.ini", ".ipynb_checkpoints", ".git", ".vs", ".vscode"];

    /// <summary>Finds the submissions; reads none of them.</summary>
    /// <param name="folder">A folder per student, or notebooks and zips side by side, or both.</param>
    /// <param name="students">Who is expected; of whoever has nothing there, the paths are empty. Null where nobody says.</param>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder must not be read.</exception>
    public static SubmissionFolder Find(string folder, IReadOnlyCollection<string>? students = null)
    {
        var found = new SortedDictionary<string, (List<string> Paths, bool Late, List<string> Notes)>(StringComparer.Ordinal);
        List<string> unmapped = [];
        (List<string> Paths, bool Late, List<string> Notes) Of(string student) =>
            found.TryGetValue(student, out var files) ? files : found[student] = ([], false, []);

        foreach (FileSystemInfo entry in Entries(new DirectoryInfo(folder)))
        {
            if (IsLink(entry))
                unmapped.Add($"{entry.Name}: a symbolic link, which is not followed");
            else if (entry is DirectoryInfo directory && NameRule.OfFolder(entry.Name) is { } owner)
                Collect(directory, "", Of(owner).Paths, Of(owner).Notes);
            else if (entry is DirectoryInfo)
                unmapped.Add($"{entry.Name}: a folder whose name is no student's");
            else if (!IsSubmission(entry.Name))
                unmapped.Add($"{entry.Name}: neither a folder nor a notebook (.ipynb) nor a zip");
            else if (NameRule.OfFile(Path.GetFileNameWithoutExtension(entry.Name)) is (Student: { } student, Late: var late))
            {
                var files = Of(student);
                files.Paths.Add(entry.FullName);
                found[student] = files with { Item2 = files.Late || late };
            }
            else
                unmapped.Add($"{entry.Name}: its name tells no student; name it STUDENT_{entry.Name}, or put it into a folder of the student's name");
        }

        if (students is not null)
        {
            unmapped.AddRange(found.Keys.Where(student => !students.Contains(student)).Select(student => $"{student}: is not in the list of students; graded all the same"));
            foreach (string student in students)
                Of(student);
        }
        unmapped.AddRange(found.Keys.GroupBy(NameRule.LookAlike).Where(alike => alike.Count() > 1)
            .Select(alike => $"{string.Join(", ", alike)}: names that are almost the same, taken for {alike.Count()} students"));
        return new SubmissionFolder([.. found.Select(pair => new StudentFiles(pair.Key, pair.Value.Paths, pair.Value.Late, pair.Value.Notes))], unmapped);
    }

    private static void Collect(DirectoryInfo folder, string name, List<string> paths, List<string> notes, int depth = 1)
    {
        FileSystemInfo[] entries;
        try
        {
            entries = Entries(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            notes.Add($"{(name.Length > 0 ? name : "the folder")}: cannot be read");
            return;
        }
        if (entries.Length > MostEntries)
            notes.Add($"{(name.Length > 0 ? name : "the folder")}: of its {entries.Length} files only the first {MostEntries} were looked at");
        foreach (FileSystemInfo entry in entries.Take(MostEntries))
        {
            string path = name.Length > 0 ? $"{name}/{entry.Name}" : entry.Name;
            if (IsLink(entry))
                notes.Add($"{path}: a symbolic link, which is not followed");
            else if (entry is DirectoryInfo inner && depth < DeepestFolder)
            {
                if (IsSubmission(entry.Name))
                    notes.Add($"{path}: a folder, not a file");
                Collect(inner, path, paths, notes, depth + 1);
            }
            else if (entry is DirectoryInfo)
                notes.Add($"{path}: a folder too deep to be looked into");
            else if (IsSubmission(entry.Name) && paths.Count < MostFiles)
                paths.Add(entry.FullName);
            else if (IsSubmission(entry.Name))
                notes.Add($"{path}: left out, since there are more than {MostFiles} notebooks");
        }
    }

    private static FileSystemInfo[] Entries(DirectoryInfo folder) =>
        [.. folder.EnumerateFileSystemInfos().Where(entry => !IsLitter(entry.Name)).OrderBy(entry => entry.Name, StringComparer.Ordinal)];

    private static bool IsLitter(string name) =>
        litter.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith("._", StringComparison.Ordinal);

    private static bool IsLink(FileSystemInfo entry) => entry.LinkTarget is not null || entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

    private static bool IsSubmission(string name) =>
        name.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);
}
