using Descent.Numerics;

namespace Descent.Regularizers;

/// <summary>
/// L1: the cost grows by λ/m·Σ |w|, the gradient by λ/m·sign(w), with sign(0) = 0. The pull towards 0 is the same for every
/// weight, so small ones get there: sparsity is what L1 is for.
/// </summary>
/// <param name="lambda">λ, at least 0.</param>
public sealed class L1(double lambda) : Regularizer
{
    /// <summary>λ.</summary>
    public double Lambda { get; } = Require.NotNegative(lambda, nameof(lambda));

    /// <inheritdoc/>
    public override double Penalty(ReadOnlySpan<double> weights, int m) => Lambda / m * FixedOrder.SumOfMagnitudes(weights);

    /// <inheritdoc/>
    public override void AddGradient(ReadOnlySpan<double> weights, Span<double> gradient, int m)
    {
        double pull = Lambda / m;
        for (int i = 0; i < gradient.Length; i++)
            gradient[i] += weights[i] > 0 ? pull : weights[i] < 0 ? -pull : 0;
    }
}
