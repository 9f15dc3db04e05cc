namespace Descent.Charts;

public sealed partial class Chart
{
    /// <summary>Train and test accuracy side by side, a pair of columns for each model; accuracies are in [0, 1].</summary>
    public static Chart Accuracies(params IEnumerable<(string Name, double Train, double Test)> models)
    {
        var all = models.ToList();
        string[] names = [.. all.Select(m => m.Name)];
        return Combine(Column(names, all.Select(m => m.Train), "train"), Column(names, all.Select(m => m.Test), "test"))
            .WithTitle("Accuracy").WithYAxis("accuracy", range: (0, 1));
    }
}
