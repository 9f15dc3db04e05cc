using System.Runtime.CompilerServices;

namespace Descent.Numerics;

/// <summary>Lanes of two kinds side by side: three doubles are a register of two and one more.</summary>
internal readonly unsafe struct Joined<TFirst, TSecond>(TFirst first, TSecond second) : ILanes<Joined<TFirst, TSecond>>
    where TFirst : struct, ILanes<TFirst>
    where TSecond : struct, ILanes<TSecond>
{
    private readonly TFirst first = first;
    private readonly TSecond second = second;

    public static int Count => TFirst.Count + TSecond.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Joined<TFirst, TSecond> Load(double* source) =>
        new(TFirst.Load(source), TSecond.Load(source + TFirst.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Joined<TFirst, TSecond> Broadcast(double* source) =>
        new(TFirst.Broadcast(source), TSecond.Broadcast(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Joined<TFirst, TSecond> MultiplyAdd(
        Joined<TFirst, TSecond> x, Joined<TFirst, TSecond> y, Joined<TFirst, TSecond> sum) =>
        new(TFirst.MultiplyAdd(x.first, y.first, sum.first), TSecond.MultiplyAdd(x.second, y.second, sum.second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Joined<TFirst, TSecond> lanes, double* target)
    {
        TFirst.Store(lanes.first, target);
        TSecond.Store(lanes.second, target + TFirst.Count);
    }
}
