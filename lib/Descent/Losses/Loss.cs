using Descent.Networks;
using Descent.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Losses;

/// <summary>
/// What training makes small: one number for a batch, the mean over its m examples. z is the last layer's W·x + b, a its
/// activation, y the label; all are (outputs × m).
/// </summary>
public abstract class Loss
{
    private protected Loss() { }

    /// <summary>The cost C of outputs f(z) for the labels y.</summary>
    /// <exception cref="ArgumentException">The loss is not made for this output, or the shapes or labels do not fit.</exception>
    public double Cost(Activation output, Matrix<double> z, Matrix<double> y)
    {
        var (logits, a, labels) = Columns(output, z, y);
        return Cost(logits, a, labels, z.RowCount);
    }

    /// <summary>The output error δ = ∂C/∂z, (outputs × m), with the 1/m of the mean in it.</summary>
    /// <exception cref="ArgumentException">The loss is not made for this output, or the shapes or labels do not fit.</exception>
    public Matrix<double> OutputError(Activation output, Matrix<double> z, Matrix<double> y)
    {
        var (logits, a, labels) = Columns(output, z, y);
        var delta = Matrix<double>.Build.Dense(z.RowCount, z.ColumnCount);
        OutputError(output, logits, a, labels, delta.AsColumnMajorArray(), z.RowCount);
        return delta;
    }

    /// <summary>Refuses an output activation that this loss is not made for.</summary>
    internal abstract void Require(Activation output);

    /// <summary>Refuses labels that this loss is not made for, naming the first wrong one.</summary>
    internal abstract void RequireLabels(Matrix<double> y);

    /// <summary>The cost, on column-major buffers of <paramref name="outputs"/> rows.</summary>
    internal abstract double Cost(ReadOnlySpan<double> z, ReadOnlySpan<double> a, ReadOnlySpan<double> y, int outputs);

    /// <summary>Fills <paramref name="delta"/> with ∂C/∂z, on column-major buffers of <paramref name="outputs"/> rows.</summary>
    internal abstract void OutputError(
        Activation output, ReadOnlySpan<double> z, ReadOnlySpan<double> a, ReadOnlySpan<double> y, Span<double> delta, int outputs);

    /// <summary>δ = (a − y)/m, where m is the number of columns.</summary>
    private protected static void MeanDifference(ReadOnlySpan<double> a, ReadOnlySpan<double> y, Span<double> delta, int outputs)
    {
        double m = y.Length / outputs;
        for (int i = 0; i < delta.Length; i += Elements.AtOnce)
            Elements.Store((Elements.Load(a, i) - Elements.Load(y, i)) / m, delta, i);
    }

    private (double[] Z, double[] A, double[] Y) Columns(Activation output, Matrix<double> z, Matrix<double> y)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(z);
        ArgumentNullException.ThrowIfNull(y);
        Require(output);
        if (z.ColumnCount == 0 || z.RowCount == 0)
            throw new ArgumentException($"z is {z.RowCount}×{z.ColumnCount}: a cost needs at least one example.");
        if (z.RowCount != y.RowCount || z.ColumnCount != y.ColumnCount)
            throw new ArgumentException($"z is {z.RowCount}×{z.ColumnCount}, but y is {y.RowCount}×{y.ColumnCount}: there is one label for each output of each example.");
        RequireLabels(y);
        double[] logits = z.ToColumnMajorArray(), a = new double[logits.Length];
        output.Apply(logits, a, z.RowCount);
        return (logits, a, y.ToColumnMajorArray());
    }
}
