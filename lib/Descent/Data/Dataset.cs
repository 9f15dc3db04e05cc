using MathNet.Numerics.LinearAlgebra;

namespace Descent.Data;

/// <summary>Examples and their labels, one example a column: X is (features × m), Y is (outputs × m).</summary>
public sealed class Dataset
{
    /// <param name="x">Features, one example a column; every value finite.</param>
    /// <param name="y">Labels of the same examples, one a column; every value finite.</param>
    /// <exception cref="ArgumentException">No example, as many labels as examples are missing, or a value is NaN or infinite.</exception>
    public Dataset(Matrix<double> x, Matrix<double> y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.ColumnCount != y.ColumnCount)
        {
            throw new ArgumentException(
                $"X is {x.RowCount}×{x.ColumnCount} and Y is {y.RowCount}×{y.ColumnCount}: each column is one example, "
                + "so both need the same number of columns. Are rows and columns swapped?");
        }

        RequireFinite(x, "X");
        RequireFinite(y, "Y");
        X = Columns(x);
        Y = Columns(y);
    }

    /// <summary>Features × m.</summary>
    public Matrix<double> X { get; }

    /// <summary>Outputs × m.</summary>
    public Matrix<double> Y { get; }

    /// <summary>m, the number of examples.</summary>
    public int Count => X.ColumnCount;

    /// <summary>Rows of X.</summary>
    public int Features => X.RowCount;

    /// <summary>Rows of Y.</summary>
    public int Outputs => Y.RowCount;

    /// <summary>The examples with these column indices, in this order, as a set of their own.</summary>
    public Dataset Select(IReadOnlyList<int> columns)
    {
        var x = Matrix<double>.Build.Dense(Features, columns.Count);
        var y = Matrix<double>.Build.Dense(Outputs, columns.Count);
        for (int j = 0; j < columns.Count; j++)
        {
            x.SetColumn(j, X.Column(columns[j]));
            y.SetColumn(j, Y.Column(columns[j]));
        }

        return new Dataset(x, y);
    }

    // Training reads the columns straight from memory, so both are kept as dense, column-major matrices.
    private static Matrix<double> Columns(Matrix<double> matrix) =>
        matrix.AsColumnMajorArray() is null ? Matrix<double>.Build.DenseOfMatrix(matrix) : matrix;

    private static void RequireFinite(Matrix<double> matrix, string name)
    {
        for (int j = 0; j < matrix.ColumnCount; j++)
            for (int i = 0; i < matrix.RowCount; i++)
                if (!double.IsFinite(matrix[i, j]))
                    throw new ArgumentException($"{name}[{i},{j}] is {matrix[i, j]}: every value must be finite. Clean example {j} or leave it out.");
    }
}
