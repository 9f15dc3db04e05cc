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
    private readonly ConcurrentDictionary<Assembly, (MetadataReaderProvider Provider, Func<int, int, int> Column)> providers = new();

    /// <param name="column">The column in the author's code, given the line and the column in the compiled code.</param>
    public void Add(Assembly assembly, ImmutableArray<byte> symbols, Func<int, int, int> column) =>
        providers[assembly] = (MetadataReaderProvider.FromPortablePdbImage(symbols), column);

    /// <summary>The place, or null where the frame is not in a cell.</summary>
    /// <param name="sharedThrow">The exception, if it was thrown where the whole method throws such ones (<see cref="SharedThrow"/>).</param>
    public Place? PlaceOf(StackFrame frame, Exception? sharedThrow)
    {
        if (frame.GetMethod() is not { } method || !providers.TryGetValue(method.Module.Assembly, out var cell))
            return null;
        var reader = cell.Provider.GetMetadataReader();
        var handle = ((MethodDefinitionHandle)MetadataTokens.Handle(method.MetadataToken)).ToDebugInformationHandle();
        var points = reader.GetMethodDebugInformation(handle).GetSequencePoints().Where(point => !point.IsHidden).ToList();
        if (points.Count == 0)
            return null;
        var offsets = sharedThrow is null ? [frame.GetILOffset()] : SharedThrow.Candidates(method, sharedThrow);
        // Several places in one line are one for whoever reads it.
        var places = offsets.Select(PointAt).DistinctBy(point => point.StartLine).ToList();
        var first = places.Count > 0 ? places[0] : PointAt(frame.GetILOffset());
        return new Place(
            Path.GetFileName(reader.GetString(reader.GetDocument(first.Document).Name)), first.StartLine, cell.Column(first.StartLine, first.StartColumn),
            [.. places.Skip(1).Select(point => point.StartLine)]);

        SequencePoint PointAt(int offset)
        {
            var at = points.FindLastIndex(point => point.Offset <= offset);
            return points[Math.Max(at, 0)];
        }
    }
}
