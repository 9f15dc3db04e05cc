namespace Descent.Charts;

/// <summary>Where an axis has its ticks: Plotly's own rule with a given number of intervals, so that both agree.</summary>
internal static class Ticks
{
    /// <summary>
    /// The largest number of intervals for an axis over [low, high] whose steps are at least so many pixels long and,
    /// when the data are whole numbers, at least 1.
    /// </summary>
    public static int Intervals(double low, double high, double length, double spacing, bool whole)
    {
        int n = 12;
        while (n > 1 && (Step(low, high, n) * length < spacing * Math.Abs(high - low) || (whole && Step(low, high, n) < 1)))
            n--;
        return n;
    }

    /// <summary>The round step: the next of 1, 2 and 5 times a power of ten above the exact division.</summary>
    public static double Step(double low, double high, int intervals)
    {
        double rough = Math.Abs(high - low) / intervals;
        double unit = Math.Pow(10, Math.Floor(Math.Log(rough) / Math.Log(10)));
        double times = rough / unit;
        return (times < 2 ? 2 : times < 5 ? 5 : 10) * unit;
    }

    public static IReadOnlyList<(double At, string Text)> Linear(double low, double high, double step, double start = 0)
    {
        if (low > high)
            (low, high) = (high, low);
        var ticks = new List<(double, string)>();
        // Nothing is lost at an end by the last bit of a division.
        double slack = (high - low) * 1e-9;
        for (double k = Math.Ceiling((low - slack - start) / step); start + k * step <= high + slack && ticks.Count < 200; k++)
        {
            double at = Numbers.Significant(start + k * step, 12);
            if (Math.Abs(at) < step * 1e-6)
                at = 0;
            ticks.Add((at, Numbers.Label(at)));
        }
        return ticks;
    }

    /// <summary>
    /// Ticks between two powers of ten: decades, every second or third one if there are many, and also 2 and 5 (then
    /// 3 and 7, then round linear steps) if there are less than two. The positions are data values.
    /// </summary>
    public static IReadOnlyList<(double At, string Text)> Logarithmic(double lowPower, double highPower, int most)
    {
        var shown = new List<(int Digit, int Power)>();
        double span = highPower - lowPower;
        if (span < 0.5)
        {
            double low = Math.Pow(10, lowPower), high = Math.Pow(10, highPower);
            return Linear(low, high, Step(low, high, Math.Max(2, most)));
        }
        int[] digits = span < 1 ? [1, 2, 3, 5, 7] : span < 2 ? [1, 2, 5] : [1];
        int every = Math.Max(1, (int)Math.Ceiling(span / Math.Max(1, most)));
        for (int power = (int)Math.Floor(lowPower); power <= Math.Ceiling(highPower); power++)
            foreach (int digit in digits)
            {
                double at = power + Math.Log10(digit);
                if (at < lowPower - 1e-9 || at > highPower + 1e-9 || power % every != 0)
                    continue;
                shown.Add((digit, power));
            }
        // One way of writing along one axis: 0.01 and 10⁻⁴ do not look like neighbors.
        bool powers = shown.Any(tick => tick.Power is < -3 or > 4);
        return [.. shown.Select(tick => (Numbers.Significant(tick.Digit * Math.Pow(10, tick.Power), 12), powers
            ? (tick.Digit == 1 ? "" : tick.Digit + "×") + $"10<sup>{(tick.Power < 0 ? "−" : "")}{Math.Abs(tick.Power)}</sup>"
            : Numbers.Label(tick.Digit * Math.Pow(10, tick.Power))))];
    }
}
