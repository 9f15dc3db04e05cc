using System.Globalization;
using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Exercises.Sandbox;

/// <summary>
/// Arguments and results as JSON, on their way between the judge and the process that holds the learner's code. Both
/// sides hold to the same limits, since neither can trust the other's code to.
/// </summary>
/// <remarks>
/// A truth value, text and null are themselves; a finite number too, another one is <c>{"n": "NaN"}</c>; a whole number is
/// <c>{"i": 5}</c>; a matrix <c>{"m": [2, 3], "v": [six numbers, column by column]}</c>; a vector <c>{"v": […]}</c>; arrays of
/// numbers <c>{"d": […]}</c> and <c>{"w": […]}</c> for whole ones; an array of matrices <c>{"a": […]}</c>; another list or tuple
/// <c>[…]</c>; and what the judge does not know <c>{"o": "its type"}</c>.
/// </remarks>
internal sealed class Wire
{
    /// <summary>How many numbers and texts one function may return in all its calls; ours return a few hundred.</summary>
    public const int MostValues = 15_000;

    /// <summary>How deep lists may lie in lists.</summary>
    public const int Deepest = 12;

    /// <summary>The longest text.</summary>
    public const int LongestText = 10_000;

    private static readonly string tooDeep = $"its lists lie more than {Deepest} deep";
    private static readonly string tooLong = $"a text is longer than {LongestText} characters";
    private static readonly string tooMany = $"it holds more than {MostValues} values";

    private int values;

    /// <summary>Whether these are words of this class, whoever says them.</summary>
    public static bool IsOwn(string problem) => problem == tooDeep || problem == tooLong || problem == tooMany;

    /// <summary>Writes a value.</summary>
    /// <exception cref="InvalidDataException">It is too large or too deep.</exception>
    public void Write(Utf8JsonWriter json, object? value, int depth = 0)
    {
        if (depth > Deepest) throw new InvalidDataException(tooDeep);
        Count(1);
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case string text:
                json.WriteStringValue(text.Length <= LongestText ? text : throw new InvalidDataException(tooLong));
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case double number:
                Tagged(json, "n", () => json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture)));
                break;
            case int number:
                Tagged(json, "i", () => json.WriteNumberValue(number));
                break;
            case Matrix<double> matrix:
                json.WriteStartObject();
                Numbers(json, "m", [matrix.RowCount, matrix.ColumnCount]);
                Count(matrix.RowCount * (long)matrix.ColumnCount);
                Numbers(json, "v", matrix.ToColumnMajorArray());
                json.WriteEndObject();
                break;
            case Vector<double> vector:
                Count(vector.Count);
                Tagged(json, "v", vector.ToArray());
                break;
            case double[] numbers:
                Count(numbers.Length);
                Tagged(json, "d", numbers);
                break;
            case int[] numbers:
                Count(numbers.Length);
                Tagged(json, "w", Array.ConvertAll(numbers, number => (double)number));
                break;
            case Matrix<double>[] matrices:
                Tagged(json, "a", () => Items(json, matrices, depth));
                break;
            case object?[] items:
                Items(json, items, depth);
                break;
            default:
                Tagged(json, "o", () => json.WriteStringValue(value.GetType().Name));
                break;
        }
    }

    /// <summary>Reads a value.</summary>
    /// <exception cref="InvalidDataException">It is not in this form, too large or too deep.</exception>
    public object? Read(JsonElement json, int depth = 0)
    {
        if (depth > Deepest) throw new InvalidDataException(tooDeep);
        Count(1);
        return json.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String => json.GetString(),
            JsonValueKind.Number => Number(json),
            JsonValueKind.Array => json.EnumerateArray().Select(item => Read(item, depth + 1)).ToArray(),
            _ => Tagged(json, depth),
        };
    }

    private object? Tagged(JsonElement json, int depth)
    {
        if (json.TryGetProperty("m", out var shape)) return Matrix(Numbers(shape), Numbers(Part(json, "v")));
        JsonProperty tagged = json.EnumerateObject().FirstOrDefault();
        return tagged.Name switch
        {
            "n" => Number(tagged.Value),
            "i" => tagged.Value.TryGetInt32(out int number) ? number : throw Wrong(),
            "v" => Vector<double>.Build.Dense(Numbers(tagged.Value)),
            "d" => Numbers(tagged.Value),
            "w" => Array.ConvertAll(Numbers(tagged.Value), number => (int)number),
            "a" => Items(tagged.Value).EnumerateArray().Select(item => Read(item, depth + 1) as Matrix<double> ?? throw Wrong()).ToArray(),
            "o" => new UnknownValue(tagged.Value.GetString() ?? ""),
            _ => throw Wrong(),
        };
    }

    private static Matrix<double> Matrix(double[] shape, double[] numbers) =>
        shape is [>= 0 and <= MostValues and var rows, >= 0 and <= MostValues and var columns] && rows * columns == numbers.Length
            ? Matrix<double>.Build.Dense((int)rows, (int)columns, numbers)
            : throw Wrong();

    private double[] Numbers(JsonElement json)
    {
        var items = Items(json);
        Count(items.GetArrayLength());
        return [.. items.EnumerateArray().Select(Number)];
    }

    private static double Number(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number when json.TryGetDouble(out double number) => number,
        JsonValueKind.String when double.TryParse(json.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        _ => throw Wrong(),
    };

    private static JsonElement Items(JsonElement json) => json.ValueKind == JsonValueKind.Array ? json : throw Wrong();

    private static JsonElement Part(JsonElement json, string name) => json.TryGetProperty(name, out var part) ? part : throw Wrong();

    private static void Tagged(Utf8JsonWriter json, string tag, Action write)
    {
        json.WriteStartObject();
        json.WritePropertyName(tag);
        write();
        json.WriteEndObject();
    }

    private static void Tagged(Utf8JsonWriter json, string tag, double[] numbers)
    {
        json.WriteStartObject();
        Numbers(json, tag, numbers);
        json.WriteEndObject();
    }

    private static void Numbers(Utf8JsonWriter json, string name, double[] numbers)
    {
        json.WriteStartArray(name);
        foreach (double number in numbers)
        {
            if (double.IsFinite(number)) json.WriteNumberValue(number);
            else json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
        }

        json.WriteEndArray();
    }

    private void Items(Utf8JsonWriter json, object?[] items, int depth)
    {
        json.WriteStartArray();
        foreach (object? item in items) Write(json, item, depth + 1);
        json.WriteEndArray();
    }

    private void Count(long more)
    {
        if (more > MostValues || (values += (int)more) > MostValues)
            throw new InvalidDataException(tooMany);
    }

    private static InvalidDataException Wrong() => new("it is not in the judge's form");
}
