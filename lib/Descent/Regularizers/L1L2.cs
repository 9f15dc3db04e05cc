namespace Descent.Regularizers;

/// <summary>L1 and L2 together, also called the elastic net (H. Zou, T. Hastie, 2005).</summary>
/// <param name="lambda1">λ of <see cref="L1"/>, at least 0.</param>
/// <param name="lambda2">λ of <see cref="L2"/>, at least 0.</param>
public sealed class L1L2(double lambda1, double lambda2) : Regularizer
{
    private readonly L1 l1 = new(lambda1);
    private readonly L2 l2 = new(lambda2);

    /// <inheritdoc/>
    public override double Penalty(ReadOnlySpan<double> weights, int m) => l1.Penalty(weights, m) + l2.Penalty(weights, m);

    /// <inheritdoc/>
    public override void AddGradient(ReadOnlySpan<double> weights, Span<double> gradient, int m)
    {
        l1.AddGradient(weights, gradient, m);
        l2.AddGradient(weights, gradient, m);
    }
}
