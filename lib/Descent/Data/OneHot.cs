using MathNet.Numerics.LinearAlgebra;

namespace Descent.Data;

/// <summary>Class numbers as columns: class k of C is the column with 1 in row k and 0 elsewhere.</summary>
public static class OneHot
{
    /// <param name="labels">The class of each of the m examples, 0 … classes−1.</param>
    /// <param name="classes">C, at least 2.</param>
    /// <returns>(C × m), one 1 a column.</returns>
    /// <exception cref="ArgumentException">No label, or one out of range.</exception>
    public static Matrix<double> Encode(IReadOnlyList<int> labels, int classes)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (classes < 2)
            throw new ArgumentOutOfRangeException(nameof(classes), $"{classes} classes: a classification needs at least 2.");
        if (labels.Count == 0)
            throw new ArgumentException("There is no label to encode: give one for each example.", nameof(labels));
        var encoded = Matrix<double>.Build.Dense(classes, labels.Count);
        for (int j = 0; j < labels.Count; j++)
        {
            if (labels[j] < 0 || labels[j] >= classes)
                throw new ArgumentException(
                    $"Label {j} is {labels[j]}, expected 0 … {classes - 1} for {classes} classes. Are the classes counted from 1?", nameof(labels));
            encoded[labels[j], j] = 1;
        }

        return encoded;
    }

    /// <summary>The class of each column: the row with the greatest value, the first one of equals.</summary>
    /// <param name="columns">(C × m): one-hot labels or a network's outputs.</param>
    public static int[] Decode(Matrix<double> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        int[] labels = new int[columns.ColumnCount];
        for (int j = 0; j < labels.Length; j++)
            for (int i = 1; i < columns.RowCount; i++)
                if (columns[i, j] > columns[labels[j], j]) labels[j] = i;
        return labels;
    }
}
