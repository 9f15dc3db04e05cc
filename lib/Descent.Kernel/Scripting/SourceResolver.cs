using Microsoft.CodeAnalysis;

namespace Descent.Kernel.Scripting;

/// <summary>Finds what <c>#load</c> names: relative to the current directory, also from within a loaded file.</summary>
internal sealed class SourceResolver : SourceReferenceResolver
{
    // A cell's name is no path.
    public override string? NormalizePath(string path, string? baseFilePath) => path;

    public override string? ResolveReference(string path, string? baseFilePath)
    {
        var full = Path.GetFullPath(path);
        return File.Exists(full) ? full : null;
    }

    public override Stream OpenRead(string resolvedPath) => File.OpenRead(resolvedPath);

    public override bool Equals(object? other) => other is SourceResolver;

    public override int GetHashCode() => 0;
}
