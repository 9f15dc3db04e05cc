namespace Descent.Charts;

/// <summary>The bins of a histogram.</summary>
internal static class Binning
{
    /// <summary>
    /// About so many bins with round edges that hold all finite values. The last one holds its upper edge too, as NumPy's do;
    /// only where that would throw two values of a coarse grid together, such as whole numbers, the highest has one of its own.
    /// </summary>
    public static (double Start, double End, double Size) Round(IReadOnlyList<double> values, int about)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double v in values)
            if (Numbers.Drawable(v))
                (low, high) = (Math.Min(low, v), Math.Max(high, v));
        if (low > high)
            return (0, 1, 1);
        if (low == high)
        {
            double half = low == 0 ? 0.5 : Math.Abs(low) * 0.05;
            return (low - half, low + half, 2 * half);
        }
        double size = Ticks.Step(low, high, Math.Max(1, about));
        double start = Math.Floor(low / size) * size, end = (Math.Floor(high / size) + 1) * size;
        if (OnEdge(high) && !(values.All(v => !Numbers.Drawable(v) || OnEdge(v)) && values.Any(v => Math.Abs(high - size - v) < 1e-9 * size)))
            end = Math.Round(high / size) * size;
        return (Numbers.Significant(start, 12), Numbers.Significant(end, 12), Numbers.Significant(size, 12));

        bool OnEdge(double value) => Math.Abs(value / size - Math.Round(value / size)) < 1e-9;
    }

    /// <summary>How many values each bin holds: its lower edge belongs to it, the upper one to the next; the last has both.</summary>
    public static int[] Count(IReadOnlyList<double> values, double start, double end, double size)
    {
        var counts = new int[Math.Max(1, (int)Math.Round((end - start) / size))];
        foreach (double v in values)
            if (Numbers.Drawable(v) && v >= start && v <= end)
                counts[Math.Min(counts.Length - 1, (int)Math.Floor((v - start) / size + 1e-9))]++;
        return counts;
    }
}
