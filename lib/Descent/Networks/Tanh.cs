namespace Descent.Networks;

internal sealed class Tanh : Activation
{
    internal override void Apply(ReadOnlySpan<double> z, Span<double> a, int units)
    {
        for (int i = 0; i < z.Length; i++) a[i] = Math.Tanh(z[i]);
    }

    internal override void Backpropagate(ReadOnlySpan<double> z, ReadOnlySpan<double> a, Span<double> delta, int units)
    {
        for (int i = 0; i < delta.Length; i++) delta[i] *= 1 - a[i] * a[i];
    }
}
