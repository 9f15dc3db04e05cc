using MathNet.Numerics.LinearAlgebra;

namespace Descent.Networks;

/// <summary>Matrices as one long vector, one after the other and each row by row: the order of the notes' gradient check.</summary>
internal static class ParameterVector
{
    public static Vector<double> Of(IEnumerable<Matrix<double>> matrices) =>
        Vector<double>.Build.DenseOfEnumerable(matrices.SelectMany(matrix => matrix.ToRowMajorArray()));

    public static void Into(IEnumerable<Matrix<double>> matrices, Vector<double> vector)
    {
        int k = 0;
        foreach (var matrix in matrices)
            for (int i = 0; i < matrix.RowCount; i++)
                for (int j = 0; j < matrix.ColumnCount; j++)
                    matrix[i, j] = vector[k++];
    }
}
