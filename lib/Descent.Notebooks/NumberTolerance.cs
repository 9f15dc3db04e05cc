using System.Globalization;

namespace Descent.Notebooks;

/// <summary>When two spelled numbers count as the same.</summary>
/// <param name="Relative">The largest |a − b| / max(|a|, |b|).</param>
/// <param name="Integers">True if it holds for whole numbers too; else those are counts, seeds, sizes, and must be equal.</param>
internal readonly record struct NumberTolerance(double Relative, bool Integers)
{
    /// <summary>For computed numbers in texts and JSON.</summary>
    public static readonly NumberTolerance Default = new(1e-6, false);

    /// <summary>The same number, however it is spelled (1.50 and 1.5): for drawings, whose numbers are rounded already.</summary>
    public static readonly NumberTolerance Exact = new(0, false);

    /// <summary>True if both spellings mean numbers this close.</summary>
    public bool Agree(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.SequenceEqual(b))
            return true;
        if (!Integers && IsInteger(a) && IsInteger(b))
            return false;
        double x = double.Parse(a, NumberStyles.Float, CultureInfo.InvariantCulture);
        double y = double.Parse(b, NumberStyles.Float, CultureInfo.InvariantCulture);
        // 1e400 and 1e500 both read as ∞, 1e-400 and 1e-500 as 0: as spellings they differ.
        if (!double.IsFinite(x) || !double.IsFinite(y))
            return false;
        if (x == 0 || y == 0)
            return IsZero(a) && IsZero(b);
        return Math.Abs(x - y) <= Relative * Math.Max(Math.Abs(x), Math.Abs(y));
    }

    private static bool IsInteger(ReadOnlySpan<char> number) => number.IndexOfAny('.', 'e', 'E') < 0;

    private static bool IsZero(ReadOnlySpan<char> number)
    {
        int exponent = number.IndexOfAny('e', 'E');
        return (exponent < 0 ? number : number[..exponent]).IndexOfAnyInRange('1', '9') < 0;
    }
}
