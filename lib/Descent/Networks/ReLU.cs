using System.Numerics;
using Descent.Numerics;

namespace Descent.Networks;

internal sealed class ReLU : Activation
{
    internal override void Apply(ReadOnlySpan<double> z, Span<double> a, int units)
    {
        for (int i = 0; i < z.Length; i += Elements.AtOnce)
        {
            var input = Elements.Load(z, i);

            // "not ≤ 0" rather than "> 0": a NaN passes through and is noticed in the cost.
            Elements.Store(Vector.ConditionalSelect(Vector.LessThanOrEqual(input, Vector<double>.Zero), Vector<double>.Zero, input), a, i);
        }
    }

    /// <summary>The slope is 1 above 0 and 0 elsewhere; at 0 itself, where none exists, 0.</summary>
    internal override void Backpropagate(ReadOnlySpan<double> z, ReadOnlySpan<double> a, Span<double> delta, int units)
    {
        for (int i = 0; i < delta.Length; i += Elements.AtOnce)
        {
            var positive = Vector.GreaterThan(Elements.Load(z, i), Vector<double>.Zero);
            Elements.Store(Vector.ConditionalSelect(positive, Elements.Load(delta, i), Vector<double>.Zero), delta, i);
        }
    }
}
