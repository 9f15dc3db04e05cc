using System.Globalization;
using System.Text;
using Descent.Data;
using Descent.Formatting;
using Descent.Losses;
using Descent.Networks;
using Descent.Regularizers;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Diagnostics;

/// <summary>
/// Compares the gradient g of backpropagation with the numeric one, ĝ = (J(θ + ε) − J(θ − ε)) / 2ε parameter by parameter:
/// difference = ‖g − ĝ‖ / (‖g‖ + ‖ĝ‖).
/// </summary>
/// <remarks>
/// It checks code, not a model: run it once, on a few examples, with dropout off. It cannot pass where an input of a ReLU is
/// within about ε of the kink at 0. Rounding alone leaves about 1e-16·J/ε of difference in each derivative, so that in n
/// dimensions correct code can show 1e-7 with ε = 1e-7; the threshold here is the course's 2e-7, and 1e-7 in one dimension.
/// </remarks>
[TypeFormatterSource(typeof(Tables), PreferredMimeTypes = [Tables.Html, Tables.Text])]
public sealed class GradientCheck
{
    private const int Shown = 10;

    // A few units in the last place of J.
    private const double Rounding = 1e-15;

    internal GradientCheck(IReadOnlyList<GradientEntry> entries, double cost, double epsilon, double threshold, int forwardPasses)
    {
        Entries = entries;
        Epsilon = epsilon;
        Threshold = threshold;
        ForwardPasses = forwardPasses;
        double apart = Norm(entries.Select(entry => entry.Backprop - entry.Numeric));
        double size = Norm(entries.Select(entry => entry.Backprop)) + Norm(entries.Select(entry => entry.Numeric));
        Difference = apart == 0 ? 0 : apart / size;
        Wrong = Passed ? [] : FindWrong(entries, Rounding * Math.Abs(cost) / epsilon);
    }

    /// <summary>‖g − ĝ‖ / (‖g‖ + ‖ĝ‖): 0 … 1, about 1e-9 … 1e-7 for correct code; NaN if a derivative is no number.</summary>
    public double Difference { get; }

    /// <summary>The greatest difference that passes.</summary>
    public double Threshold { get; }

    /// <summary>Whether the difference is at most the threshold.</summary>
    public bool Passed => Difference <= Threshold;

    /// <summary>ε, by which each parameter was moved up and down.</summary>
    public double Epsilon { get; }

    /// <summary>How often the cost was computed: twice for each parameter.</summary>
    public int ForwardPasses { get; }

    /// <summary>Both derivatives of every parameter, layer by layer: W row by row, then b.</summary>
    public IReadOnlyList<GradientEntry> Entries { get; }

    /// <summary>The parameters whose two derivatives disagree by more than rounding, the worst first; empty if the check passed.</summary>
    public IReadOnlyList<GradientEntry> Wrong { get; }

    /// <summary>Checks the derivative of a function of one number.</summary>
    /// <param name="cost">J.</param>
    /// <param name="derivative">dJ/dθ, which is checked.</param>
    /// <param name="theta">Where.</param>
    /// <param name="epsilon">ε, above 0.</param>
    /// <param name="threshold">The greatest difference that passes.</param>
    public static GradientCheck OneDimension(
        Func<double, double> cost, Func<double, double> derivative, double theta, double epsilon = 1e-7, double threshold = 1e-7)
    {
        ArgumentNullException.ThrowIfNull(cost);
        ArgumentNullException.ThrowIfNull(derivative);
        Require(epsilon, threshold);
        double numeric = (cost(theta + epsilon) - cost(theta - epsilon)) / (2 * epsilon);
        return new GradientCheck([new GradientEntry("θ", derivative(theta), numeric)], cost(theta), epsilon, threshold, 2);
    }

    /// <summary>Checks a gradient of one's own for a cost of one's own.</summary>
    /// <param name="cost">Computes J from the parameters' present values; called twice for each number in them.</param>
    /// <param name="epsilon">ε, above 0.</param>
    /// <param name="threshold">The greatest difference that passes.</param>
    /// <param name="parameters">Each with its name and the gradient to check, of the same shape. Moved during the check, then as before.</param>
    public static GradientCheck Of(
        Func<double> cost, double epsilon, double threshold, params (string Name, Matrix<double> Value, Matrix<double> Gradient)[] parameters)
    {
        ArgumentNullException.ThrowIfNull(cost);
        ArgumentNullException.ThrowIfNull(parameters);
        Require(epsilon, threshold);
        var entries = new List<GradientEntry>();
        foreach (var (name, value, gradient) in parameters)
        {
            RequireShape(gradient, value.RowCount, value.ColumnCount, name);
            for (int i = 0; i < value.RowCount; i++)
                for (int j = 0; j < value.ColumnCount; j++)
                    entries.Add(new GradientEntry($"{name}[{i},{j}]", gradient[i, j], Slope(value, i, j)));
        }

        return new GradientCheck(entries, cost(), epsilon, threshold, 2 * entries.Count);

        double Slope(Matrix<double> value, int i, int j)
        {
            double theta = value[i, j];
            try
            {
                value[i, j] = theta + epsilon;
                double above = cost();
                value[i, j] = theta - epsilon;
                return (above - cost()) / (2 * epsilon);
            }
            finally
            {
                value[i, j] = theta;
            }
        }
    }

