using Descent.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Losses;

/// <summary>
/// Binary cross-entropy of sigmoid outputs, C = 1/m·Σ −y·log a − (1−y)·log(1−a), computed from the logits as
/// max(z, 0) − z·y + log(1 + e^−|z|): the form with log a is 0·∞ once a is exactly 0 or 1.
/// Its output error is δ = (a − y)/m: the sigmoid's slope cancels, which is why it learns where the quadratic cost is stuck.
/// </summary>
public sealed class BinaryCrossEntropy : Loss
{
    internal override void Require(Activation output)
    {
        if (output != Activation.Sigmoid)
        {
            throw new ArgumentException(
                $"Binary cross-entropy needs a sigmoid output, but the last layer is {output}: end with .Dense(1, Activation.Sigmoid).");
        }
    }

    internal override void RequireLabels(Matrix<double> y)
    {
        for (int j = 0; j < y.ColumnCount; j++)
            for (int i = 0; i < y.RowCount; i++)
                if (y[i, j] is not (0 or 1))
                    throw new ArgumentException($"Y[{i},{j}] is {y[i, j]}: the labels of binary cross-entropy are 0 and 1.");
    }

    internal override double Cost(ReadOnlySpan<double> z, ReadOnlySpan<double> a, ReadOnlySpan<double> y, int outputs)
    {
        double sum = 0;
        for (int i = 0; i < z.Length; i++)
            sum += Math.Max(z[i], 0) - z[i] * y[i] + LogOnePlus(Math.Exp(-Math.Abs(z[i])));
        return sum / (z.Length / outputs);
    }

    internal override void OutputError(
        Activation output, ReadOnlySpan<double> z, ReadOnlySpan<double> a, ReadOnlySpan<double> y, Span<double> delta, int outputs) =>
        MeanDifference(a, y, delta, outputs);

    // log(1 + e) without losing a small e to the rounding of 1 + e: the factor e/(u − 1) undoes it (W. Kahan).
    private static double LogOnePlus(double e)
    {
        double u = 1 + e;
        return u == 1 ? e : Math.Log(u) * e / (u - 1);
    }
}
