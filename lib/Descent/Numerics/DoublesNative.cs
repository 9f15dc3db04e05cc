using System.Numerics;
using System.Runtime.CompilerServices;

namespace Descent.Numerics;

/// <summary>As many doubles as the machine's usual register has: 4 in 256 bits, 2 in 128.</summary>
internal readonly struct DoublesNative(Vector<double> vector) : IDoubles<DoublesNative>
{
    private readonly Vector<double> vector = vector;

    public static int Count => Vector<double>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublesNative Of(double value) => new(new Vector<double>(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublesNative Load(ReadOnlySpan<double> source) => new(new Vector<double>(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Span<double> target) => vector.CopyTo(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublesNative operator +(DoublesNative x, DoublesNative y) => new(x.vector + y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublesNative operator -(DoublesNative x, DoublesNative y) => new(x.vector - y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublesNative operator *(DoublesNative x, DoublesNative y) => new(x.vector * y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublesNative operator /(DoublesNative x, DoublesNative y) => new(x.vector / y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublesNative Abs(DoublesNative x) => new(Vector.Abs(x.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublesNative Max(DoublesNative x, DoublesNative y) => new(Vector.Max(x.vector, y.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublesNative WhereGreater(DoublesNative x, DoublesNative y, DoublesNative yes, DoublesNative no) =>
        new(Vector.ConditionalSelect(Vector.GreaterThan(x.vector, y.vector), yes.vector, no.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublesNative PowerOfTwo(DoublesNative n) =>
        new(Vector.AsVectorDouble(Vector.ShiftLeft(Vector.AsVectorInt64(n.vector) + new Vector<long>(1023), 52)));
}
