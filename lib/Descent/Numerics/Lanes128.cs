using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
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

    /// <remarks>Without an instruction for it, number by number is much quicker than what Vector128 does.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 MultiplyAdd(Lanes128 x, Lanes128 y, Lanes128 sum) =>
        new(Fma.IsSupported || AdvSimd.Arm64.IsSupported
            ? Vector128.FusedMultiplyAdd(x.vector, y.vector, sum.vector)
            : Vector128.Create(
                Math.FusedMultiplyAdd(x.vector[0], y.vector[0], sum.vector[0]), Math.FusedMultiplyAdd(x.vector[1], y.vector[1], sum.vector[1])));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes128 lanes, double* target) => lanes.vector.Store(target);
}
