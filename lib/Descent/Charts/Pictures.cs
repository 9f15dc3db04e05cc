using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace Descent.Charts;

/// <summary>The picture of an image trace: an embedded PNG, or rows of red, green, blue in 0…255.</summary>
internal static class Pictures
{
    private const string PngPrefix = "data:image/png;base64,";

    /// <summary>Width and height in pixels; (0, 0) when it cannot be told.</summary>
    public static (int Width, int Height) Size(JsonObject trace)
    {
        if (trace["z"] is JsonArray { Count: > 0 } rows)
            return ((rows[0] as JsonArray)?.Count ?? 0, rows.Count);
        string? source = Drawing.Text(trace["source"]);
        if (source?.StartsWith(PngPrefix, StringComparison.Ordinal) != true || source.Length < PngPrefix.Length + 32)
            return (0, 0);
        var head = new byte[24];
        return Convert.TryFromBase64Chars(source.AsSpan(PngPrefix.Length, 32), head, out int read) && read == 24
            ? (BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(20))) : (0, 0);
    }

    /// <summary>The picture as a PNG in a data URI, or null.</summary>
    public static string? Source(JsonObject trace)
    {
        if (Drawing.Text(trace["source"]) is { } source)
            return source.StartsWith(PngPrefix, StringComparison.Ordinal) ? source : null;
        var (width, height) = Size(trace);
        var pixels = new byte[width * height * 3];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                for (int c = 0; c < 3; c++)
                    pixels[(y * width + x) * 3 + c] = (byte)Math.Clamp(Drawing.Known(Drawing.Number(trace["z"]![y]![x]![c]), 255), 0, 255);
        return width * height > 0 ? Png.Rgb(width, height, pixels) : null;
    }
}
