namespace Descent.Charts;

public sealed partial class Chart
{
    /// <summary>
    /// Several states of one chart behind a slider: epochs of a boundary, steps of a path. Plotly plays them; the SVG shows
    /// up to six of them side by side.
    /// </summary>
    /// <param name="label">What the slider counts, for instance "epoch".</param>
    /// <param name="steps">All with the same series in the same order.</param>
    /// <exception cref="ArgumentException">There is no step, or one has other series.</exception>
    public static Chart Scrub(string label, params IEnumerable<(string Name, Chart Chart)> steps) => Scrubber.Of([.. steps], label);
}
