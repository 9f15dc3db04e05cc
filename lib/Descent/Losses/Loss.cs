using Descent.Networks;

namespace Descent.Losses;

/// <summary>
/// What training makes small: one number for a batch, the mean over its examples. Buffers are column-major, one example a
/// column of <c>outputs</c> rows; z is the last layer's W·x + b, a its activation.
/// </summary>
public abstract class Loss
{
    /// <summary>The cost C of the batch.</summary>
    internal abstract double Cost(ReadOnlySpan<double> z, ReadOnlySpan<double> a, ReadOnlySpan<double> y, int outputs);

    /// <summary>The output error δ = ∂C/∂z.</summary>
    internal abstract void OutputError(Dense last, ReadOnlySpan<double> z, ReadOnlySpan<double> a, ReadOnlySpan<double> y, Span<double> delta);

    /// <summary>Refuses a last layer that this loss is not made for.</summary>
    internal abstract void Require(Dense last);
}
