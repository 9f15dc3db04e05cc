namespace Descent.Cli;

/// <summary>The file that lists a class.</summary>
internal static class StudentList
{
    /// <summary>The names: one a line, or the first column of a CSV; a first line that says "student", "name" or "id" is its heading.</summary>
    /// <exception cref="UsageException">The file is not there, or names nobody.</exception>
    public static IReadOnlyCollection<string> Read(string path)
    {
        if (!File.Exists(path))
            throw new UsageException($"there is no list of students \"{path}\"");
        var names = File.ReadLines(path).Select(line => FirstColumn(line).Normalize()).Where(name => name.Length > 0).ToList();
        if (names.Count > 0 && names[0].ToLowerInvariant() is "student" or "students" or "name" or "id")
            names.RemoveAt(0);
        return names.Count > 0 ? names.ToHashSet() : throw new UsageException($"the list of students \"{path}\" names nobody");
    }

    private static string FirstColumn(string line)
    {
        line = line.Trim().TrimStart('\uFEFF');
        if (!line.StartsWith('"'))
            return line.Split(',', ';', '\t')[0].Trim();
        int end = line.IndexOf('"', 1);
        return end < 0 ? line[1..] : line[1..end].Trim();
    }
}
