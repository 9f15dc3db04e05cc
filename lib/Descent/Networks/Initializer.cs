using Descent.Numerics;

namespace Descent.Networks;

/// <summary>
/// How a network starts. One random stream fills W1, W2, … in this order, each row by row, as the notes' NumPy code does.
/// </summary>
public sealed class Initializer
{
    private readonly Func<NumPyRandom, Dense, double> weight;
    private readonly Func<NumPyRandom, Dense, double>? bias;

    private Initializer(string name, Func<NumPyRandom, Dense, double> weight, Func<NumPyRandom, Dense, double>? bias = null)
    {
        Name = name;
        this.weight = weight;
        this.bias = bias;
    }

    /// <summary>All zero: every unit of a layer computes the same and learns the same, so symmetry is never broken.</summary>
    public static Initializer Zeros { get; } = new("Zeros", (_, _) => 0);

    /// <summary>w ~ N(0, 2/n_in), biases 0: keeps the variance of ReLU layers (K. He et al., "Delving deep into rectifiers", 2015).</summary>
    public static Initializer He { get; } = new("He", (random, layer) => random.Randn() * Math.Sqrt(2.0 / layer.Inputs));

    /// <summary>w ~ N(0, 1/n_in), biases 0: for tanh (X. Glorot, Y. Bengio, 2010, in the notes' form).</summary>
    public static Initializer Xavier { get; } = new("Xavier", (random, layer) => random.Randn() * Math.Sqrt(1.0 / layer.Inputs));

    /// <summary>w uniform in ±√(6/(n_in + n_out)), biases 0: Glorot and Bengio's own form (2010).</summary>
    public static Initializer XavierUniform { get; } = new("XavierUniform", (random, layer) =>
    {
        double a = Math.Sqrt(6.0 / (layer.Inputs + layer.Units));
        return random.Uniform(-a, a);
    });

    /// <summary>
    /// Weights and then biases of each layer ~ N(0, 1/(n_in + 1)), the notes' normalized start: z has deviation 1 only
    /// where all inputs are 1.
    /// </summary>
    public static Initializer NormalizedWithBiases { get; } = new("NormalizedWithBiases", Normalized, Normalized);

    /// <summary>The name as in <c>Initializer.He</c>.</summary>
    public string Name { get; }

    /// <summary>w ~ N(0, scale²), biases 0. A scale of 10 saturates the units, 0.01 starves deep layers.</summary>
    public static Initializer Normal(double scale)
    {
        if (!double.IsFinite(scale)) throw new ArgumentOutOfRangeException(nameof(scale), $"The scale is {scale}; it must be finite.");
        return new($"Normal({scale})", (random, _) => random.Randn() * scale);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal void Fill(Dense layer, NumPyRandom random)
    {
        for (int i = 0; i < layer.Units; i++)
            for (int j = 0; j < layer.Inputs; j++)
                layer.W[i, j] = weight(random, layer);
        for (int i = 0; i < layer.Units; i++)
            layer.b[i, 0] = bias?.Invoke(random, layer) ?? 0;
    }

    private static double Normalized(NumPyRandom random, Dense layer) => random.Randn() * (1 / Math.Sqrt(layer.Inputs + 1));
}
