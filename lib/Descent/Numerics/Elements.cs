using System.Numerics;
using System.Runtime.CompilerServices;

namespace Descent.Numerics;

/// <summary>
/// Reads and writes a span in vectors, the last one only as far as the span goes, so that an element-wise formula is
/// written once, as a formula. + − × ÷ √ are exactly rounded: the bits do not depend on how wide the machine's vectors are.
/// </summary>
internal static class Elements
{
    public static int AtOnce => Vector<double>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Load(ReadOnlySpan<double> values, int start) =>
        values.Length - start >= Vector<double>.Count ? new Vector<double>(values[start..]) : LoadRest(values[start..]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<double> vector, Span<double> values, int start)
    {
        if (values.Length - start >= Vector<double>.Count) vector.CopyTo(values[start..]);
        else StoreRest(vector, values[start..]);
    }

    private static Vector<double> LoadRest(ReadOnlySpan<double> rest)
    {
        Span<double> padded = stackalloc double[Vector<double>.Count];
        padded.Clear();
        for (int i = 0; i < rest.Length; i++) padded[i] = rest[i];
        return new Vector<double>(padded);
    }

    private static void StoreRest(Vector<double> vector, Span<double> rest)
    {
        for (int i = 0; i < rest.Length; i++) rest[i] = vector[i];
    }
}
