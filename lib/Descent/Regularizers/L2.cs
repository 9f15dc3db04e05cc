using Descent.Numerics;

namespace Descent.Regularizers;

/// <summary>
/// L2: the cost grows by λ/(2m)·Σ w², the gradient by λ/m·w. Every weight is pulled towards 0 in proportion to its size.
/// </summary>
/// <param name="lambda">λ, at least 0.</param>
public sealed class L2(double lambda) : Regularizer
{
    /// <summary>λ.</summary>
    public double Lambda { get; } = Require.NotNegative(lambda, nameof(lambda));

    /// <summary>
    /// Why L2 is called weight decay: a step of gradient descent, w − α·(g + λ/m·w), is (1 − α·λ/m)·w − α·g. This is the
    /// factor in front of w. With Adam the two are not the same: see <see cref="Optimizers.AdamW"/>.
    /// </summary>
    public double DecayFactor(double learningRate, int m) => 1 - learningRate * Lambda / m;

    /// <inheritdoc/>
    public override double Penalty(ReadOnlySpan<double> weights, int m) => Lambda / (2.0 * m) * FixedOrder.SumOfSquares(weights);

    /// <inheritdoc/>
    public override void AddGradient(ReadOnlySpan<double> weights, Span<double> gradient, int m)
    {
        double pull = Lambda / m;
        for (int i = 0; i < gradient.Length; i += Elements.AtOnce)
            Elements.Store(Elements.Load(gradient, i) + pull * Elements.Load(weights, i), gradient, i);
    }
}
