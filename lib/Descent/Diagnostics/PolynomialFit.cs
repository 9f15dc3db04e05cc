using Descent.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Diagnostics;

/// <summary>The polynomial of a degree that is nearest to points in the least-squares sense, Σ (p(x) − y)².</summary>
/// <remarks>
/// Written in Chebyshev polynomials T_k(u), with u = x stretched to −1 … 1, and solved by a QR decomposition: with powers of x the
/// columns are nearly parallel and a high degree loses half of its digits.
/// </remarks>
public sealed class PolynomialFit
{
    private readonly Vector<double> coefficients;
    private readonly double low;
    private readonly double high;

    private PolynomialFit(Vector<double> coefficients, double low, double high) =>
        (this.coefficients, this.low, this.high) = (coefficients, low, high);

    /// <summary>The highest power of x.</summary>
    public int Degree => coefficients.Count - 1;

    /// <summary>Fits points.</summary>
    /// <param name="x">Where, more different places than the degree.</param>
    /// <param name="y">The values there, as many.</param>
    /// <param name="degree">At least 0.</param>
    /// <param name="low">The left end of the interval of interest.</param>
    /// <param name="high">Its right end, above <paramref name="low"/>.</param>
    /// <exception cref="ArgumentException">There are too few places for the degree, x and y differ in number, a number is not finite, or the interval is empty.</exception>
    public static PolynomialFit Of(IReadOnlyList<double> x, IReadOnlyList<double> y, int degree, double low, double high)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Count != y.Count)
            throw new ArgumentException($"There are {x.Count} places x and {y.Count} values y; each place has one value.");
        if (x.Concat(y).Any(value => !double.IsFinite(value)))
            throw new ArgumentException("A point is NaN or infinite: every x and y must be finite.");
        if (degree < 0)
            throw new ArgumentOutOfRangeException(nameof(degree), $"The degree is {degree}; it is at least 0, a constant.");
        if (x.Distinct().Count() <= degree)
            throw new ArgumentException($"{x.Distinct().Count()} different places do not determine a polynomial of degree {degree}; it needs at least {degree + 1}.");
        if (!(high > low))
            throw new ArgumentException($"The interval {low} … {high} is empty: high must be above low.");
        var basis = Matrix<double>.Build.Dense(x.Count, degree + 1);
        for (int i = 0; i < x.Count; i++) basis.SetRow(i, Basis(x[i], degree, low, high));
        return new PolynomialFit(basis.QR().Solve(Vector<double>.Build.DenseOfEnumerable(y)), low, high);
    }

    /// <summary>p(x).</summary>
    public double At(double x)
    {
        double[] basis = Basis(x, Degree, low, high);
        double sum = 0;
        for (int k = 0; k < basis.Length; k++) sum += coefficients[k] * basis[k];
        return sum;
    }

    // T_0 = 1, T_1 = u, T_k = 2u·T_{k−1} − T_{k−2}
    private static double[] Basis(double x, int degree, double low, double high)
    {
        double u = (2 * x - low - high) / (high - low);
        double[] basis = new double[degree + 1];
        for (int k = 0; k <= degree; k++)
            basis[k] = k switch { 0 => 1, 1 => u, _ => 2 * u * basis[k - 1] - basis[k - 2] };
        return basis;
    }
}
