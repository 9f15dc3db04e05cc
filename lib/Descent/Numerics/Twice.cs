using System.Runtime.CompilerServices;

namespace Descent.Numerics;

/// <summary>Two registers side by side.</summary>
internal readonly unsafe struct Twice<T>(T first, T second) : ILanes<Twice<T>>
    where T : struct, ILanes<T>
{
    private readonly T first = first;
    private readonly T second = second;

    public static int Count => 2 * T.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<T> Load(double* source) => new(T.Load(source), T.Load(source + T.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<T> Broadcast(double* source)
    {
        T value = T.Broadcast(source);
        return new(value, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<T> MultiplyAdd(Twice<T> x, Twice<T> y, Twice<T> sum) =>
        new(T.MultiplyAdd(x.first, y.first, sum.first), T.MultiplyAdd(x.second, y.second, sum.second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Twice<T> lanes, double* target)
    {
        T.Store(lanes.first, target);
        T.Store(lanes.second, target + T.Count);
    }
}
