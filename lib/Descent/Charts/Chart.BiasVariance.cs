using Descent.Diagnostics;

namespace Descent.Charts;

public sealed partial class Chart
{
    /// <summary>Squared bias, variance, noise and their sum, for models in order of their capacity.</summary>
    public static Chart BiasVariance(IReadOnlyList<BiasVariance> models)
    {
        double[] at = [.. models.Select((_, i) => (double)i)];
        string[] names = [.. models.Select(m => m.Name)];
        Chart Curve(string name, Func<BiasVariance, double> part, string color, string? dash = null) =>
            Line(at, models.Select(part), name, color, markers: true, dash: dash);
        return Combine(
                Curve("bias²", m => m.BiasSquared, Palette.Blue), Curve("variance", m => m.Variance, Palette.Vermillion),
                Curve("noise", m => m.Noise, Palette.Grey, "dot"), Curve("expected error", m => m.ExpectedError, "#111111"),
                Curve("training error", m => m.TrainingError, Palette.Green, "dash"))
            .WithTitle("Bias and variance").WithYAxis("squared error").WithXAxis("model").WithNames(at, names);
    }

    /// <summary>The fits of many training sets in one picture: thin lines, their mean with a band of one standard deviation, and the truth.</summary>
    /// <param name="model">Measured on a grid of inputs.</param>
    /// <param name="shown">How many single fits are drawn.</param>
    public static Chart Fits(BiasVariance model, int shown = 20)
    {
        double[] x = [.. model.Grid];
        var mean = model.MeanFit;
        double[] deviation = [.. x.Select((_, j) => Math.Sqrt(model.Fits.Column(j).Select(f => (f - mean[j]) * (f - mean[j])).Average()))];
        var single = Enumerable.Range(0, Math.Min(shown, model.Fits.RowCount))
            .Select(i => Line(x, model.Fits.Row(i), null, "#b9c2cd", width: 0.8));
        return Combine([.. single,
                Range(x, mean, mean.Select((m, j) => m - deviation[j]), mean.Select((m, j) => m + deviation[j]), "mean fit ± one deviation", Palette.Vermillion),
                Line(x, model.Truth, "truth", "#111111", dash: "dash")])
            .WithTitle(model.Name).WithXAxis("x").WithYAxis("y");
    }

    private Chart WithNames(double[] at, string[] names) => With(layout =>
    {
        var axis = Part(layout, "xaxis");
        axis["tickmode"] = "array";
        axis["tickvals"] = Numbers.Rounded(at);
        axis["ticktext"] = new System.Text.Json.Nodes.JsonArray([.. names.Select(n => System.Text.Json.Nodes.JsonValue.Create(Label.Escape(n)))]);
    });
}
