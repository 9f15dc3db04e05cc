using System.Numerics;
using Descent.Numerics;

namespace Descent.Networks;

internal sealed class LeakyReLU : Activation
{
    /// <summary>The slope at and below 0 (A. Maas et al., "Rectifier nonlinearities improve neural network acoustic models", 2013).</summary>
    public const double Slope = 0.01;

    internal override void Apply(ReadOnlySpan<double> z, Span<double> a, int units)
    {
        for (int i = 0; i < z.Length; i += Elements.AtOnce)
        {
            var input = Elements.Load(z, i);
            Elements.Store(Vector.ConditionalSelect(Vector.GreaterThan(input, Vector<double>.Zero), input, input * Slope), a, i);
        }
    }

    internal override void Backpropagate(ReadOnlySpan<double> z, ReadOnlySpan<double> a, Span<double> delta, int units)
    {
        for (int i = 0; i < delta.Length; i += Elements.AtOnce)
        {
            var error = Elements.Load(delta, i);
            var positive = Vector.GreaterThan(Elements.Load(z, i), Vector<double>.Zero);
            Elements.Store(Vector.ConditionalSelect(positive, error, error * Slope), delta, i);
        }
    }
}
