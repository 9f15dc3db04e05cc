using System.Text;
using Descent.Data;

namespace Descent.Networks;

/// <summary>How often each class was taken for each other one.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[,] counts;

    internal ConfusionMatrix(Network network, Dataset data)
    {
        Classes = Math.Max(2, data.Outputs);
        counts = new int[Classes, Classes];
        ReadOnlySpan<double> a = network.Predict(data.X).AsColumnMajorArray(), y = data.Y.AsColumnMajorArray();
        for (int start = 0; start < a.Length; start += data.Outputs)
            counts[Network.ClassOf(y.Slice(start, data.Outputs)), Network.ClassOf(a.Slice(start, data.Outputs))]++;
    }

    /// <summary>How many classes there are; a single output has two, 0 and 1.</summary>
    public int Classes { get; }

    /// <summary>Examples of class <paramref name="actual"/> that were taken for <paramref name="predicted"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public int this[int actual, int predicted] => counts[Class(actual), Class(predicted)];

    /// <summary>The share of examples on the diagonal, in [0, 1].</summary>
    public double Accuracy
    {
        get
        {
            int right = 0;
            for (int c = 0; c < Classes; c++) right += counts[c, c];
            return (double)right / counts.Cast<int>().Sum();
        }
    }

    /// <summary>Of what was taken for this class, the share that is; NaN where nothing was.</summary>
    public double Precision(int c)
    {
        int taken = 0, right = this[c, c];
        for (int actual = 0; actual < Classes; actual++) taken += counts[actual, c];
        return (double)right / taken;
    }

    /// <summary>Of what is of this class, the share that was found; NaN where there is none.</summary>
    public double Recall(int c)
    {
        int present = 0, right = this[c, c];
        for (int predicted = 0; predicted < Classes; predicted++) present += counts[c, predicted];
        return (double)right / present;
    }

    /// <summary>A table: a row for each actual class, a column for each predicted one.</summary>
    public override string ToString()
    {
        int width = Math.Max(2, counts.Cast<int>().Max().ToString().Length) + 1;
        var text = new StringBuilder("actual ↓ predicted →\n");
        text.Append("".PadLeft(width));
        for (int c = 0; c < Classes; c++) text.Append(c.ToString().PadLeft(width));
        for (int actual = 0; actual < Classes; actual++)
        {
            text.Append('\n').Append(actual.ToString().PadLeft(width));
            for (int predicted = 0; predicted < Classes; predicted++) text.Append(counts[actual, predicted].ToString().PadLeft(width));
        }

        return text.ToString();
    }

    private int Class(int c) => c >= 0 && c < Classes ? c
        : throw new ArgumentOutOfRangeException(nameof(c), $"There is no class {c}; they are counted 0 … {Classes - 1}.");
}