    /// <inheritdoc cref="Of(Func{double}, double, double, ValueTuple{string, Matrix{double}, Matrix{double}}[])"/>
    public static GradientCheck Of(Func<double> cost, params (string Name, Matrix<double> Value, Matrix<double> Gradient)[] parameters) =>
        Of(cost, 1e-7, 2e-7, parameters);

    /// <summary>Checks a network's backpropagation at its present parameters.</summary>
    /// <param name="network">Without dropout; it is not changed.</param>
    /// <param name="loss">The cost J.</param>
    /// <param name="data">A few examples; a full check of n parameters costs 2n forward passes over all of them.</param>
    /// <param name="regularizer">Its penalty is part of J; null for none.</param>
    /// <param name="epsilon">ε, above 0.</param>
    /// <param name="threshold">The greatest difference that passes.</param>
    /// <param name="gradient">A gradient to check in place of the library's: dW1, db1, dW2, db2, …, shaped as the parameters.</param>
    /// <exception cref="InvalidOperationException">A layer has dropout: every pass would be through another network.</exception>
    public static GradientCheck Run(Network network, Loss loss, Dataset data, Regularizer? regularizer = null,
        double epsilon = 1e-7, double threshold = 2e-7, IReadOnlyList<Matrix<double>>? gradient = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(data);
        Require(epsilon, threshold);
        network.RequireFit(data, loss);
        if (network.Layers.FirstOrDefault(layer => layer.KeepProbability < 1) is { } dropped)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"Layer {dropped.Number} has dropout (keepProbability {dropped.KeepProbability}): each forward pass would be through another network, so J(θ + ε) − J(θ − ε) says nothing. Check a network with keepProbability: 1."));
        return NetworkGradient.Check(network, loss, data, regularizer, epsilon, threshold, gradient);
    }

    /// <summary>The same check for several ε: too large, and the curve's bend shows; too small, and rounding does.</summary>
    /// <param name="check">For instance <c>ε => GradientCheck.Run(network, loss, data, epsilon: ε)</c>.</param>
    /// <param name="epsilons">Above 0; without any, 1e-1 … 1e-12.</param>
    public static IReadOnlyList<GradientCheck> Sweep(Func<double, GradientCheck> check, params double[] epsilons)
    {
        ArgumentNullException.ThrowIfNull(check);
        if (epsilons is null or []) epsilons = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12];
        return [.. epsilons.Select(check)];
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        string verdict = Passed ? "passed" : "FAILED", relation = Passed ? "≤" : ">";
        text.Append(CultureInfo.InvariantCulture,
            $"gradient check {verdict}: relative difference {Difference:0.00E+0} {relation} {Threshold:0.##E+0} ({Entries.Count} parameters, {ForwardPasses} forward passes, ε = {Epsilon:0.##E+0})");
        foreach (var entry in Wrong.Take(Shown)) text.Append("\n  ").Append(entry);
        if (Wrong.Count > Shown) text.Append(CultureInfo.InvariantCulture, $"\n  … and {Wrong.Count - Shown} more");
        return text.ToString();
    }

    internal static void RequireShape(Matrix<double> gradient, int rows, int columns, string name)
    {
        if (gradient.RowCount != rows || gradient.ColumnCount != columns)
            throw new ArgumentException($"{name} is {rows}×{columns}, but its gradient is {gradient.RowCount}×{gradient.ColumnCount} (expected {rows}×{columns}).");
    }

    // Disagreement is what neither a relative 1e-4 nor the rounding of J explains; at least the worst one is named.
    private static GradientEntry[] FindWrong(IReadOnlyList<GradientEntry> entries, double rounding)
    {
        GradientEntry[] sorted = [.. entries.OrderByDescending(Apart)];
        int count = sorted.Count(entry => !(Apart(entry) <= 1e-4 * (Math.Abs(entry.Backprop) + Math.Abs(entry.Numeric)) + rounding));
        return [.. sorted.Take(Math.Max(1, count))];

        static double Apart(GradientEntry entry)
        {
            double apart = Math.Abs(entry.Backprop - entry.Numeric);
            return double.IsNaN(apart) ? double.PositiveInfinity : apart;
        }
    }

    private static double Norm(IEnumerable<double> values) => Math.Sqrt(values.Sum(value => value * value));

    private static void Require(double epsilon, double threshold)
    {
        if (!(epsilon > 0 && double.IsFinite(epsilon)))
            throw new ArgumentOutOfRangeException(nameof(epsilon), $"ε is {epsilon}; it must be above 0, such as 1e-7.");
        if (!(threshold > 0))
            throw new ArgumentOutOfRangeException(nameof(threshold), $"The threshold is {threshold}; it must be above 0, such as 2e-7.");
    }
}
