using System.Text;
using System.Text.Json;

namespace Descent.Grading.Running;

/// <summary>
/// Picks the judge's lines out of what a kernel printed: parts of base64 behind the mark, which put together are JSON.
/// Nothing in them is trusted.
/// </summary>
/// <param name="mark">What the lines begin with.</param>
internal sealed class AnswerReader(string mark)
{
    private readonly StringBuilder printed = new();

    /// <summary>Takes what was printed.</summary>
    public void Add(string text) => printed.Append(text);

    /// <summary>
    /// What was said of each function, by its number: whether the calls began, and what came of them. A function of which
    /// two different things were said is in <c>Forged</c>.
    /// </summary>
    public (IReadOnlySet<int> Begun, IReadOnlyDictionary<int, JsonElement> Ended, IReadOnlySet<int> Forged) Read()
    {
        var (begun, ended, forged) = (new HashSet<int>(), new Dictionary<int, JsonElement>(), new HashSet<int>());
        var message = new StringBuilder();
        foreach (string line in printed.ToString().Split('\n'))
        {
            if (!line.StartsWith(mark, StringComparison.Ordinal) || line.Length == mark.Length) continue;
            message.Append(line, mark.Length + 1, line.Length - mark.Length - 1);
            if (line[mark.Length] == '+') continue;
            var json = Parse(message.ToString());
            message.Clear();
            if (json is not { ValueKind: JsonValueKind.Object } said) continue;
            try
            {
                if (Number(said, "begin") is { } first) begun.Add(first);
                if (Number(said, "end") is { } last && !ended.TryAdd(last, said)) forged.Add(last);
            }
            catch (InvalidOperationException)
            {
                // A name in it is no text: it was not written by us.
            }
        }

        return (begun, ended, forged);
    }

    private static int? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out int value) ? value : null;

    private static JsonElement? Parse(string base64)
    {
        try
        {
            using var json = JsonDocument.Parse(Convert.FromBase64String(base64));
            return json.RootElement.Clone();
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }
}
