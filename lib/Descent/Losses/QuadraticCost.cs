using Descent.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Losses;

/// <summary>
/// The quadratic cost C = 1/(2m)·Σ (a − y)², for any output. Its output error is δ = (a − y)/m · f′(z): where a sigmoid is
/// saturated, f′ is almost 0 and learning stalls, however wrong the output is.
/// </summary>
public sealed class QuadraticCost : Loss
{
    internal override void Require(Activation output) { }

    internal override void RequireLabels(Matrix<double> y) { }

    internal override double Cost(ReadOnlySpan<double> z, ReadOnlySpan<double> a, ReadOnlySpan<double> y, int outputs)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += (a[i] - y[i]) * (a[i] - y[i]);
        return sum / (2 * (a.Length / outputs));
    }

    internal override void OutputError(
        Activation output, ReadOnlySpan<double> z, ReadOnlySpan<double> a, ReadOnlySpan<double> y, Span<double> delta, int outputs)
    {
        MeanDifference(a, y, delta, outputs);
        output.Backpropagate(z, a, delta, outputs);
    }
}
