using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Descent.Kernel.Scripting;

/// <summary>Finds what <c>#r</c> names. Paths are relative to the current directory, the notebook's folder.</summary>
internal sealed class ReferenceResolver(AssemblyStore store) : MetadataReferenceResolver
{
    public override bool ResolveMissingAssemblies => true;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        if (PathOf(reference) is not { } path)
            return [];
        return PlatformAssemblies.PathOf(Path.GetFileNameWithoutExtension(path)) == path
            ? [MetadataReference.CreateFromFile(path)]
            : [store.Reference(path)];
    }

    /// <summary>What a DLL needs and the cell does not name: looked for beside the DLL.</summary>
    public override PortableExecutableReference? ResolveMissingAssembly(
        MetadataReference definition, AssemblyIdentity referenceIdentity) => store.Neighbour(referenceIdentity.Name);

    /// <summary>The file that a <c>#r</c> means, or null if there is none.</summary>
    public static string? PathOf(string reference)
    {
        var path = Path.GetFullPath(reference);
        return File.Exists(path) ? path : PlatformAssemblies.PathOf(reference);
    }

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => store.GetHashCode();
}
