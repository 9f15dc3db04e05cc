using System.Globalization;
using System.Numerics.Tensors;
using Descent.Formatting;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Data;

/// <summary>Examples and their labels, one example a column: X is (features × m), Y is (outputs × m).</summary>
[TypeFormatterSource(typeof(Tables), PreferredMimeTypes = [Tables.Html, Tables.Text])]
public sealed partial class Dataset
{
    private IReadOnlyList<int>? labels;

    /// <param name="x">Features, one example a column; every value finite.</param>
    /// <param name="y">Labels of the same examples, one a column; every value finite.</param>
    /// <exception cref="ArgumentException">There is no example, X and Y differ in their number, or a value is NaN or infinite.</exception>
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

        if (x.ColumnCount == 0 || x.RowCount == 0 || y.RowCount == 0)
            throw new ArgumentException($"X is {x.RowCount}×{x.ColumnCount} and Y is {y.RowCount}×{y.ColumnCount}: there must be at least one example, feature and label.");
        X = Columns(x);
        Y = Columns(y);
        RequireFinite(X, "X");
        RequireFinite(Y, "Y");
    }

    private Dataset(Dataset other, DatasetRole role) => (X, Y, Role) = (other.X, other.Y, role);

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

    /// <summary>What the set is for: the parts of a split know it.</summary>
    public DatasetRole Role { get; }

    /// <summary>
    /// The class of each example: the row of its 1 for one-hot labels, 0 or 1 for a single row of labels.
    /// </summary>
    /// <exception cref="InvalidOperationException">Y holds something else than classes.</exception>
    public IReadOnlyList<int> Labels => labels ??= ReadLabels();

    /// <summary>The same examples, marked as being for <paramref name="role"/>.</summary>
    public Dataset As(DatasetRole role) => new(this, role);

    /// <summary>The examples with these column indices, in this order, as a set of their own.</summary>
    /// <param name="columns">At least one, each 0 … m−1.</param>
    /// <exception cref="ArgumentException">There is no index, or none such.</exception>
    public Dataset Select(IReadOnlyList<int> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0)
            throw new ArgumentException("No example is selected: give at least one index.", nameof(columns));
        foreach (int column in columns)
            if (column < 0 || column >= Count)
                throw new ArgumentOutOfRangeException(nameof(columns), $"There is no example {column}, expected 0 … {Count - 1}.");
        var x = Matrix<double>.Build.Dense(Features, columns.Count);
        var y = Matrix<double>.Build.Dense(Outputs, columns.Count);
        for (int j = 0; j < columns.Count; j++)
        {
            x.SetColumn(j, X.Column(columns[j]));
            y.SetColumn(j, Y.Column(columns[j]));
        }

        return new Dataset(x, y).As(Role);
    }

    private int[] ReadLabels()
    {
        for (int j = 0; j < Count; j++)
        {
            double ones = 0;
            for (int i = 0; i < Outputs; i++)
            {
                ones += Y.At(i, j);
                if (Y.At(i, j) is not (0 or 1))
                    throw new InvalidOperationException($"Y[{i},{j}] is {Y.At(i, j)}, expected 0 or 1: these labels are no classes.");
            }

            if (Outputs > 1 && ones != 1)
                throw new InvalidOperationException($"Column {j} of Y has {ones} ones, expected one 1 in the row of the example's class.");
        }

        return Outputs == 1 ? [.. Y.Row(0).Select(label => (int)label)] : OneHot.Decode(Y);
    }

    // Training reads the columns straight from memory, so both are kept as dense, column-major matrices.
    private static Matrix<double> Columns(Matrix<double> matrix) =>
        matrix.AsColumnMajorArray() is null ? Matrix<double>.Build.DenseOfMatrix(matrix) : matrix;

    private static void RequireFinite(Matrix<double> matrix, string name)
    {
        ReadOnlySpan<double> values = matrix.AsColumnMajorArray();
        if (TensorPrimitives.IsFiniteAll(values)) return;
        int at = 0;
        while (double.IsFinite(values[at])) at++;
        int row = at % matrix.RowCount, example = at / matrix.RowCount;
        throw new ArgumentException(
            $"{name}[{row},{example}] is {values[at].ToString(CultureInfo.InvariantCulture)}: every value must be finite. Clean example {example} or leave it out.");
    }
}
