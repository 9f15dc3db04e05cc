using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Descent.Kernel.Messages;

/// <summary>Writes messages to the client, one line of JSON each, whole and one after the other.</summary>
internal sealed class Outbox(Stream stream)
{
    private static readonly JsonWriterOptions options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Lock gate = new();
    private readonly string session = Guid.NewGuid().ToString();

    /// <summary>
    /// Sends one message. An interrupt aborts the thread of the cell at any instruction, except in a finally block:
    /// there a line is always written to its end.
    /// </summary>
    public void Send(string channel, string type, JsonElement? parent, JsonObject content, JsonObject? metadata = null)
    {
        try
        {
        }
        finally
        {
            lock (gate)
                Write(channel, type, parent, content, metadata);
        }
    }

    private void Write(string channel, string type, JsonElement? parent, JsonObject content, JsonObject? metadata)
    {
        buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            writer.WriteStartObject();
            writer.WriteString("channel", channel);
            writer.WriteStartObject("header");
            writer.WriteString("msg_id", Guid.NewGuid());
            writer.WriteString("msg_type", type);
            writer.WriteString("session", session);
            writer.WriteString("username", "kernel");
            writer.WriteString("date", DateTime.UtcNow.ToString("o", CultureInfo.InvariantCulture));
            writer.WriteString("version", Protocol.Version);
            writer.WriteEndObject();
            writer.WritePropertyName("parent_header");
            if (parent is { } header)
                header.WriteTo(writer);
            else
                writer.WriteRawValue("{}");
            writer.WritePropertyName("metadata");
            (metadata ?? []).WriteTo(writer);
            writer.WritePropertyName("content");
            content.WriteTo(writer);
            writer.WriteEndObject();
        }
        buffer.Write("\n"u8);
        try
        {
            stream.Write(buffer.WrittenSpan);
            stream.Flush();
        }
        catch (IOException)
        {
            // Nobody listens any more. The end of the requests, which follows, ends the process.
        }
    }
}
