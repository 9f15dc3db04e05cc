using Descent.Diagnostics;

namespace Descent.Charts;

public sealed partial class Chart
{
    /// <summary>The relative difference of gradient checks over their ε: truncation to the right, round-off to the left.</summary>
    public static Chart EpsilonSweep(IEnumerable<GradientCheck> checks)
    {
        var all = checks.OrderBy(c => c.Epsilon).ToList();
        return Combine(
                Line(all.Select(c => c.Epsilon), all.Select(c => c.Difference), "relative difference", Palette.Blue, markers: true),
                Line(all.Select(c => c.Epsilon), all.Select(c => c.Threshold), "threshold", Palette.Vermillion, dash: "dash"))
            .WithTitle("Gradient check over ε").WithXAxis("ε", log: true).WithYAxis("relative difference", log: true);
    }
}
