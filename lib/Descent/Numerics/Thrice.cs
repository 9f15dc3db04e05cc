using System.Runtime.CompilerServices;

namespace Descent.Numerics;

/// <summary>Three registers side by side.</summary>
internal readonly unsafe struct Thrice<T>(T first, T second, T third) : ILanes<Thrice<T>>
    where T : struct, ILanes<T>
{
    private readonly T first = first;
    private readonly T second = second;
    private readonly T third = third;

    public static int Count => 3 * T.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Thrice<T> Load(double* source) =>
        new(T.Load(source), T.Load(source + T.Count), T.Load(source + 2 * T.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Thrice<T> Broadcast(double* source)
    {
        T value = T.Broadcast(source);
        return new(value, value, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Thrice<T> MultiplyAdd(Thrice<T> x, Thrice<T> y, Thrice<T> sum) => new(
        T.MultiplyAdd(x.first, y.first, sum.first),
        T.MultiplyAdd(x.second, y.second, sum.second),
        T.MultiplyAdd(x.third, y.third, sum.third));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Thrice<T> lanes, double* target)
    {
        T.Store(lanes.first, target);
        T.Store(lanes.second, target + T.Count);
        T.Store(lanes.third, target + 2 * T.Count);
    }
}
