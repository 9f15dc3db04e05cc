using MathNet.Numerics.LinearAlgebra;

namespace Descent.Exercises.Checking;

/// <summary>Compares a result with the expected one, both in plain form: shape first, then numbers.</summary>
/// <param name="names">The names of the parts of a tuple, in order; empty where the result is one thing.</param>
/// <param name="isList">Whether the result is a list, so that the names are those of its items' parts.</param>
/// <param name="isHidden">Whether its words keep to themselves which values were got and expected.</param>
internal sealed class ResultCheck(string?[] names, bool isList, bool isHidden)
{
    /// <summary>What is wrong with the shape, in words; null where it is right.</summary>
    public string? Shape(object? expected, object? actual) => Shape(expected, actual, "The result", 0);

    /// <summary>Where the first number differs, in words; null where all agree.</summary>
    public string? Value(object? expected, object? actual, double tolerance)
    {
        if (Value(expected, actual, tolerance, "The result", 0) is not { } problem) return null;
        return Parts(expected, actual) is var (e, a) ? problem + OtherParts(e, a, tolerance) : problem;
    }

    /// <summary>Both in full where they disagree; of a tuple, the parts that do.</summary>
    public IEnumerable<string> Show(object? expected, object? actual, double tolerance)
    {
        if (Parts(expected, actual) is not var (e, a))
            return PlainValue.Agree(actual, expected, tolerance) ? [] : [Words.Show("your result", actual), Words.Show("expected", expected)];

        int[] wrong = Wrong(e, a, tolerance);
        return [.. wrong.Select(i => Words.Show($"your result: {names[i]}", a[i])), .. wrong.Select(i => Words.Show($"expected: {names[i]}", e[i]))];
    }

    // The parts of a tuple whose parts have names; null where the result is something else.
    private (object?[] Expected, object?[] Actual)? Parts(object? expected, object? actual) =>
        !isList && (expected, actual) is (object?[] e, object?[] a) && e.Length == names.Length && a.Length == names.Length ? (e, a) : null;

    private static int[] Wrong(object?[] expected, object?[] actual, double tolerance) =>
        [.. Enumerable.Range(0, expected.Length).Where(i => !PlainValue.Agree(actual[i], expected[i], tolerance))];

    // What is right clears the lines that it was made from.
    private string OtherParts(object?[] expected, object?[] actual, double tolerance)
    {
        int[] wrong = Wrong(expected, actual, tolerance);
        if (wrong is [var i, var j] && PlainValue.Agree(actual[i], expected[j], tolerance) && PlainValue.Agree(actual[j], expected[i], tolerance))
            return $" {names[i]} and {names[j]} have changed places.";

        string?[] also = [.. wrong.Skip(1).Select(k => names[k])], right = [.. names.Where((_, k) => !wrong.Contains(k))];
        return (also.Length > 0 ? $" Wrong as well: {string.Join(", ", also)}." : "") + (right.Length > 0 ? $" Right: {string.Join(", ", right)}." : "");
    }

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
                            return Difference(what, $"[{i}, {j}]", Words.Number(a[i, j]), Words.Number(e[i, j]));
                        }
                    }
                }

                return null;
            case (object?[] e, object?[] a) when depth == 0 && names.Length == 0 && Wrong(e, a, tolerance) is [var first, ..] && (e[first], a[first]) is (double wanted, double given):
                return Difference(what, $"[{first}]", Words.Number(given), Words.Number(wanted));
            case (object?[] e, object?[] a):
                return e.Select((item, i) => Value(item, a[i], tolerance, Part(what, i, e.Length, depth), depth + 1))
                    .FirstOrDefault(problem => problem is not null);
            case (double e, double a):
                return PlainValue.Agree(a, e, tolerance) ? null : Difference(what, null, Words.Number(a), Words.Number(e));
            case (string e, string a) when e != a && string.Equals(e, a.Trim(), StringComparison.OrdinalIgnoreCase):
                return Difference(what, null, $"\"{a}\"", $"\"{e}\"", ", letter by letter: small letters, and no space around them");
            default:
                return Equals(expected, actual) ? null : Difference(what, null, $"\"{actual}\"", $"\"{expected}\"");
        }
    }

    private string Difference(string what, string? place, string actual, string expected, string how = "") =>
        isHidden ? $"{what} differs from what is expected{how}."
        : place is null ? $"{what} is {actual}; {expected} is expected{how}."
        : $"{what} differs: {place} is {actual}; {expected} is expected{how}.";

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
