using System.Buffers.Binary;

namespace Descent.Charts;

/// <summary>
/// Writes a small picture as PNG. The pixels are stored, not compressed: the bytes are then the same on every machine
/// and in every version of the runtime, which a committed notebook needs.
/// </summary>
internal static class Png
{
    /// <summary>A picture of palette entries, row by row from the top.</summary>
    public static string Indexed(int width, int height, ReadOnlySpan<byte> pixels, IReadOnlyList<(byte R, byte G, byte B)> palette) =>
        DataUri(width, height, 1, 3, pixels, [.. palette.SelectMany(c => new[] { c.R, c.G, c.B })]);

    /// <summary>A picture of red, green and blue bytes, row by row from the top.</summary>
    public static string Rgb(int width, int height, ReadOnlySpan<byte> pixels) => DataUri(width, height, 3, 2, pixels, []);

    private static string DataUri(int width, int height, int bytesPerPixel, byte colorType, ReadOnlySpan<byte> pixels, byte[] palette)
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8; // bits a channel
        header[9] = colorType;
        Chunk(png, "IHDR", header);
        if (palette.Length > 0)
            Chunk(png, "PLTE", palette);
        int stride = width * bytesPerPixel;
        var rows = new byte[height * (stride + 1)]; // each row starts with its filter, 0: none
        for (int y = 0; y < height; y++)
            pixels.Slice(y * stride, stride).CopyTo(rows.AsSpan(y * (stride + 1) + 1));
        Chunk(png, "IDAT", Stored(rows));
        Chunk(png, "IEND", []);
        return "data:image/png;base64," + Convert.ToBase64String(png.GetBuffer(), 0, (int)png.Length);
    }

    /// <summary>A zlib stream (RFC 1950) of stored blocks.</summary>
    private static byte[] Stored(byte[] data)
    {
        using var stream = new MemoryStream();
        stream.Write([0x78, 0x01]);
        for (int at = 0; at < data.Length || at == 0; at += 65535)
        {
            int length = Math.Min(65535, data.Length - at);
            stream.WriteByte((byte)(at + length >= data.Length ? 1 : 0));
            stream.Write([(byte)length, (byte)(length >> 8), (byte)~length, (byte)(~length >> 8)]);
            stream.Write(data, at, length);
        }
        uint a = 1, b = 0; // Adler-32
        foreach (byte value in data)
        {
            a = (a + value) % 65521;
            b = (b + a) % 65521;
        }
        stream.Write([(byte)(b >> 8), (byte)b, (byte)(a >> 8), (byte)a]);
        return stream.ToArray();
    }

    private static void Chunk(Stream png, string type, byte[] data)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, data.Length);
        png.Write(word);
        byte[] body = [.. type.Select(c => (byte)c), .. data];
        png.Write(body);
        uint crc = 0xFFFFFFFF;
        foreach (byte value in body)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        BinaryPrimitives.WriteUInt32BigEndian(word, ~crc);
        png.Write(word);
    }
}
