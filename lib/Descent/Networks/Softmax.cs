namespace Descent.Networks;

internal sealed class Softmax : Activation
{
    /// <summary>Each column's largest z is subtracted first: it cancels out, and no exponential overflows.</summary>
    internal override void Apply(ReadOnlySpan<double> z, Span<double> a, int units)
    {
        for (int start = 0; start < z.Length; start += units)
        {
            var column = z.Slice(start, units);
            var result = a.Slice(start, units);
            double largest = Largest(column), sum = 0;
            for (int i = 0; i < units; i++) sum += result[i] = Math.Exp(column[i] - largest);
            for (int i = 0; i < units; i++) result[i] /= sum;
        }
    }

    /// <summary>∂C/∂z_i = a_i·(∂C/∂a_i − Σ_k a_k·∂C/∂a_k): every output depends on every z of its column.</summary>
    internal override void Backpropagate(ReadOnlySpan<double> z, ReadOnlySpan<double> a, Span<double> delta, int units)
    {
        for (int start = 0; start < delta.Length; start += units)
        {
            double mean = 0;
            for (int i = start; i < start + units; i++) mean += a[i] * delta[i];
            for (int i = start; i < start + units; i++) delta[i] = a[i] * (delta[i] - mean);
        }
    }

    internal static double Largest(ReadOnlySpan<double> column)
    {
        double largest = column[0];
        foreach (double value in column) largest = Math.Max(largest, value);
        return largest;
    }
}
