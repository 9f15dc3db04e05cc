using MathNet.Numerics.LinearAlgebra;

namespace Descent.Exercises.Checking;

/// <summary>Compares a result with the expected one, both in plain form: shape first, then numbers.</summary>
/// <param name="names">The names of the parts of a tuple, in order; empty where the result is one thing.</param>
/// <param name="isList">Whether the result is a list, so that the names are those of its items' parts.</param>
internal sealed class ResultCheck(string?[] names, bool isList)
{
    /// <summary>What is wrong with the shape, in words; null where it is right.</summary>
    public string? Shape(object? expected, object? actual) => Shape(expected, actual, "The result", 0);

    /// <summary>Where the first number differs, in words; null where all agree.</summary>
    public string? Value(object? expected, object? actual, double tolerance) =>
        Value(expected, actual, tolerance, "The result", 0);

    private string? Shape(object? expected, object? actual, string what, int depth)
    {
        switch (expected, actual)
        {
            case (_, null):
                return $"{what} is null.";
            case (Matrix<double> e, Matrix<double> a):
                return e.RowCount == a.RowCount && e.ColumnCount == a.ColumnCount ? null : MatrixShape(e, a, what);
            case (object?[] e, object?[] a) when e.Length != a.Length:
                return $"{what} has {a.Length} items; {e.Length} are expected.";
            case (object?[] e, object?[] a):
                return e.Select((item, i) => Shape(item, a[i], Part(what, i, e.Length, depth), depth + 1))
                    .FirstOrDefault(problem => problem is not null);
            default:
                return expected?.GetType() == actual?.GetType()
                    ? null
                    : $"{what} is {Words.Kind(actual)}; {Words.Kind(expected)} is expected.";
        }
    }

    private static string MatrixShape(Matrix<double> e, Matrix<double> a, string what)
    {
        var text = $"{what} is {Words.Shape(a)}; {Words.Shape(e)} is expected.";
        return e.RowCount == a.ColumnCount && e.ColumnCount == a.RowCount
            ? $"{text} It looks transposed: rows and columns have changed places."
            : a.RowCount == 0 || a.ColumnCount == 0 ? $"{text} It holds no number at all." : text;
    }

    private string? Value(object? expected, object? actual, double tolerance, string what, int depth)
    {
        switch (expected, actual)
        {
            case (Matrix<double> e, Matrix<double> a):
                for (var j = 0; j < e.ColumnCount; j++)
                {
                    for (var i = 0; i < e.RowCount; i++)
                    {
                        if (!PlainValue.Agree(a[i, j], e[i, j], tolerance))
                        {
                            return $"{what} differs: [{i}, {j}] is {Words.Number(a[i, j])}; {Words.Number(e[i, j])} is expected.";
                        }
                    }
                }

                return null;
            case (object?[] e, object?[] a):
                return e.Select((item, i) => Value(item, a[i], tolerance, Part(what, i, e.Length, depth), depth + 1))
                    .FirstOrDefault(problem => problem is not null);
            case (double e, double a):
                return PlainValue.Agree(a, e, tolerance) ? null : $"{what} is {Words.Number(a)}; {Words.Number(e)} is expected.";
            default:
                return Equals(expected, actual) ? null : $"{what} is \"{actual}\"; \"{expected}\" is expected.";
        }
    }

    // A tuple's parts have names; a list's items have numbers. In a list of tuples the names are the inner ones.
    private string Part(string what, int index, int count, int depth)
    {
        bool named = depth == (isList ? 1 : 0) && names.Length == count && names[index] is not null;
        return depth == 0
            ? named ? names[index]! : $"Item {index}"
            : named ? $"{names[index]} of {Lower(what)}" : $"{what}[{index}]";
    }

    private static string Lower(string text) => text.StartsWith("Item", StringComparison.Ordinal) ? "item" + text[4..] : text;
}
