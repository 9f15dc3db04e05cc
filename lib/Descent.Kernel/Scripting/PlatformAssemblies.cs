using Microsoft.CodeAnalysis;

namespace Descent.Kernel.Scripting;

/// <summary>The assemblies that every cell may use: .NET itself, the formatter and the kernel's own few names.</summary>
internal static class PlatformAssemblies
{
    private static readonly Dictionary<string, string> files = Find();
    private static readonly Lazy<IReadOnlyList<MetadataReference>> references = new(Refer);

    /// <summary>Whether this process has an assembly of its own with the name; a cell then shares it.</summary>
    public static bool Contains(string name) => files.ContainsKey(name);

    /// <summary>The path of an assembly of this process, or null.</summary>
    public static string? PathOf(string name) => files.GetValueOrDefault(name);

    /// <summary>What the first cell refers to. Later cells inherit it.</summary>
    public static IReadOnlyList<MetadataReference> References => references.Value;

    private static IReadOnlyList<MetadataReference> Refer()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location);
        string[] others = ["Microsoft.AspNetCore.Html.Abstractions", "Microsoft.DotNet.Interactive.Formatting", "Descent.Kernel"];
        return
        [
            .. files.Values.Where(file => Path.GetDirectoryName(file) == framework)
                .Concat(others.Select(name => files[name]))
                .Select(file => MetadataReference.CreateFromFile(file)),
        ];
    }

    private static Dictionary<string, string> Find()
    {
        var list = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "";
        return list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .DistinctBy(Path.GetFileNameWithoutExtension, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), StringComparer.OrdinalIgnoreCase);
    }
}
