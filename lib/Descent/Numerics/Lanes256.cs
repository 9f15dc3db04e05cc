using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Descent.Numerics;

/// <summary>4 doubles in one register of 256 bits.</summary>
internal readonly unsafe struct Lanes256(Vector256<double> vector) : ILanes<Lanes256>
{
    private readonly Vector256<double> vector = vector;

    public static int Count => Vector256<double>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(double* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Broadcast(double* source) =>
        new(Avx.IsSupported ? Avx.BroadcastScalarToVector256(source) : Vector256.Create(*source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MultiplyAdd(Lanes256 x, Lanes256 y, Lanes256 sum) =>
        new(Vector256.FusedMultiplyAdd(x.vector, y.vector, sum.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes256 lanes, double* target) => lanes.vector.Store(target);
}
