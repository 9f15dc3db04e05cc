using System.Text.RegularExpressions;

namespace Descent.Notebooks.Tests;

/// <summary>The lectures as they are committed.</summary>
internal static partial class Lectures
{
    /// <summary>The folder <c>notebooks/</c>.</summary>
    public static string Folder { get; } = Path.Combine(Root(), "notebooks");

    /// <summary>The lectures' files in reading order.</summary>
    public static IReadOnlyList<string> Paths { get; } = [.. Directory.GetFiles(Folder, "*.ipynb").Order(StringComparer.Ordinal)];

    /// <summary>The lecture of this file name.</summary>
    public static Notebook Read(string name) => Notebook.Read(Path.Combine(Folder, name));

    /// <summary>What a code cell put out, as text: streams, and of each output the plain text or else the words of its HTML.</summary>
    public static string Printed(this Cell cell) => string.Join('\n', cell.Outputs.Select(output => MultilineText.Join(
        output!["text"] ?? output["data"]?["text/plain"] ?? Markup().Replace(MultilineText.Join(output["data"]?["text/html"] ?? ""), " "))));

    [GeneratedRegex("<style.*?</style>|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Markup();

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Descent.slnx"))) directory = directory.Parent;
        return directory?.FullName ?? throw new DirectoryNotFoundException("Descent.slnx was not found above the tests.");
    }
}
