using System.Numerics;
using Descent.Numerics;

namespace Descent.Networks;

internal sealed class LeakyReLU : Activation
{
    /// <summary>The slope at and below 0 (A. Maas et al., "Rectifier nonlinearities improve neural network acoustic models", 2013).</summary>
    public const double Slope = 0.01;

    internal override void Apply(ReadOnlySpan<double> z, Span<double> a, int units)
    {
        for (int i = 0; i < z.Length; i += Lanes.Count)
        {
            var input = Lanes.Load(z, i);
            Lanes.Store(Vector.ConditionalSelect(Vector.GreaterThan(input, Vector<double>.Zero), input, input * Slope), a, i);
        }
    }

    internal override void Backpropagate(ReadOnlySpan<double> z, ReadOnlySpan<double> a, Span<double> delta, int units)
    {
        for (int i = 0; i < delta.Length; i += Lanes.Count)
        {
            var error = Lanes.Load(delta, i);
            var positive = Vector.GreaterThan(Lanes.Load(z, i), Vector<double>.Zero);
            Lanes.Store(Vector.ConditionalSelect(positive, error, error * Slope), delta, i);
        }
    }
}
