using Descent.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Providers.LinearAlgebra;
using Xunit;

namespace Descent.Tests;

/// <summary>The provider is process-wide: nothing else runs while it is changed.</summary>
[Collection(nameof(Workers))]
public sealed class ProviderTests : IDisposable
{
    private readonly ILinearAlgebraProvider before = LinearAlgebraControl.Provider;

    public ProviderTests() => DescentLinearAlgebraProvider.Install();

    public static TheoryData<int, int, int> Shapes => new()
    {
        { 1, 1, 1 }, { 5, 2, 64 }, { 1, 7, 1 }, { 2, 3, 5 }, { 13, 31, 17 }, { 64, 97, 10 }, { 101, 53, 67 },
    };

    public void Dispose() => LinearAlgebraControl.Provider = before;

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Products_of_matrices_have_the_bits_of_MatrixProduct(int rows, int inner, int columns)
    {
        var random = new Random(30);
        Matrix<double> w = Draw(random, rows, inner), x = Draw(random, inner, columns);
        Matrix<double> tall = Draw(random, inner, rows), wide = Draw(random, columns, inner);

        AssertSameBits(Product(false, false, w, x), w * x);
        AssertSameBits(Product(true, false, tall, x), tall.TransposeThisAndMultiply(x));
        AssertSameBits(Product(false, true, w, wide), w.TransposeAndMultiply(wide));
        AssertSameBits(Product(false, false, w, x.Column(0).ToColumnMatrix()), (w * x.Column(0)).ToColumnMatrix());
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_operation_agrees_with_the_managed_provider(int rows, int inner, int columns)
    {
        var random = new Random(31);
        Matrix<double> a = Draw(random, rows, inner), b = Draw(random, rows, inner), x = Draw(random, inner, columns);
        Func<Matrix<double>>[] operations =
        [
            () => a * x, () => a + b, () => a - b, () => a.PointwiseMultiply(b), () => a.PointwiseDivide(b), () => 3 * a,
            () => a / 3, () => -a, () => a.TransposeThisAndMultiply(b), () => a.TransposeAndMultiply(b),
            () => (a.TransposeAndMultiply(a) + Matrix<double>.Build.DenseIdentity(rows)).Inverse(),
        ];
        foreach (var operation in operations)
        {
            DescentLinearAlgebraProvider.Install();
            var ours = operation();
            LinearAlgebraControl.Provider = ManagedLinearAlgebraProvider.Instance;
            var theirs = operation();
            Assert.True((ours - theirs).InfinityNorm() <= 1e-12 * (1 + theirs.InfinityNorm()));
        }
    }

    [Fact]
    public void A_product_into_one_of_its_operands_and_a_scaled_update_are_right()
    {
        double[] a = [1, 2, 3, 4], b = [5, 6, 7, 8], c = [1, 1, 1, 1];
        var provider = LinearAlgebraControl.Provider;
        provider.MatrixMultiplyWithUpdate(Transpose.Transpose, Transpose.DontTranspose, 2, a, 2, 2, b, 2, 2, 3, c);
        // AᵀB = [1 2; 3 4]·[5 7; 6 8] = [17 23; 39 53]; twice that plus three
        Assert.Equal([37, 81, 49, 109], c);

        provider.MatrixMultiply(a, 2, 2, b, 2, 2, a);
        Assert.Equal([23, 34, 31, 46], a);
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            LinearAlgebraControl.Provider.MatrixMultiply(new double[6], 2, 3, new double[8], 4, 2, new double[4]));
        Assert.Contains("2×3 and 4×2", error.Message);
    }

    private static Matrix<double> Draw(Random random, int rows, int columns) =>
        Matrix<double>.Build.Dense(rows, columns, (_, _) => random.NextDouble() - 0.5);

    private static Matrix<double> Product(bool transposeA, bool transposeB, Matrix<double> a, Matrix<double> b)
    {
        int rows = transposeA ? a.ColumnCount : a.RowCount, inner = transposeA ? a.RowCount : a.ColumnCount;
        int columns = transposeB ? b.RowCount : b.ColumnCount;
        var c = Matrix<double>.Build.Dense(rows, columns);
        MatrixProduct.Multiply(
            transposeA, transposeB, rows, columns, inner, a.AsColumnMajorArray(), b.AsColumnMajorArray(), c.AsColumnMajorArray());
        return c;
    }

    private static void AssertSameBits(Matrix<double> expected, Matrix<double> actual) =>
        Assert.Equal(
            expected.ToColumnMajorArray().Select(BitConverter.DoubleToInt64Bits),
            actual.ToColumnMajorArray().Select(BitConverter.DoubleToInt64Bits));
}
