using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Descent.Numerics;

/// <summary>8 doubles in one register of 512 bits.</summary>
internal readonly struct Doubles512(Vector512<double> vector) : IDoubles<Doubles512>
{
    private readonly Vector512<double> vector = vector;

    public static int Count => Vector512<double>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 Of(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 Load(ReadOnlySpan<double> source) => new(Vector512.Create(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Span<double> target) => vector.CopyTo(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 operator +(Doubles512 x, Doubles512 y) => new(x.vector + y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 operator -(Doubles512 x, Doubles512 y) => new(x.vector - y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 operator *(Doubles512 x, Doubles512 y) => new(x.vector * y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 operator /(Doubles512 x, Doubles512 y) => new(x.vector / y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 Abs(Doubles512 x) => new(Vector512.Abs(x.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 Max(Doubles512 x, Doubles512 y) => new(Vector512.Max(x.vector, y.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 WhereGreater(Doubles512 x, Doubles512 y, Doubles512 yes, Doubles512 no) =>
        new(Vector512.ConditionalSelect(Vector512.GreaterThan(x.vector, y.vector), yes.vector, no.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 PowerOfTwo(Doubles512 n) =>
        new(Vector512.AsDouble(Vector512.ShiftLeft(Vector512.AsInt64(n.vector) + Vector512.Create(1023L), 52)));
}
