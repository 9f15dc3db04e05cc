using System.Runtime.CompilerServices;

namespace Descent.Numerics;

/// <summary>
/// e^x and log(1 + x) for whole vectors, to about one unit in the last place. Only + − × ÷ and shifts of bits: unlike a
/// mathematics library's, their bits are the same on every machine and for every vector width.
/// </summary>
internal static class Exponential
{
    private const double Log2E = 1.4426950408889634;

    private const double Ln2 = 0.6931471805599453;
    private const double RootOfTwoLessOne = 0.41421356237309503;

    // ln 2 in two parts; the first has so many zeros at its end that n·ln 2 is exact for every exponent n.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    // Adding 1.5·2⁵² rounds to a whole number, which is then in the lowest bits.
    private const double Rounder = 6755399441055744;

    /// <summary>e^x for x ≤ 0: e^x = 2ⁿ·e^r with |r| ≤ ½·ln 2, and e^r by its series. Below 1e-307 it is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T OfNegative<T>(T x)
        where T : struct, IDoubles<T>
    {
        var rounded = x * T.Of(Log2E) + T.Of(Rounder);
        var n = rounded - T.Of(Rounder);
        var r = x - n * T.Of(Ln2High) - n * T.Of(Ln2Low);
        var q = r * r;
        var even = Chain(Chain(Chain(Chain(Chain(Chain(T.Of(1.0 / 479001600), q, 1.0 / 3628800), q, 1.0 / 40320), q, 1.0 / 720), q, 1.0 / 24), q, 1.0 / 2), q, 1);
        var odd = Chain(Chain(Chain(Chain(Chain(Chain(T.Of(1.0 / 6227020800), q, 1.0 / 39916800), q, 1.0 / 362880), q, 1.0 / 5040), q, 1.0 / 120), q, 1.0 / 6), q, 1);
        var series = even + r * odd;
        return T.WhereGreater(T.Of(-707), x, T.Of(0), series * T.PowerOfTwo(rounded));
    }

    /// <summary>
    /// log(1 + x) for 0 ≤ x ≤ 1: 2·artanh s with s = x/(2 + x), so a small x loses nothing; above √2 − 1 it is
    /// ln 2 + log(½ + ½x), with s = (x − 1)/(x + 3). Either way |s| ≤ 0.172, and ten terms of the series do.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LogOnePlus<T>(T x)
        where T : struct, IDoubles<T>
    {
        var over = T.WhereGreater(x, T.Of(RootOfTwoLessOne), T.Of(1), T.Of(0));
        var s = (x - over) / (x + T.Of(2) + over);
        var t = s * s;
        var q = t * t;
        var even = Chain(Chain(Chain(Chain(T.Of(1.0 / 17), q, 1.0 / 13), q, 1.0 / 9), q, 1.0 / 5), q, 1);
        var odd = Chain(Chain(Chain(Chain(T.Of(1.0 / 19), q, 1.0 / 15), q, 1.0 / 11), q, 1.0 / 7), q, 1.0 / 3);
        return over * T.Of(Ln2) + (s + s) * (even + t * odd);
    }

    // A step of Horner's scheme; even and odd powers are separate chains, half as long to wait for.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Chain<T>(T sum, T x, double next)
        where T : struct, IDoubles<T> => sum * x + T.Of(next);
}
