using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Exercises.Checking;

/// <summary>Types and values in the words that a learner would use.</summary>
internal static class Words
{
    /// <summary>A type as it is written in C#.</summary>
    public static string Of(Type type) => Of(type, new NameQueue(null));

    /// <summary>A parameter's type as it is written in C#, with how it is passed.</summary>
    public static string Of(ParameterInfo parameter) => parameter.ParameterType is { IsByRef: true } type
        ? (parameter.IsIn ? "in " : parameter.IsOut ? "out " : "ref ") + Of(type.GetElementType()!)
        : Of(parameter.ParameterType);

    /// <summary>The type of a return value as it is written in C#, with the names of a tuple's elements.</summary>
    public static string OfReturn(MethodInfo method) =>
        Of(method.ReturnType, new NameQueue(method.ReturnParameter.GetCustomAttribute<TupleElementNamesAttribute>()));

    /// <summary>The function's first line as it is written in C#.</summary>
    public static string Signature(MethodInfo method, string name) =>
        $"{OfReturn(method)} {name}({string.Join(", ", method.GetParameters().Select(p => $"{Of(p)} {p.Name}"))})";

    /// <summary>The names of the elements of a returned tuple, or of the tuples in a returned list; empty where there is none.</summary>
    public static string?[] ReturnNames(MethodInfo method) =>
        method.ReturnParameter.GetCustomAttribute<TupleElementNamesAttribute>()?.TransformNames.ToArray() ?? [];

    /// <summary>A shape: <c>2×3</c>.</summary>
    public static string Shape(Matrix<double> matrix) => $"{matrix.RowCount}×{matrix.ColumnCount}";

    /// <summary>Whether a list is returned, rather than one thing or a tuple.</summary>
    public static bool ReturnsList(MethodInfo method) => typeof(System.Collections.IList).IsAssignableFrom(method.ReturnType);

    /// <summary>What a value is, without its numbers: <c>a 2×3 matrix</c>.</summary>
    public static string Kind(object? value) => value switch
    {
        null => "null",
        double => "a number",
        bool => "true or false",
        string => "text",
        Matrix<double> matrix => $"a {Shape(matrix)} matrix",
        Vector<double> vector => $"a vector of {vector.Count} numbers",
        object?[] list => list.Length == 1 ? "a list of 1 item" : $"a list of {list.Length} items",
        _ => $"a {Of(value.GetType())}",
    };

    /// <summary>That what stands under a function's name is none.</summary>
    public static string NoFunction(string name, object? value) =>
        value is null ? $"{name} is null, not a function." : $"{name} is {Kind(PlainValue.Of(value))} here, not a function.";

    /// <summary>A number with five digits, as a person would write it.</summary>
    public static string Number(double number) => number.ToString("G5", CultureInfo.InvariantCulture);

    /// <summary>A named value in full where it is small, and its shape where it is not.</summary>
    public static string Show(string name, object? value)
    {
        var text = Show(PlainValue.Of(value));
        return text.Contains('\n', StringComparison.Ordinal)
            ? $"{name} =\n    {text.Replace("\n", "\n    ", StringComparison.Ordinal)}"
            : $"{name} = {text}";
    }

    private static string Show(object? value) => value switch
    {
        double number => Number(number),
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        Matrix<double> { RowCount: > 0 and <= 10, ColumnCount: > 0 and <= 12 } matrix => Rows(matrix),
        object?[] list when list.All(item => item is double) && list.Length <= 20 =>
            $"[{string.Join(", ", list.Select(Show))}]",
        object?[] { Length: > 0 and <= 8 } list => string.Join("\n", list.Select((item, i) => Show($"[{i}]", item))),
        _ => Kind(value),
    };

    private static string Rows(Matrix<double> matrix)
    {
        var cells = matrix.ToRowArrays().Select(row => row.Select(Number).ToArray()).ToArray();
        var width = cells.Max(row => row.Max(cell => cell.Length));
        return cells.Length == 1
            ? $"[{string.Join("  ", cells[0])}]"
            : string.Join("\n", cells.Select(row => $"[{string.Join("  ", row.Select(cell => cell.PadLeft(width)))}]"));
    }

    private static string Of(Type type, NameQueue names)
    {
        if (type.IsByRef)
        {
            return "ref " + Of(type.GetElementType()!, names);
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!, names)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (!type.IsGenericType)
        {
            return Keyword(type);
        }

        var arguments = type.GetGenericArguments();
        if (typeof(ITuple).IsAssignableFrom(type))
        {
            // The compiler lists the names of a tuple's own elements before those of the tuples inside it.
            var own = arguments.Select(_ => names.Next()).ToArray();
            return $"({string.Join(", ", arguments.Zip(own, (t, n) => n is null ? Of(t, names) : $"{Of(t, names)} {n}"))})";
        }

        var text = new StringBuilder(type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]);
        return text.Append('<').AppendJoin(", ", arguments.Select(t => Of(t, names))).Append('>').ToString();
    }

    private static string Keyword(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Double => "double",
        TypeCode.Single => "float",
        TypeCode.Int32 => "int",
        TypeCode.Int64 => "long",
        TypeCode.Boolean => "bool",
        TypeCode.String => "string",
        TypeCode.Decimal => "decimal",
        _ => type == typeof(void) ? "void" : type == typeof(object) ? "object" : type.Name,
    };

    private sealed class NameQueue(TupleElementNamesAttribute? attribute)
    {
        private readonly Queue<string?> names = new(attribute?.TransformNames ?? []);

        public string? Next() => names.Count > 0 ? names.Dequeue() : null;
    }
}
