using Descent.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Losses;

/// <summary>
/// Cross-entropy of softmax outputs for one-hot labels, C = 1/m·Σ −y·log a, computed from the logits as
/// log Σ_k e^z_k − z_y with the largest z taken out first. Its output error is δ = (a − y)/m.
/// </summary>
public sealed class SoftmaxCrossEntropy : Loss
{
    internal override void Require(Activation output)
    {
        if (output != Activation.Softmax)
        {
            throw new ArgumentException(
                $"Softmax cross-entropy needs a softmax output, but the last layer is {output}: end with .Dense(classes, Activation.Softmax).");
        }
    }

    internal override void RequireLabels(Matrix<double> y)
    {
        for (int j = 0; j < y.ColumnCount; j++)
        {
            double sum = 0;
            for (int i = 0; i < y.RowCount; i++)
            {
                if (y[i, j] is not (0 or 1)) throw new ArgumentException($"Y[{i},{j}] is {y[i, j]}: the labels of softmax cross-entropy are one-hot, 0 and 1.");
                sum += y[i, j];
            }

            if (sum != 1) throw new ArgumentException($"Column {j} of Y has {sum} ones: a one-hot label has exactly one, in the row of its class.");
        }
    }

    internal override double Cost(ReadOnlySpan<double> z, ReadOnlySpan<double> a, ReadOnlySpan<double> y, int outputs)
    {
        double sum = 0;
        for (int start = 0; start < z.Length; start += outputs)
        {
            var column = z.Slice(start, outputs);
            double largest = Softmax.Largest(column), exponentials = 0, right = 0;
            for (int i = 0; i < outputs; i++)
            {
                exponentials += Math.Exp(column[i] - largest);
                right += y[start + i] * (column[i] - largest);
            }

            sum += Math.Log(exponentials) - right;
        }

        return sum / (z.Length / outputs);
    }

    internal override void OutputError(
        Activation output, ReadOnlySpan<double> z, ReadOnlySpan<double> a, ReadOnlySpan<double> y, Span<double> delta, int outputs) =>
        MeanDifference(a, y, delta, outputs);
}
