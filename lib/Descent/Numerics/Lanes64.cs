using System.Runtime.CompilerServices;

namespace Descent.Numerics;

/// <summary>A single double.</summary>
internal readonly unsafe struct Lanes64(double value) : ILanes<Lanes64>
{
    private readonly double value = value;

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 Load(double* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 Broadcast(double* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 MultiplyAdd(Lanes64 x, Lanes64 y, Lanes64 sum) =>
        new(Math.FusedMultiplyAdd(x.value, y.value, sum.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes64 lanes, double* target) => *target = lanes.value;
}
