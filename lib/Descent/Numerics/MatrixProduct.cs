namespace Descent.Numerics;

/// <summary>Products of column-major matrices.</summary>
public static class MatrixProduct
{
    /// <summary>
    /// C = op(A)·op(B), or C += op(A)·op(B) where <paramref name="accumulate"/> is set; op transposes where asked.
    /// op(A) is (rows × inner), op(B) is (inner × columns), C is (rows × columns), all column-major.
    /// </summary>
    public static void Multiply(
        bool transposeA, bool transposeB, int rows, int columns, int inner,
        ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, bool accumulate = false)
    {
        for (int j = 0; j < columns; j++)
        {
            for (int i = 0; i < rows; i++)
            {
                double sum = accumulate ? c[i + j * rows] : 0;
                for (int k = 0; k < inner; k++)
                {
                    double x = transposeA ? a[k + i * inner] : a[i + k * rows];
                    double y = transposeB ? b[j + k * columns] : b[k + j * inner];
                    sum = Math.FusedMultiplyAdd(x, y, sum);
                }

                c[i + j * rows] = sum;
            }
        }
    }
}
