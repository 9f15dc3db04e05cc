namespace Descent.Numerics;

/// <summary>
/// Sums in an order that is part of the code, so that the same numbers give the same bits on every machine: four running
/// sums, of every fourth element each, then (0 + 1) + (2 + 3).
/// </summary>
internal static class FixedOrder
{
    /// <summary>Σ x.</summary>
    public static double Sum(ReadOnlySpan<double> x)
    {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int i = 0;
        for (; i + 4 <= x.Length; i += 4)
        {
            s0 += x[i];
            s1 += x[i + 1];
            s2 += x[i + 2];
            s3 += x[i + 3];
        }

        for (; i < x.Length; i++) s0 += x[i];
        return s0 + s1 + (s2 + s3);
    }

    /// <summary>Σ x².</summary>
    public static double SumOfSquares(ReadOnlySpan<double> x)
    {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int i = 0;
        for (; i + 4 <= x.Length; i += 4)
        {
            s0 += x[i] * x[i];
            s1 += x[i + 1] * x[i + 1];
            s2 += x[i + 2] * x[i + 2];
            s3 += x[i + 3] * x[i + 3];
        }

        for (; i < x.Length; i++) s0 += x[i] * x[i];
        return s0 + s1 + (s2 + s3);
    }

    /// <summary>Σ |x|.</summary>
    public static double SumOfMagnitudes(ReadOnlySpan<double> x)
    {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int i = 0;
        for (; i + 4 <= x.Length; i += 4)
        {
            s0 += Math.Abs(x[i]);
            s1 += Math.Abs(x[i + 1]);
            s2 += Math.Abs(x[i + 2]);
            s3 += Math.Abs(x[i + 3]);
        }

        for (; i < x.Length; i++) s0 += Math.Abs(x[i]);
        return s0 + s1 + (s2 + s3);
    }
}
