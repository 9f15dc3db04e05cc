using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Descent.Tests;

/// <summary>Reads the reference values of tests/fixtures/golden: arrays are {shape, data} in row-major order.</summary>
internal static class Golden
{
    public static string PathOf(string file) => Path.Combine(FixturesFolder(), "golden", file);

    public static JsonElement Load(string file) => JsonDocument.Parse(File.ReadAllBytes(PathOf(file))).RootElement;

    /// <summary>A number; NaN and the infinities are strings in the files.</summary>
    public static double Number(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String when element.GetString() == "NaN" => double.NaN,
        JsonValueKind.String when element.GetString() == "Infinity" => double.PositiveInfinity,
        JsonValueKind.String when element.GetString() == "-Infinity" => double.NegativeInfinity,
        _ => element.GetDouble(),
    };

    /// <summary>The numbers of a list, or of an array in row-major order.</summary>
    public static double[] Numbers(this JsonElement element)
    {
        var list = element.ValueKind == JsonValueKind.Object ? element.GetProperty("data") : element;
        return [.. list.EnumerateArray().Select(Number)];
    }

    public static double ValueOrZero(this JsonElement element, bool wanted) => wanted ? element.Number() : 0;

    public static int[] Integers(this JsonElement element) => [.. element.Numbers().Select(value => (int)value)];

    /// <summary>An array of two dimensions (one dimension is read as a row).</summary>
    public static Matrix<double> Matrix(this JsonElement element)
    {
        int[] shape = [.. element.GetProperty("shape").EnumerateArray().Select(n => n.GetInt32())];
        var (rows, columns) = shape.Length == 1 ? (1, shape[0]) : (shape[0], shape[1]);
        return Matrix<double>.Build.DenseOfRowMajor(rows, columns, element.Numbers());
    }

    /// <summary>Equal within <paramref name="tolerance"/>, relative to the larger of 1 and the expected number.</summary>
    public static void Close(double expected, double actual, double tolerance, string what = "value")
    {
        if (expected.Equals(actual)) return;
        double error = Math.Abs(actual - expected) / Math.Max(1, Math.Abs(expected));
        Assert.True(error <= tolerance, $"{what}: expected {expected:R}, got {actual:R}, error {error:E2} > {tolerance:E0}");
    }

    public static void Close(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance, string what = "value")
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++) Close(expected[i], actual[i], tolerance, $"{what}[{i}]");
    }

    public static void Close(Matrix<double> expected, Matrix<double> actual, double tolerance, string what = "matrix")
    {
        Assert.Equal((expected.RowCount, expected.ColumnCount), (actual.RowCount, actual.ColumnCount));
        for (int i = 0; i < expected.RowCount; i++)
            for (int j = 0; j < expected.ColumnCount; j++)
                Close(expected[i, j], actual[i, j], tolerance, $"{what}[{i},{j}]");
    }

    private static string FixturesFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "tests", "fixtures");
            if (Directory.Exists(candidate)) return candidate;
        }

        throw new DirectoryNotFoundException($"No tests/fixtures above {AppContext.BaseDirectory}.");
    }
}
