using System.Numerics;
using System.Numerics.Tensors;
using Descent.Numerics;

namespace Descent.Networks;

internal sealed class ReLU : Activation
{
    /// <summary>max(z, 0). A NaN passes through and is noticed in the cost.</summary>
    internal override void Apply(ReadOnlySpan<double> z, Span<double> a, int units) => TensorPrimitives.Max(z, 0, a);

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
