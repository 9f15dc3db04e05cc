using Descent.Numerics;

namespace Descent.Optimizers;

/// <summary>
/// Adam with decoupled weight decay: first x = (1 − α·λ)·x, then Adam's step on the gradient without λ (I. Loshchilov,
/// F. Hutter, 2019). L2 inside Adam is divided by √s with the rest of the gradient, so that large gradients escape it.
/// </summary>
public sealed class AdamW : Adam
{
    private readonly double weightDecay;
    private readonly bool decayBiases;

    /// <param name="learningRate">α, above 0.</param>
    /// <param name="weightDecay">λ, at least 0; 0 is Adam.</param>
    /// <param name="beta1">β1 in [0, 1).</param>
    /// <param name="beta2">β2 in [0, 1).</param>
    /// <param name="epsilon">ε, above 0.</param>
    /// <param name="decayBiases">Whether biases decay too, as in PyTorch's default group; ours decays weights only.</param>
    public AdamW(
        double learningRate = 0.001, double weightDecay = 0.01, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8,
        bool decayBiases = false)
        : base(learningRate, beta1, beta2, epsilon)
    {
        this.weightDecay = Require.NotNegative(weightDecay, nameof(weightDecay));
        this.decayBiases = decayBiases;
    }

    /// <inheritdoc/>
    protected override void Update(ParameterArray parameters, double rate)
    {
        if (parameters.AreWeights || decayBiases)
        {
            Span<double> x = parameters.Values;
            double keep = 1 - rate * weightDecay;
            for (int i = 0; i < x.Length; i += Elements.AtOnce) Elements.Store(keep * Elements.Load(x, i), x, i);
        }

        base.Update(parameters, rate);
    }
}
