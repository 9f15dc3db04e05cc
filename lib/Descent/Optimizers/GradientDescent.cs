using Descent.Numerics;

namespace Descent.Optimizers;

/// <summary>Gradient descent: x = x − α·g. With all examples in a batch it is batch, with one stochastic gradient descent.</summary>
public sealed class GradientDescent(double learningRate) : Optimizer(learningRate, memories: 0)
{
    /// <inheritdoc/>
    protected override void Update(ParameterArray parameters, double rate)
    {
        Span<double> x = parameters.Values;
        ReadOnlySpan<double> g = parameters.Gradient;
        for (int i = 0; i < x.Length; i += Elements.AtOnce)
            Elements.Store(Elements.Load(x, i) - rate * Elements.Load(g, i), x, i);
    }
}
