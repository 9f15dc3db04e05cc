using Descent.Numerics;

namespace Descent.Optimizers;

/// <summary>
/// Momentum, in the course's form, a moving average of the gradients: v = β·v + (1−β)·g, x = x − α·v.
/// With <c>accumulate</c> the older form v = β·v + g, whose steps are 1/(1−β) times as long (B. Polyak, 1964).
/// </summary>
public sealed class Momentum : Optimizer
{
    private readonly double beta;
    private readonly double share;

    /// <param name="learningRate">α, above 0.</param>
    /// <param name="beta">β in [0, 1): averages about 1/(1−β) gradients; 0 is plain gradient descent.</param>
    /// <param name="accumulate">v = β·v + g instead of the moving average.</param>
    public Momentum(double learningRate, double beta = 0.9, bool accumulate = false) : base(learningRate, memories: 1)
    {
        this.beta = Require.Fraction(beta, nameof(beta));
        share = accumulate ? 1 : 1 - beta;
    }

    /// <inheritdoc/>
    protected override void Update(ParameterArray parameters, double rate)
    {
        Span<double> x = parameters.Values, velocity = parameters.Memory[0];
        ReadOnlySpan<double> g = parameters.Gradient;
        for (int i = 0; i < x.Length; i += Elements.AtOnce)
        {
            var v = beta * Elements.Load(velocity, i) + share * Elements.Load(g, i);
            Elements.Store(v, velocity, i);
            Elements.Store(Elements.Load(x, i) - rate * v, x, i);
        }
    }
}
