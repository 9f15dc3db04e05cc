using System.Numerics.Tensors;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace Descent.Numerics;

/// <summary>
/// What MathNet's matrices compute with once it is installed: products by <see cref="MatrixProduct"/>, element-wise
/// arithmetic in vector registers, everything else as MathNet's own managed provider does it.
/// </summary>
/// <remarks>The provider holds for the whole process. Products have the same bits on every machine and thread count.</remarks>
public sealed partial class DescentLinearAlgebraProvider : ILinearAlgebraProvider
{
    private readonly ManagedLinearAlgebraProvider managed = ManagedLinearAlgebraProvider.Instance;

    /// <summary>Makes every MathNet matrix of this process compute with this provider, e.g. <c>W * X</c>.</summary>
    public static void Install()
    {
        if (LinearAlgebraControl.Provider is not DescentLinearAlgebraProvider)
        {
            LinearAlgebraControl.Provider = new DescentLinearAlgebraProvider();
        }
    }

    /// <inheritdoc/>
    public void MatrixMultiply(double[] x, int rowsX, int columnsX, double[] y, int rowsY, int columnsY, double[] result) =>
        MatrixMultiplyWithUpdate(
            Transpose.DontTranspose, Transpose.DontTranspose, 1, x, rowsX, columnsX, y, rowsY, columnsY, 0, result);

    /// <summary>c = alpha·op(a)·op(b) + beta·c; op transposes where asked. The sizes are those before transposing.</summary>
    /// <exception cref="ArgumentException">The sizes do not fit each other or the arrays.</exception>
    public void MatrixMultiplyWithUpdate(
        Transpose transposeA, Transpose transposeB, double alpha, double[] a, int rowsA, int columnsA,
        double[] b, int rowsB, int columnsB, double beta, double[] c)
    {
        bool turnA = transposeA != Transpose.DontTranspose, turnB = transposeB != Transpose.DontTranspose;
        int rows = turnA ? columnsA : rowsA, innerA = turnA ? rowsA : columnsA;
        int innerB = turnB ? columnsB : rowsB, columns = turnB ? rowsB : columnsB;
        if (innerA != innerB)
        {
            throw new ArgumentException($"A product of {rows}×{innerA} and {innerB}×{columns}: {innerA} and {innerB} must agree.");
        }

        bool isPlain = alpha == 1 && (beta == 0 || beta == 1) && !ReferenceEquals(a, c) && !ReferenceEquals(b, c);
        if (isPlain)
        {
            MatrixProduct.Multiply(turnA, turnB, rows, columns, innerA, a, b, c, accumulate: beta == 1);
            return;
        }

        double[] product = new double[rows * columns];
        MatrixProduct.Multiply(turnA, turnB, rows, columns, innerA, a, b, product);
        for (int i = 0; i < product.Length; i++)
        {
            c[i] = alpha * product[i] + (beta == 0 ? 0 : beta * c[i]);
        }
    }

    /// <inheritdoc/>
    public void AddArrays(double[] x, double[] y, double[] result) => TensorPrimitives.Add(x, y, result);

    /// <inheritdoc/>
    public void SubtractArrays(double[] x, double[] y, double[] result) => TensorPrimitives.Subtract(x, y, result);

    /// <inheritdoc/>
    public void PointWiseMultiplyArrays(double[] x, double[] y, double[] result) => TensorPrimitives.Multiply(x, y, result);

    /// <inheritdoc/>
    public void PointWiseDivideArrays(double[] x, double[] y, double[] result) => TensorPrimitives.Divide(x, y, result);

    /// <inheritdoc/>
    public void ScaleArray(double alpha, double[] x, double[] result) => TensorPrimitives.Multiply(x, alpha, result);

    /// <inheritdoc/>
    public override string ToString() => "Descent";
}
