using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Descent.Numerics;

/// <summary>
/// Sums in an order that is part of the code, so that the same numbers give the same bits on every machine: four running
/// sums, of every fourth element each, then (0 + 1) + (2 + 3). What is left over at the end joins sum 0.
/// </summary>
internal static class FixedOrder
{
    /// <summary>Σ x.</summary>
    public static double Sum(ReadOnlySpan<double> x)
    {
        var sums = Vector256<double>.Zero;
        foreach (var four in Fours(x)) sums += four;
        double first = sums[0];
        foreach (double rest in Rest(x)) first += rest;
        return Total(first, sums);
    }

    /// <summary>Σ x².</summary>
    public static double SumOfSquares(ReadOnlySpan<double> x)
    {
        var sums = Vector256<double>.Zero;
        foreach (var four in Fours(x)) sums += four * four;
        double first = sums[0];
        foreach (double rest in Rest(x)) first += rest * rest;
        return Total(first, sums);
    }

    /// <summary>Σ |x|.</summary>
    public static double SumOfMagnitudes(ReadOnlySpan<double> x)
    {
        var sums = Vector256<double>.Zero;
        foreach (var four in Fours(x)) sums += Vector256.Abs(four);
        double first = sums[0];
        foreach (double rest in Rest(x)) first += Math.Abs(rest);
        return Total(first, sums);
    }

    private static ReadOnlySpan<Vector256<double>> Fours(ReadOnlySpan<double> x) => MemoryMarshal.Cast<double, Vector256<double>>(x);

    private static ReadOnlySpan<double> Rest(ReadOnlySpan<double> x) => x[^(x.Length % 4)..];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Total(double first, Vector256<double> sums) => first + sums[1] + (sums[2] + sums[3]);
}
