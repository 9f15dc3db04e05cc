using Descent.Numerics;
using Xunit;

namespace Descent.Tests;

public sealed class MatrixProductTests
{
    [Fact]
    public void A_product_worked_by_hand()
    {
        // [1 3; 2 4]·[5 7; 6 8] = [23 31; 34 46], columns first
        double[] c = new double[4];
        MatrixProduct.Multiply(false, false, 2, 2, 2, [1, 2, 3, 4], [5, 6, 7, 8], c);
        Assert.Equal([23, 34, 31, 46], c);
    }
}
