using Descent.Numerics;

namespace Descent.Optimizers;

/// <summary>
/// Nesterov's momentum: v = β·v + g, x = x − α·(g + β·v), the gradient taken as if the velocity had already moved x
/// (I. Sutskever et al., 2013, in the form of PyTorch's <c>SGD(nesterov=True)</c>).
/// </summary>
/// <param name="learningRate">α, above 0.</param>
/// <param name="beta">β in [0, 1); 0 is plain gradient descent.</param>
public sealed class Nesterov(double learningRate, double beta = 0.9) : Optimizer(learningRate, memories: 1)
{
    private readonly double beta = Require.Fraction(beta, nameof(beta));

    /// <inheritdoc/>
    protected override void Update(ParameterArray parameters, double rate)
    {
        Span<double> x = parameters.Values, velocity = parameters.Memory[0];
        ReadOnlySpan<double> gradient = parameters.Gradient;
        for (int i = 0; i < x.Length; i += Elements.AtOnce)
        {
            var g = Elements.Load(gradient, i);
            var v = beta * Elements.Load(velocity, i) + g;
            Elements.Store(v, velocity, i);
            Elements.Store(Elements.Load(x, i) - rate * (g + beta * v), x, i);
        }
    }
}
