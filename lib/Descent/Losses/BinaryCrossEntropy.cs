using System.Numerics;
using Descent.Networks;
using Descent.Numerics;
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
        Span<double> terms = stackalloc double[64];
        for (int start = 0; start < z.Length; start += terms.Length)
        {
            int count = Math.Min(terms.Length, z.Length - start);
            for (int i = 0; i < count; i += Elements.AtOnce)
            {
                var logit = Elements.Load(z, start + i);
                var rest = Exponential.LogOnePlus(Exponential.OfNegative(-Vector.Abs(logit)));
                Elements.Store(Vector.Max(logit, default) - logit * Elements.Load(y, start + i) + rest, terms, i);
            }

            sum += FixedOrder.Sum(terms[..count]);
        }

        return sum / (z.Length / outputs);
    }

    internal override void OutputError(
        Activation output, ReadOnlySpan<double> z, ReadOnlySpan<double> a, ReadOnlySpan<double> y, Span<double> delta, int outputs) =>
        MeanDifference(a, y, delta, outputs);
}
