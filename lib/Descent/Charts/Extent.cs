using System.Text.Json.Nodes;

namespace Descent.Charts;

/// <summary>How far the data reach along one axis, and how much air is left around them.</summary>
internal sealed class Extent(Axis axis)
{
    private double low = double.PositiveInfinity, high = double.NegativeInfinity;
    private bool fromZero, tight, markers, reversed;

    public bool Whole { get; private set; } = true;

    public void Include(JsonObject trace, Drawing drawing)
    {
        string letter = axis.Id[..1];
        switch (Drawing.Kind(trace))
        {
            case "bar" or "histogram":
                foreach (var bar in Bars.Of(trace, drawing))
                {
                    bool along = bar.Horizontal != axis.IsX; // this axis carries the positions
                    if (along)
                    {
                        Add(bar.Center - bar.Room / 2);
                        Add(bar.Center + bar.Room / 2);
                        tight = true;
                    }
                    else
                    {
                        Add(bar.Base);
                        Add(bar.Base + bar.Value);
                        fromZero = true;
                    }
                    Whole &= (along ? bar.Center : bar.Value) % 1 == 0;
                }
                break;
            case "heatmap" or "contour":
                var at = Heat.Positions(trace, axis);
                double half = Drawing.Kind(trace) == "heatmap" ? 0.5 : 0;
                if (at.Length > 0)
                {
                    Add(at[0] - half * (at.Length > 1 ? at[1] - at[0] : 1));
                    Add(at[^1] + half * (at.Length > 1 ? at[^1] - at[^2] : 1));
                    Whole &= at.All(v => v % 1 == 0);
                }
                tight = true;
                break;
            case "image":
                var (width, height) = Pictures.Size(trace);
                double first = Drawing.Known(Drawing.Number(trace[letter + "0"]), 0), step = Drawing.Known(Drawing.Number(trace["d" + letter]), 1);
                Add(first - step / 2);
                Add(first + step * ((axis.IsX ? width : height) - 0.5));
                tight = true;
                reversed = !axis.IsX;
                break;
            default:
                if (Drawing.Text(trace["mode"])?.Contains("markers") == true)
                    markers = true;
                foreach (double v in Scatter.Values(trace, axis))
                {
                    Add(v);
                    if (!double.IsNaN(v))
                        Whole &= v % 1 == 0;
                }
                if (Drawing.Text(trace["fill"]) is "tozeroy" && !axis.IsX)
                    Add(0);
                break;
        }
    }

    private void Add(double value)
    {
        double unit = axis.Unit(value);
        if (double.IsNaN(unit))
            return;
        low = Math.Min(low, unit);
        high = Math.Max(high, unit);
    }

    public (double From, double To) Range(bool reverse)
    {
        if (low > high) // nothing to show
        {
            (low, high) = axis.Type == "category" ? (-0.5, Math.Max(1, axis.Categories.Count) - 0.5) : (0, 1);
            tight = true;
        }
        double from = low, to = high;
        if (axis.Type == "category")
            (from, to) = (Math.Min(low, -0.5), Math.Max(high, axis.Categories.Count - 0.5));
        else if (low == high)
        {
            double air = axis.Type == "log" ? 0.5 : low == 0 ? 1 : Math.Abs(low) * 0.1;
            (from, to) = fromZero ? (Math.Min(0, low - air), Math.Max(0, low + air)) : (low - air, low + air);
        }
        else if (!tight)
        {
            double air = (high - low) * (axis.IsX ? (markers ? 0.04 : 0) : 0.06);
            from = fromZero && low >= 0 ? low : low - air;
            to = fromZero && high <= 0 ? high : high + air;
        }
        // The same digits as in the figure, so that the SVG and Plotly have the same range to the last pixel.
        (from, to) = (Numbers.Significant(from, 8), Numbers.Significant(to, 8));
        return reverse || reversed ? (to, from) : (from, to);
    }
}
