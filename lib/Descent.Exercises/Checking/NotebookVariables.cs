using System.Reflection;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Exercises.Checking;

/// <summary>
/// Finds out whether a function reads a variable of the notebook instead of its arguments: changes each such
/// variable for the length of one call and looks whether the result changes with it.
/// </summary>
/// <remarks>
/// A cell is compiled to a class whose fields are the cell's variables and the cells before it; a function of the
/// cell is a method of it. So the variables hang on the delegate's target.
/// </remarks>
internal static class NotebookVariables
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The name of a variable that the function's result depends on; null where there is none.</summary>
    /// <param name="function">The function.</param>
    /// <param name="arguments">The arguments of the call.</param>
    /// <param name="before">What the call gave.</param>
    public static string? ReadBy(LearnerFunction function, object?[] arguments, Outcome before)
    {
        foreach (var (owner, field) in Find(function.Answer.Target))
        {
            var value = field.GetValue(owner);
            foreach (var other in Others(value).Concat(SameKind(value, arguments)))
            {
                Outcome after;
                field.SetValue(owner, other);
                try
                {
                    after = function.Call([arguments])[0];
                }
                finally
                {
                    field.SetValue(owner, value);
                }

                if (after.Ending != before.Ending || !PlainValue.Agree(after.Value, before.Value, 1e-9))
                {
                    // A result that is never the same twice does not come from this variable.
                    var again = function.Call([arguments])[0];
                    return again.Ending == before.Ending && PlainValue.Agree(again.Value, before.Value, 1e-9) ? field.Name : null;
                }
            }
        }

        return null;
    }

    private static IEnumerable<(object Owner, FieldInfo Field)> Find(object? target)
    {
        var open = new Queue<object?>([target]);
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        while (open.TryDequeue(out var owner))
        {
            if (owner is null || !IsMadeByCompiler(owner.GetType()) || !seen.Add(owner))
            {
                continue;
            }

            foreach (var field in owner.GetType().GetFields(Instance))
            {
                if (IsMadeByCompiler(field.FieldType))
                {
                    open.Enqueue(field.GetValue(owner));
                }
                else if (!field.IsInitOnly && !field.Name.StartsWith('<'))
                {
                    yield return (owner, field);
                }
            }
        }
    }

    // The class of a cell is Submission#n; that of a lambda with captured variables has a name in angle brackets.
    private static bool IsMadeByCompiler(Type type) =>
        type.Name.StartsWith("Submission#", StringComparison.Ordinal) || type.Name.StartsWith('<');

    // Where a call fails whatever the variable's numbers are, because its shape does not fit, the arguments' own do.
    private static IEnumerable<object> SameKind(object? value, object?[] arguments) => value switch
    {
        int => arguments.OfType<Matrix<double>>().SelectMany(matrix => new object[] { matrix.ColumnCount, matrix.RowCount })
            .Concat(arguments.OfType<int>().Cast<object>()),
        Matrix<double> => arguments.OfType<Matrix<double>>().Select(matrix => matrix.Clone()),
        double[] => arguments.OfType<double[]>().Select(numbers => numbers.Clone()),
        int[] => arguments.OfType<int[]>().Select(numbers => numbers.Clone()),
        _ => [],
    };

    private static object[] Others(object? value) => value switch
    {
        double number => [(number * 1.37) + 0.21],
        float number => [(number * 1.37f) + 0.21f],
        int number => [number + 1],
        long number => [number + 1],
        bool truth => [!truth],
        string text => [text + "?"],
        Matrix<double> matrix => [(matrix * 1.37) + 0.21, matrix.Append(matrix)],
        Vector<double> vector => [(vector * 1.37) + 0.21],
        double[] numbers => [Array.ConvertAll(numbers, number => (number * 1.37) + 0.21)],
        int[] numbers => [Enumerable.Reverse(numbers).ToArray(), (int[])[.. numbers, 0]],
        Matrix<double>[] matrices => [Array.ConvertAll(matrices, matrix => (matrix * 1.37) + 0.21)],
        _ => [],
    };
}
