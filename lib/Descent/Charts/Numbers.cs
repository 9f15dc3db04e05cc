using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Descent.Charts;

/// <summary>Numbers on their way into a figure and back: rounded to what an eye can see, gaps as null.</summary>
internal static class Numbers
{
    /// <summary>Beyond this a number is drawn as a gap: the arithmetic of an axis would overflow.</summary>
    private const double Largest = 1e300;

    public static bool Drawable(double value) => Math.Abs(value) <= Largest;

    /// <summary>
    /// A JSON array in which every number keeps an error below 1/20,000 of the span of all and of itself (a log axis
    /// shows relative differences). Integers up to ten million stay exact; NaN and infinities become null.
    /// </summary>
    public static JsonArray Rounded(IEnumerable<double> values)
    {
        var all = values as IReadOnlyList<double> ?? [.. values];
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double v in all)
            if (Drawable(v))
                (low, high) = (Math.Min(low, v), Math.Max(high, v));
        return new JsonArray([.. all.Select(v => Node(v, high - low))]);
    }

    /// <summary>A JSON array in which every number has so many decimals.</summary>
    public static JsonArray Fixed(IEnumerable<double> values, int decimals) =>
        new([.. values.Select(v => Drawable(v) ? JsonValue.Create(Math.Round(v, decimals) + 0.0) : null)]);

    private static JsonValue? Node(double value, double span)
    {
        if (!Drawable(value))
            return null;
        if (value == Math.Floor(value) && Math.Abs(value) <= 1e7)
            return JsonValue.Create(value + 0.0); // +0 turns −0 into 0
        int digits = 5;
        if (span > 0 && Math.Abs(value) > span)
            digits += (int)Math.Min(10, Math.Ceiling(Math.Log10(Math.Abs(value) / span)));
        return JsonValue.Create(Significant(value, digits));
    }

    /// <summary>The number with so many significant digits.</summary>
    public static double Significant(double value, int digits) =>
        double.Parse(value.ToString("E" + (digits - 1), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>
    /// The numbers of a figure's array: null and words are NaN, numbers written as text are read, and Plotly's
    /// packed form ({"dtype": "f8", "bdata": base64}) is unpacked.
    /// </summary>
    public static double[] Read(JsonNode? node) => node switch
    {
        JsonArray array => [.. array.Select(One)],
        JsonObject packed when packed["bdata"] is JsonValue data => Unpack(data.GetValue<string>(), packed["dtype"]?.GetValue<string>()),
        _ => [],
    };

    /// <summary>One number of a figure, or NaN.</summary>
    public static double One(JsonNode? node)
    {
        if (node is not JsonValue value)
            return double.NaN;
        if (value.TryGetValue(out double number))
            return Drawable(number) ? number : double.NaN;
        if (value.TryGetValue(out int integer))
            return integer;
        if (value.TryGetValue(out bool flag))
            return flag ? 1 : 0;
        return value.TryGetValue(out string? text)
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && Drawable(number)
            ? number : double.NaN;
    }

    /// <summary>The rows of a figure's two-dimensional array.</summary>
    public static double[][] Rows(JsonNode? node)
    {
        if (node is JsonArray rows)
            return [.. rows.Select(Read)];
        if (node is not JsonObject packed || packed["shape"]?.ToString() is not { } shape)
            return [];
        int columns = int.Parse(shape.Split(',')[^1], CultureInfo.InvariantCulture);
        return [.. Read(packed).Chunk(columns)];
    }

    private static double[] Unpack(string base64, string? type)
    {
        byte[] bytes = Convert.FromBase64String(base64);
        (int size, Func<ReadOnlySpan<byte>, double> read) = type switch
        {
            "f8" => (8, new Func<ReadOnlySpan<byte>, double>(BinaryPrimitives.ReadDoubleLittleEndian)),
            "f4" => (4, b => BinaryPrimitives.ReadSingleLittleEndian(b)),
            "i4" => (4, b => BinaryPrimitives.ReadInt32LittleEndian(b)),
            "u4" => (4, b => BinaryPrimitives.ReadUInt32LittleEndian(b)),
            "i2" => (2, b => BinaryPrimitives.ReadInt16LittleEndian(b)),
            "u2" => (2, b => BinaryPrimitives.ReadUInt16LittleEndian(b)),
            "i1" => (1, b => (sbyte)b[0]),
            "u1" or "u1c" => (1, b => b[0]),
            _ => throw new FormatException($"A packed array of type '{type}' is not known (f8, f4, i4, u4, i2, u2, i1, u1)."),
        };
        var values = new double[bytes.Length / size];
        for (int i = 0; i < values.Length; i++)
            values[i] = read(bytes.AsSpan(i * size, size));
        return values;
    }

    /// <summary>
    /// The label of a tick, as d3's format ",.12~g" writes it: 10,000; 0.25; −3; 1e−7. Plotly is given that format,
    /// so that both pictures say the same.
    /// </summary>
    public static string Label(double value)
    {
        if (value == 0)
            return "0";
        double magnitude = Math.Abs(Significant(value, 12));
        string text;
        if (magnitude is < 1e-6 or >= 1e12)
        {
            string[] parts = magnitude.ToString("E11", CultureInfo.InvariantCulture).Split('E');
            string mantissa = parts[0].Contains('.') ? parts[0].TrimEnd('0').TrimEnd('.') : parts[0];
            int exponent = int.Parse(parts[1], CultureInfo.InvariantCulture);
            text = $"{mantissa}e{(exponent < 0 ? "−" : "+")}{Math.Abs(exponent)}";
        }
        else
        {
            text = magnitude.ToString("#,##0.##################", CultureInfo.InvariantCulture);
        }
        return value < 0 ? "−" + text : text;
    }

    /// <summary>A number for a sentence: four significant digits.</summary>
    public static string Short(double value) => double.IsFinite(value) && value != 0 ? Label(Significant(value, 4)) : value == 0 ? "0" : "NaN";
}
