namespace Descent.Networks;

internal sealed class Sigmoid : Activation
{
    /// <summary>1 / (1 + e^−z); below zero as e^z / (1 + e^z), so that no exponential overflows.</summary>
    public static double Of(double z)
    {
        double e = Math.Exp(-Math.Abs(z));
        return (z >= 0 ? 1 : e) / (1 + e);
    }

    internal override void Apply(ReadOnlySpan<double> z, Span<double> a, int units)
    {
        for (int i = 0; i < z.Length; i++) a[i] = Of(z[i]);
    }

    internal override void Backpropagate(ReadOnlySpan<double> z, ReadOnlySpan<double> a, Span<double> delta, int units)
    {
        for (int i = 0; i < delta.Length; i++) delta[i] *= a[i] * (1 - a[i]);
    }
}
