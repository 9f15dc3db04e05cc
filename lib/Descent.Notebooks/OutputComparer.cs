using System.Text.Json;
using System.Text.Json.Nodes;

namespace Descent.Notebooks;

/// <summary>
/// Compares what a run put out with what is committed: the same outputs in the same order with the same MIME types; text as text
/// with its numbers within 1e-6 relative, drawings and JSON by structure and numbers, other data byte for byte.
/// </summary>
/// <remarks>A cell says otherwise by its metadata, for instance <c>{"descent": {"tolerance": 1e-3}}</c>; it then holds for every number of it.</remarks>
public static class OutputComparer
{
    /// <summary>The differences of the given cells (by number), in order.</summary>
    public static IReadOnlyList<Difference> Compare(Notebook committed, Notebook executed, IReadOnlySet<int> cells) =>
        [.. committed.Cells.Zip(executed.Cells).Where(pair => cells.Contains(pair.First.Number)).SelectMany(pair => Compare(pair.First, pair.Second))];

    /// <summary>The differences of one cell.</summary>
    public static IReadOnlyList<Difference> Compare(Cell committed, Cell executed)
    {
        var differences = new List<Difference>();
        void Differ(string where, string problem) => differences.Add(new Difference(committed.Name, where, problem));
        if (committed.HasTag("skip-execution"))
            return differences;
        if (committed.ExecutionCount != executed.ExecutionCount)
            Differ("execution count", $"expected {Show(committed.ExecutionCount)}, got {Show(executed.ExecutionCount)}");
        JsonArray expected = committed.Outputs, actual = executed.Outputs;
        if (committed.HasTag("volatile"))
        {
            if (expected.Count > 0)
                Differ("outputs", "a volatile cell has none committed");
            return differences;
        }
        if (!TryTolerance(committed, out NumberTolerance? tolerance))
            Differ("metadata", "\"tolerance\" of \"descent\" must be a number from 0 to below 1");
        for (int i = 0; i < Math.Max(expected.Count, actual.Count); i++)
        {
            string where = $"output {i + 1}";
            if (i >= actual.Count)
                Differ(where, $"is missing ({Kind(expected[i]!)})");
            else if (i >= expected.Count)
                Differ(where, $"was not expected ({Kind(actual[i]!)})");
            else
            {
                foreach ((string part, string problem) in OutputDifferences(expected[i]!.AsObject(), actual[i]!.AsObject(), tolerance))
                    Differ(part.Length == 0 ? where : $"{where}, {part}", problem);
            }
        }
        return differences;
    }

    private static IEnumerable<(string Part, string Problem)> OutputDifferences(JsonObject expected, JsonObject actual, NumberTolerance? given)
    {
        if (Kind(expected) != Kind(actual))
        {
            yield return ("", $"expected {Kind(expected)}, got {Kind(actual)}");
            yield break;
        }
        NumberTolerance tolerance = given ?? NumberTolerance.Default;
        foreach (string key in expected.Concat(actual).Select(member => member.Key).Distinct().Order(StringComparer.Ordinal))
        {
            string? problem = key switch
            {
                "text" => TextComparison.Difference(MultilineText.Join(expected[key]), MultilineText.Join(actual[key]), tolerance),
                "traceback" => TextComparison.Difference(Lines(expected[key]), Lines(actual[key]), tolerance),
                "data" => null,
                _ => JsonComparison.Difference(expected[key], actual[key], tolerance, key),
            };
            if (problem is not null)
                yield return (key, problem);
        }
        if (expected["data"] is not JsonObject expectedData || actual["data"] is not JsonObject actualData)
            yield break;
        foreach (string mimeType in expectedData.Select(item => item.Key))
        {
            if (DataDifference(mimeType, expectedData[mimeType], actualData[mimeType], given) is { } problem)
                yield return (mimeType, problem);
        }
    }

    private static string? DataDifference(string mimeType, JsonNode? expected, JsonNode? actual, NumberTolerance? given)
    {
        if (MultilineText.IsJson(mimeType))
            return JsonComparison.Difference(expected, actual, given ?? NumberTolerance.Default);
        string a = MultilineText.Join(expected), b = MultilineText.Join(actual);
        if (mimeType == "image/svg+xml")
            return SvgComparison.Difference(a, b, given ?? NumberTolerance.Exact);
        if (!mimeType.StartsWith("text/", StringComparison.Ordinal))
            return a == b ? null : "is not the same data";
        // A drawing inside HTML is still a drawing: its numbers are rounded already.
        bool drawing = a.Contains("<svg", StringComparison.OrdinalIgnoreCase);
        return TextComparison.Difference(a, b, given ?? (drawing ? NumberTolerance.Exact : NumberTolerance.Default));
    }

    /// <summary>What an output is: its type, its stream's name, its MIME types. Outputs of different kinds have no finer comparison.</summary>
    private static string Kind(JsonNode output) => (string)output["output_type"]! switch
    {
        "stream" => $"stream {output["name"]}",
        "error" => $"error {output["ename"]}",
        var type when output["data"] is JsonObject data =>
            $"{type} of {string.Join(", ", data.Select(item => item.Key).Order(StringComparer.Ordinal))}",
        var type => type,
    };

    private static bool TryTolerance(Cell cell, out NumberTolerance? tolerance)
    {
        tolerance = null;
        if (cell.Metadata["descent"] is not JsonObject descent || descent["tolerance"] is not { } node)
            return true;
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number || !value.TryGetValue(out double relative)
            || relative is not (>= 0 and < 1))
            return false;
        tolerance = new NumberTolerance(relative, true);
        return true;
    }

    private static string Lines(JsonNode? traceback) =>
        traceback is JsonArray lines ? string.Join('\n', lines.Select(line => (string?)line)) : MultilineText.Join(traceback);

    private static string Show(int? count) => count?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none";
}
