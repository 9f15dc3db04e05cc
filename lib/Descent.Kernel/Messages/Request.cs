using System.Text.Json;

namespace Descent.Kernel.Messages;

/// <summary>A message that a client sent: one line of JSON in the form of a Jupyter message.</summary>
internal sealed class Request
{
    private static readonly JsonElement emptyObject = JsonDocument.Parse("{}").RootElement;

    private Request(JsonElement message, JsonElement header)
    {
        Header = header;
        Type = Text(header, "msg_type") ?? throw new FormatException("header.msg_type is missing");
        Channel = Text(message, "channel") ?? Protocol.Shell;
        Content = message.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.Object
            ? content
            : emptyObject;
    }

    /// <summary>The header, which every answer carries as its <c>parent_header</c>.</summary>
    public JsonElement Header { get; }

    public string Type { get; }

    public string Channel { get; }

    public JsonElement Content { get; }

    /// <exception cref="FormatException">The line is not a message; the exception says why.</exception>
    public static Request Parse(string line)
    {
        try
        {
            var message = JsonDocument.Parse(line).RootElement;
            if (message.ValueKind != JsonValueKind.Object)
                throw new FormatException("not a JSON object");
            if (!message.TryGetProperty("header", out var header) || header.ValueKind != JsonValueKind.Object)
                throw new FormatException("header is missing");
            return new Request(message, header);
        }
        catch (JsonException e)
        {
            throw new FormatException($"not JSON: {e.Message}", e);
        }
    }

    /// <summary>A string of the content, or the fallback where it is absent or no string.</summary>
    public string String(string name, string fallback = "") => Text(Content, name) ?? fallback;

    /// <summary>A number of the content, or the fallback where it is absent or no whole number.</summary>
    public int Number(string name, int fallback) =>
        Content.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : fallback;

    /// <summary>A truth value of the content, or the fallback where it is absent or no truth value.</summary>
    public bool Flag(string name, bool fallback) =>
        !Content.TryGetProperty(name, out var value) ? fallback
        : value.ValueKind == JsonValueKind.True || (value.ValueKind != JsonValueKind.False && fallback);

    private static string? Text(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
