using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Descent.Kernel.Scripting;

/// <summary>
/// Which line of which cell a stack frame is in, read from the cells' debug information. Reading it here, frame by
/// frame, keeps the error of a recursion a hundred thousand frames deep quick.
/// </summary>
internal sealed class CellSymbols
{
    private readonly ConcurrentDictionary<Assembly, MetadataReaderProvider> providers = new();

    public void Add(Assembly assembly, ImmutableArray<byte> symbols) =>
        providers[assembly] = MetadataReaderProvider.FromPortablePdbImage(symbols);

    /// <summary>The place, or null where the frame is not in a cell.</summary>
    public Place? PlaceOf(StackFrame frame)
    {
        if (frame.GetMethod() is not { } method || !providers.TryGetValue(method.Module.Assembly, out var provider))
            return null;
        var reader = provider.GetMetadataReader();
        var handle = ((MethodDefinitionHandle)MetadataTokens.Handle(method.MetadataToken)).ToDebugInformationHandle();
        var points = reader.GetMethodDebugInformation(handle).GetSequencePoints();
        SequencePoint? best = null;
        foreach (var point in points)
            if (!point.IsHidden && (best is null || point.Offset <= frame.GetILOffset()))
                best = point;
        return best is { } found
            ? new Place(Path.GetFileName(reader.GetString(reader.GetDocument(found.Document).Name)), found.StartLine, found.StartColumn)
            : null;
    }
}
