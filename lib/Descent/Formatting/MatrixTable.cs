using MathNet.Numerics.LinearAlgebra;

namespace Descent.Formatting;

/// <summary>A matrix or vector as a table: its shape, then its numbers; of a large one the corners.</summary>
internal static class MatrixTable
{
    // So many rows and columns are shown whole; of more, the first and last Ends.
    private const int MostRows = 12, MostColumns = 10, Ends = 4;

    public static string Of(Matrix<double> matrix)
    {
        int[] rows = Shown(matrix.RowCount, MostRows), columns = Shown(matrix.ColumnCount, MostColumns);
        var write = HtmlTable.NumbersLike(rows.Where(r => r >= 0).SelectMany(r => columns.Where(c => c >= 0).Select(c => matrix[r, c])));
        var table = new HtmlTable($"{matrix.RowCount}×{matrix.ColumnCount} matrix");
        foreach (int r in rows)
            table.Row(columns.Select(c => r < 0 ? "⋮" : c < 0 ? "⋯" : write(matrix[r, c])));
        return table.ToString();
    }

    public static string Of(Vector<double> vector)
    {
        int[] shown = Shown(vector.Count, MostColumns);
        var write = HtmlTable.NumbersLike(shown.Where(i => i >= 0).Select(i => vector[i]));
        return new HtmlTable($"vector of {vector.Count}").Row(shown.Select(i => i < 0 ? "⋯" : write(vector[i]))).ToString();
    }

    /// <summary>The indices that are shown; −1 stands for those left out.</summary>
    private static int[] Shown(int count, int most) => count <= most
        ? [.. Enumerable.Range(0, count)]
        : [.. Enumerable.Range(0, Ends), -1, .. Enumerable.Range(count - Ends, Ends)];
}
