using System.Text.Json;
using System.Text.Json.Nodes;

namespace Descent.Notebooks;

/// <summary>Compares JSON by structure: the same keys, the same lengths, the same kinds; numbers and texts within the tolerance.</summary>
internal static class JsonComparison
{
    /// <summary>Null if the values agree; else what differs, beginning with its path.</summary>
    public static string? Difference(JsonNode? expected, JsonNode? actual, NumberTolerance tolerance, string path = "$")
    {
        switch (expected, actual)
        {
            case (JsonObject a, JsonObject b):
                if (a.Select(member => member.Key).FirstOrDefault(key => !b.ContainsKey(key)) is { } missing)
                    return $"{path}: \"{missing}\" is missing";
                if (b.Select(member => member.Key).FirstOrDefault(key => !a.ContainsKey(key)) is { } extra)
                    return $"{path}: \"{extra}\" was not expected";
                return a.Select(member => Difference(member.Value, b[member.Key], tolerance, $"{path}.{member.Key}"))
                    .FirstOrDefault(difference => difference is not null);
            case (JsonArray a, JsonArray b):
                if (a.Count != b.Count)
                    return $"{path}: expected {a.Count} items, got {b.Count}";
                return a.Select((item, i) => Difference(item, b[i], tolerance, $"{path}[{i}]"))
                    .FirstOrDefault(difference => difference is not null);
        }
        JsonValueKind kind = Kind(expected);
        if (kind == Kind(actual))
        {
            switch (kind)
            {
                case JsonValueKind.String when TextComparison.Difference((string)expected!, (string)actual!, tolerance) is { } difference:
                    return $"{path}: {difference}";
                case JsonValueKind.Number when !tolerance.Agree(expected!.ToJsonString(), actual!.ToJsonString()):
                    break;
                default:
                    return null;
            }
        }
        return $"{path}: expected {Excerpt(expected)}, got {Excerpt(actual)}";
    }

    private static JsonValueKind Kind(JsonNode? node) => node?.GetValueKind() ?? JsonValueKind.Null;

    private static string Excerpt(JsonNode? node)
    {
        string text = node?.ToJsonString() ?? "null";
        return text.Length <= 60 ? text : text[..60] + "…";
    }
}
