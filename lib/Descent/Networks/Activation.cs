namespace Descent.Networks;

/// <summary>
/// The function a layer applies to z = W·x + b. Buffers are column-major, one example a column of <c>units</c> rows.
/// </summary>
public abstract class Activation
{
    /// <summary>a = z.</summary>
    public static Activation Linear { get; } = new Linear();

    /// <summary>a = 1 / (1 + e^−z), in (0, 1).</summary>
    public static Activation Sigmoid { get; } = new Sigmoid();

    /// <summary>a = tanh z, in (−1, 1).</summary>
    public static Activation Tanh { get; } = new Tanh();

    /// <summary>a = max(0, z).</summary>
    public static Activation ReLU { get; } = new ReLU();

    /// <summary>a = z above 0, 0.01·z below.</summary>
    public static Activation LeakyReLU { get; } = new LeakyReLU();

    /// <summary>a = e^z / Σ e^z over the units of one example: probabilities that sum to 1.</summary>
    public static Activation Softmax { get; } = new Softmax();

    /// <summary>Every activation, in the order above.</summary>
    public static IReadOnlyList<Activation> All { get; } = [Linear, Sigmoid, Tanh, ReLU, LeakyReLU, Softmax];

    private protected Activation() { }

    /// <summary>The name as in <c>Activation.ReLU</c>; it is also what a saved network says.</summary>
    public string Name => GetType().Name;

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>a = f(z).</summary>
    internal abstract void Apply(ReadOnlySpan<double> z, Span<double> a, int units);

    /// <summary>Turns ∂C/∂a into ∂C/∂z, in place, given z and a = f(z).</summary>
    internal abstract void Backpropagate(ReadOnlySpan<double> z, ReadOnlySpan<double> a, Span<double> delta, int units);
}
