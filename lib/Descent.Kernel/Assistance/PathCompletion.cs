using System.Text.RegularExpressions;

namespace Descent.Kernel.Assistance;

/// <summary>Completes directives, and the paths that follow them.</summary>
internal static partial class PathCompletion
{
    private static readonly Match[] directives =
    [
        new("#!import ", "directive", "runs a file of C# code here"),
        new("#r \"", "directive", "loads a DLL"),
        new("#load \"", "directive", "includes a file of C# code"),
        new("#!time", "directive", "shows how long the cell takes"),
        new("#!html", "directive", "shows the lines below as HTML"),
        new("#!markdown", "directive", "shows the lines below as Markdown"),
        new("#!csharp", "directive", "the lines below are C# again"),
    ];

    /// <summary>What can follow, or null if the line up to the cursor is no directive.</summary>
    /// <param name="line">The line up to the cursor.</param>
    /// <param name="length">How many of its last characters a match replaces.</param>
    public static IReadOnlyList<Match>? Of(string line, out int length)
    {
        if (WithPath().Match(line) is { Success: true } found)
        {
            var path = found.Groups["path"].Value;
            var slash = path.LastIndexOfAny(['/', '\\']);
            length = path.Length - slash - 1;
            return Files(path[..(slash + 1)], path[(slash + 1)..], found.Groups["directive"].Value == "r" ? ".dll" : ".cs");
        }
        var begin = line.TrimStart();
        length = begin.Length;
        return begin.StartsWith('#') ? [.. directives.Where(match => match.Text.StartsWith(begin, StringComparison.Ordinal))] : null;
    }

    private static IReadOnlyList<Match> Files(string folder, string prefix, string extension)
    {
        try
        {
            var directory = new DirectoryInfo(Path.GetFullPath(folder.Length == 0 ? "." : folder));
            return
            [
                .. directory.EnumerateDirectories()
                    .Where(entry => !entry.Name.StartsWith('.'))
                    .Select(entry => new Match(entry.Name + "/", "path"))
                    .Prepend(new Match("../", "path"))
                    .Concat(directory.EnumerateFiles("*" + extension).Select(entry => new Match(entry.Name, "path")))
                    .Where(match => match.Text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                    .OrderBy(match => match.Text, StringComparer.OrdinalIgnoreCase),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }

    [GeneratedRegex("""^\s*#(?<directive>r|load|!import)\s+"?(?<path>[^"]*)$""")]
    private static partial Regex WithPath();
}
