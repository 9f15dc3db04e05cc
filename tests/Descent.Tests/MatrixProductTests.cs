using Descent.Numerics;
using Xunit;

namespace Descent.Tests;

[Collection(nameof(Workers))]
public sealed class MatrixProductTests
{
    private static readonly int[] Sizes = [0, 1, 2, 3, 4, 5, 7, 8, 11, 13, 16, 17, 23, 24, 29, 31, 37, 53, 64, 67];

    [Fact]
    public void A_product_worked_by_hand()
    {
        // [1 3; 2 4]·[5 7; 6 8] = [23 31; 34 46], columns first
        double[] c = new double[4];
        MatrixProduct.Multiply(false, false, 2, 2, 2, [1, 2, 3, 4], [5, 6, 7, 8], c);
        Assert.Equal([23, 34, 31, 46], c);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Every_element_is_one_chain_of_fused_multiply_adds(bool transposeA, bool transposeB)
    {
        var random = new Random(20);
        for (int round = 0; round < 200; round++)
        {
            int rows = Pick(random), columns = Pick(random), inner = Pick(random);
            AssertSameBitsAsNaive(random, transposeA, transposeB, rows, columns, inner, accumulate: round % 2 == 0);
        }
    }

    [Theory]
    [InlineData(64, 16, 784)]
    [InlineData(64, 200, 33)]
    [InlineData(1, 3, 5000)]
    [InlineData(1, 5000, 5)]
    [InlineData(97, 31, 401)]
    [InlineData(257, 19, 131)]
    [InlineData(4801, 9, 5)]
    [InlineData(9, 4801, 5)]
    public void Large_products_keep_the_chain_across_blocks(int rows, int columns, int inner)
    {
        var random = new Random(21);
        foreach (bool transposeA in new[] { false, true })
        {
            foreach (bool transposeB in new[] { false, true })
            {
                AssertSameBitsAsNaive(random, transposeA, transposeB, rows, columns, inner, accumulate: false);
                AssertSameBitsAsNaive(random, transposeA, transposeB, rows, columns, inner, accumulate: true);
            }
        }
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        var random = new Random(22);
        double[] a = Numbers(random, 130 * 300), b = Numbers(random, 300 * 170);
        int before = Workers.Count;
        try
        {
            double[][] results = new double[Environment.ProcessorCount][];
            for (int threads = 1; threads <= results.Length; threads++)
            {
                Workers.Count = threads;
                results[threads - 1] = new double[130 * 170];
                MatrixProduct.Multiply(false, true, 130, 170, 300, a, b, results[threads - 1]);
            }

            Assert.All(results, result => Assert.True(result.AsSpan().SequenceEqual(results[0])));
        }
        finally
        {
            Workers.Count = before;
        }
    }

    [Fact]
    public void Nothing_is_written_outside_of_C()
    {
        double[] c = new double[100];
        Array.Fill(c, 7.0);
        MatrixProduct.Multiply(false, false, 5, 3, 2, new double[10], new double[6], c.AsSpan(10));
        Assert.All(c[..10], x => Assert.Equal(7, x));
        Assert.All(c[10..25], x => Assert.Equal(0, x));
        Assert.All(c[25..], x => Assert.Equal(7, x));
    }

    [Fact]
    public void A_span_too_short_for_its_matrix_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            MatrixProduct.Multiply(false, false, 2, 2, 3, new double[5], new double[6], new double[4]));
        Assert.Contains("a has 5 elements", error.Message);
        Assert.Contains("2×3", error.Message);
    }

    private static int Pick(Random random) => Sizes[random.Next(Sizes.Length)];

    private static void AssertSameBitsAsNaive(
        Random random, bool transposeA, bool transposeB, int rows, int columns, int inner, bool accumulate)
    {
        double[] a = Numbers(random, rows * inner), b = Numbers(random, inner * columns), c = Numbers(random, rows * columns);
        double[] expected = [.. c];
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

                expected[i + j * rows] = sum;
            }
        }

        MatrixProduct.Multiply(transposeA, transposeB, rows, columns, inner, a, b, c, accumulate);
        for (int n = 0; n < c.Length; n++)
        {
            if (BitConverter.DoubleToInt64Bits(expected[n]) != BitConverter.DoubleToInt64Bits(c[n]))
            {
                Assert.Fail(
                    $"{rows}×{inner}·{inner}×{columns}, transposed {transposeA}/{transposeB}: " +
                    $"element {n} is {c[n]:R}, not {expected[n]:R}");
            }
        }
    }

    private static double[] Numbers(Random random, int count)
    {
        double[] numbers = new double[count];
        for (int n = 0; n < count; n++)
        {
            numbers[n] = random.Next(10) == 0 ? 0 : (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-3, 4));
        }

        return numbers;
    }
}
