using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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
            var block = terms[..Math.Min(terms.Length, z.Length - start)];
            if (Vector512.IsHardwareAccelerated) Terms<Doubles512>(z.Slice(start, block.Length), y.Slice(start, block.Length), block);
            else Terms<DoublesNative>(z.Slice(start, block.Length), y.Slice(start, block.Length), block);
            sum += FixedOrder.Sum(block);
        }

        return sum / (z.Length / outputs);
    }

    internal override void OutputError(
        Activation output, ReadOnlySpan<double> z, ReadOnlySpan<double> a, ReadOnlySpan<double> y, Span<double> delta, int outputs) =>
        MeanDifference(a, y, delta, outputs);

    private static void Terms<T>(ReadOnlySpan<double> z, ReadOnlySpan<double> y, Span<double> terms)
        where T : struct, IDoubles<T>
    {
        int i = 0;
        for (; i <= z.Length - T.Count; i += T.Count) Terms(T.Load(z[i..]), T.Load(y[i..])).Store(terms[i..]);
        if (i == z.Length) return;

        Span<double> padded = stackalloc double[2 * T.Count];
        padded.Clear();
        z[i..].CopyTo(padded);
        y[i..].CopyTo(padded[T.Count..]);
        Terms(T.Load(padded), T.Load(padded[T.Count..])).Store(padded);
        padded[..(z.Length - i)].CopyTo(terms[i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Terms<T>(T z, T y)
        where T : struct, IDoubles<T> =>
        T.Max(z, T.Of(0)) - z * y + Exponential.LogOnePlus(Exponential.OfNegative(T.Of(0) - T.Abs(z)));
}
