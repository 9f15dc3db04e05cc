namespace Descent.Charts;

public sealed partial class Chart
{
    /// <summary>
    /// A histogram for each of several sets of values, with the same bins, side by side: the weights, activations or
    /// gradients of the layers of a network.
    /// </summary>
    /// <param name="sets">Each with its name, for instance "layer 1".</param>
    public static Chart Histograms(params IEnumerable<(string Name, IEnumerable<double> Values)> sets)
    {
        var all = sets.Select(s => (s.Name, Values: s.Values.ToArray())).ToList();
        var (start, end, size) = Binning.Round([.. all.SelectMany(s => s.Values)], about: 30);
        var panels = all.Select(s => Histogram(s.Values, start, end, size, null, Palette.Blue).WithTitle(s.Name).WithXAxis(range: (start, end)));
        // Four stand two by two: a row of three would leave one alone.
        return Grid(all.Count == 4 ? 2 : Math.Clamp(all.Count, 1, 3), panels);
    }
}
