using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Descent.Numerics;

/// <summary>2 doubles in one register of 128 bits.</summary>
internal readonly unsafe struct Lanes128(Vector128<double> vector) : ILanes<Lanes128>
{
    private readonly Vector128<double> vector = vector;

    public static int Count => Vector128<double>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Load(double* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Broadcast(double* source) =>
        new(Sse3.IsSupported ? Sse3.LoadAndDuplicateToVector128(source) : Vector128.Create(*source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 MultiplyAdd(Lanes128 x, Lanes128 y, Lanes128 sum) =>
        new(Vector128.FusedMultiplyAdd(x.vector, y.vector, sum.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes128 lanes, double* target) => lanes.vector.Store(target);
}
