namespace Descent.Regularizers;

/// <summary>
/// A price on large weights, added to the cost; biases are free. m is the number of examples of the batch. A one-layer
/// network with it is regularized logistic regression.
/// </summary>
public abstract class Regularizer
{
    private protected Regularizer() { }

    /// <summary>What these weights add to the cost of a batch of <paramref name="m"/> examples.</summary>
    public abstract double Penalty(ReadOnlySpan<double> weights, int m);

    /// <summary>Adds the penalty's gradient to <paramref name="gradient"/>, index by index.</summary>
    public abstract void AddGradient(ReadOnlySpan<double> weights, Span<double> gradient, int m);
}
