using Descent.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Networks;

/// <summary>A fully connected layer: a = f(W·x + b).</summary>
public sealed class Dense
{
    private readonly Matrix<double> weights;
    private readonly Matrix<double> biases;

    internal Dense(int number, int inputs, int units, Activation activation, double keepProbability)
    {
        Number = number;
        Activation = activation;
        KeepProbability = keepProbability;
        weights = Matrix<double>.Build.Dense(units, inputs);
        biases = Matrix<double>.Build.Dense(units, 1);
    }

    /// <summary>The layer's number l, from 1; its parameters are called W1 and b1 in messages.</summary>
    public int Number { get; }

    /// <summary>n_{l−1}, the rows of what comes in.</summary>
    public int Inputs => weights.ColumnCount;

    /// <summary>n_l, the rows of what goes out.</summary>
    public int Units => weights.RowCount;

    /// <summary>f.</summary>
    public Activation Activation { get; }

    /// <summary>The probability with which dropout keeps a unit during training, in (0, 1]; 1 is no dropout.</summary>
    public double KeepProbability { get; }

    /// <summary>The weights (n_l × n_{l−1}), always the live ones; assigning copies the values in.</summary>
    public Matrix<double> W
    {
        get => weights;
        set => CopyChecked(value, weights, $"W{Number}");
    }

    /// <summary>The biases (n_l × 1), always the live ones; assigning copies the values in.</summary>
    public Matrix<double> b
    {
        get => biases;
        set => CopyChecked(value, biases, $"b{Number}");
    }

    /// <summary>The weights' memory, column-major.</summary>
    internal double[] Weights => weights.AsColumnMajorArray();

    /// <summary>The biases' memory.</summary>
    internal double[] Biases => biases.AsColumnMajorArray();

    /// <summary>z = W·x + b and a = f(z) for <paramref name="count"/> examples.</summary>
    internal void Forward(ReadOnlySpan<double> x, Span<double> z, Span<double> a, int count)
    {
        // b in every column, each copy twice as long as the one before.
        Biases.CopyTo(z);
        for (int filled = Units; filled < z.Length; filled *= 2) z[..Math.Min(filled, z.Length - filled)].CopyTo(z[filled..]);
        MatrixProduct.Multiply(false, false, Units, count, Inputs, Weights, x, z, accumulate: true);
        Activation.Apply(z, a, Units);
    }

    /// <summary>dW = δ·xᵀ and db = δ·1, the sum of δ's columns, where δ = ∂C/∂z; <paramref name="ones"/> holds a 1 for each example.</summary>
    internal void Gradients(
        ReadOnlySpan<double> delta, ReadOnlySpan<double> x, ReadOnlySpan<double> ones, Span<double> dW, Span<double> db, int count)
    {
        MatrixProduct.Multiply(false, true, Units, Inputs, count, delta, x, dW);
        MatrixProduct.Multiply(false, false, Units, 1, count, delta, ones, db);
    }

    /// <summary>∂C/∂x = Wᵀ·δ: the error handed to the layer before.</summary>
    internal void ErrorOfInputs(ReadOnlySpan<double> delta, Span<double> inputError, int count) =>
        MatrixProduct.Multiply(true, false, Inputs, count, Units, Weights, delta, inputError);

    internal void RequireFinite()
    {
        foreach (var (name, matrix) in (ReadOnlySpan<(string, Matrix<double>)>)[($"W{Number}", weights), ($"b{Number}", biases)])
            foreach (var (i, j, value) in matrix.EnumerateIndexed())
                if (!double.IsFinite(value)) throw new InvalidOperationException($"{name}[{i},{j}] is {value}: every parameter must be finite.");
    }

    private static void CopyChecked(Matrix<double> value, Matrix<double> target, string name)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.RowCount != target.RowCount || value.ColumnCount != target.ColumnCount)
        {
            throw new ArgumentException(
                $"{name} is {target.RowCount}×{target.ColumnCount}, but the matrix assigned to it is {value.RowCount}×{value.ColumnCount}.");
        }

        value.CopyTo(target);
    }
}
