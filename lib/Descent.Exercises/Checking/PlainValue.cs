using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Exercises.Checking;

/// <summary>
/// Results in plain form, so that an array equals a list and a value from another process equals one from here:
/// a number is a <see cref="double"/>, a matrix a <see cref="Matrix{T}"/>, text a <see cref="string"/>, a truth value a
/// <see cref="bool"/>, and a list or tuple an <c>object?[]</c> of these.
/// </summary>
public static class PlainValue
{
    /// <summary>Brings a value into plain form; what it does not know stays as it is.</summary>
    public static object? Of(object? value) => value switch
    {
        null or double or bool or string or Matrix<double> => value,
        int or long or short or byte or float or uint or ulong or decimal => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        ITuple tuple => Enumerable.Range(0, tuple.Length).Select(i => Of(tuple[i])).ToArray(),
        Vector<double> => value,
        // A sequence may be endless; no right result is longer than this.
        IEnumerable list => list.Cast<object?>().Take(20_000).Select(Of).ToArray(),
        _ => value,
    };

    /// <summary>A copy that shares nothing with the original.</summary>
    public static object? Copy(object? value) => value switch
    {
        Matrix<double> matrix => matrix.Clone(),
        double[] numbers => numbers.Clone(),
        int[] numbers => numbers.Clone(),
        Matrix<double>[] matrices => Array.ConvertAll(matrices, matrix => matrix.Clone()),
        _ => value,
    };

    /// <summary>Whether two values in plain form agree: numbers within a relative tolerance, all else exactly.</summary>
    public static bool Agree(object? a, object? b, double tolerance) => (a, b) switch
    {
        (double x, double y) => Agree(x, y, tolerance),
        (Matrix<double> x, Matrix<double> y) => Agree(x, y, tolerance),
        (object?[] x, object?[] y) => x.Length == y.Length && x.Zip(y).All(pair => Agree(pair.First, pair.Second, tolerance)),
        _ => Equals(a, b),
    };

    /// <summary>Whether two numbers agree; NaN agrees with NaN.</summary>
    public static bool Agree(double x, double y, double tolerance) =>
        x == y || (double.IsNaN(x) && double.IsNaN(y)) || Math.Abs(x - y) <= tolerance * (1e-2 + Math.Abs(y));

    /// <summary>Whether a value in plain form holds NaN or infinity.</summary>
    public static bool IsFinite(object? value) => value switch
    {
        double number => double.IsFinite(number),
        Matrix<double> matrix => matrix.ForAll(double.IsFinite),
        object?[] list => list.All(IsFinite),
        _ => true,
    };

    private static bool Agree(Matrix<double> x, Matrix<double> y, double tolerance)
    {
        if (x.RowCount != y.RowCount || x.ColumnCount != y.ColumnCount)
        {
            return false;
        }

        var (xs, ys) = (x.AsColumnMajorArray() ?? x.ToColumnMajorArray(), y.AsColumnMajorArray() ?? y.ToColumnMajorArray());
        for (int i = 0; i < xs.Length; i++)
            if (!Agree(xs[i], ys[i], tolerance)) return false;
        return true;
    }
}
