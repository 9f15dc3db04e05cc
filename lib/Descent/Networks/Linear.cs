namespace Descent.Networks;

internal sealed class Linear : Activation
{
    internal override void Apply(ReadOnlySpan<double> z, Span<double> a, int units) => z.CopyTo(a);

    internal override void Backpropagate(ReadOnlySpan<double> z, ReadOnlySpan<double> a, Span<double> delta, int units) { }
}
