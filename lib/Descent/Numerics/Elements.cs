using System.Numerics;

namespace Descent.Numerics;

/// <summary>
/// Reads and writes a span in vectors, the last one only as far as the span goes, so that an element-wise formula is
/// written once, as a formula. + − × ÷ √ are exactly rounded: the bits do not depend on how wide the machine's vectors are.
/// </summary>
internal static class Elements
{
    public static int AtOnce => Vector<double>.Count;

    public static Vector<double> Load(ReadOnlySpan<double> values, int start)
    {
        if (values.Length - start >= Vector<double>.Count) return new Vector<double>(values[start..]);
        Span<double> padded = stackalloc double[Vector<double>.Count];
        padded.Clear();
        values[start..].CopyTo(padded);
        return new Vector<double>(padded);
    }

    public static void Store(Vector<double> vector, Span<double> values, int start)
    {
        if (values.Length - start >= Vector<double>.Count) vector.CopyTo(values[start..]);
        else
            for (int i = start; i < values.Length; i++) values[i] = vector[i - start];
    }
}
