using System.Buffers.Binary;
using System.IO.Compression;

namespace Descent.Data;

/// <summary>
/// An array of unsigned bytes in the IDX format of the MNIST files, plain or packed with gzip.
/// </summary>
/// <remarks>
/// Big-endian: two zero bytes, the type of the values (8 = unsigned byte), the number of dimensions, each dimension as a 32-bit
/// integer, then the values with the last dimension running fastest.
/// </remarks>
public sealed class IdxFile
{
    private const byte UnsignedByte = 8;

    private IdxFile(string path, int[] dimensions, byte[] values)
    {
        Path = path;
        Dimensions = dimensions;
        Values = values;
    }

    /// <summary>Where it was read from.</summary>
    public string Path { get; }

    /// <summary>The size along each dimension: {6000, 28, 28} for images, {6000} for labels.</summary>
    public IReadOnlyList<int> Dimensions { get; }

    /// <summary>The values, 0 … 255; their count is the product of the dimensions.</summary>
    public ReadOnlyMemory<byte> Values { get; }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is truncated, damaged, too long, or no IDX file of bytes.</exception>
    public static IdxFile Read(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no IDX file at '{path}'.", path);
        using var file = File.OpenRead(path);
        bool packed = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        using Stream stream = packed ? new GZipStream(file, CompressionMode.Decompress) : file;
        try
        {
            int[] dimensions = ReadHeader(stream, path);
            byte[] values = ReadValues(stream, path, dimensions);
            if (packed) RequireTrailer(file, path, 4 + 4 * dimensions.Length + values.Length);
            return new IdxFile(path, dimensions, values);
        }
        catch (InvalidDataException error) when (packed && !error.Message.Contains(path))
        {
            throw new InvalidDataException($"'{path}' is a damaged or truncated gzip file: {error.Message}", error);
        }
    }

    private static int[] ReadHeader(Stream stream, string path)
    {
        Span<byte> magic = stackalloc byte[4];
        int read = stream.ReadAtLeast(magic, 4, throwOnEndOfStream: false);
        if (read < 4)
            throw new InvalidDataException($"'{path}' ends inside the IDX header: {read} bytes, expected at least 4.");
        if (magic[0] != 0 || magic[1] != 0)
            throw new InvalidDataException(
                $"'{path}' is no IDX file: it starts with the bytes {Convert.ToHexString(magic)}, expected 0000 08 and the number of dimensions.");
        if (magic[2] != UnsignedByte)
            throw new InvalidDataException(
                $"'{path}' holds values of IDX type 0x{magic[2]:X2}; only unsigned bytes (0x08) can be read.");
        if (magic[3] is < 1 or > 4)
            throw new InvalidDataException($"'{path}' claims {magic[3]} dimensions, expected 1 (labels) to 4.");

        int[] dimensions = new int[magic[3]];
        Span<byte> size = stackalloc byte[4];
        for (int d = 0; d < dimensions.Length; d++)
        {
            if (stream.ReadAtLeast(size, 4, throwOnEndOfStream: false) < 4)
                throw new InvalidDataException($"'{path}' ends inside the IDX header: dimension {d + 1} of {dimensions.Length} is missing.");
            dimensions[d] = BinaryPrimitives.ReadInt32BigEndian(size);
            if (dimensions[d] < 1)
                throw new InvalidDataException($"'{path}' claims a size of {dimensions[d]} along dimension {d + 1}, expected at least 1.");
        }

        return dimensions;
    }

    private static byte[] ReadValues(Stream stream, string path, int[] dimensions)
    {
        decimal product = 1;
        foreach (int size in dimensions)
            product *= size;
        string shape = string.Join("×", dimensions);
        if (product > Array.MaxLength)
            throw new InvalidDataException($"'{path}' claims {shape} values, more than an array can hold: its header is damaged.");

        // The buffer grows with what is really there, so that a damaged header cannot ask for all the memory.
        int expected = (int)product;
        byte[] values = new byte[Math.Min(expected, 1 << 20)];
        int count = 0;
        while (count < expected)
        {
            if (count == values.Length)
                Array.Resize(ref values, (int)Math.Min(expected, 2L * values.Length));
            int read = stream.Read(values, count, values.Length - count);
            if (read == 0)
                throw new InvalidDataException(
                    $"'{path}' is truncated: its header promises {shape} = {expected} values, but only {count} are there.");
            count += read;
        }

        if (stream.ReadByte() >= 0)
            throw new InvalidDataException($"'{path}' goes on after the {shape} = {expected} values that its header promises: wrong header.");
        return values;
    }

    // A gzip file ends with the unpacked length; .NET does not miss it when the file was cut just before.
    private static void RequireTrailer(FileStream file, string path, int length)
    {
        Span<byte> trailer = stackalloc byte[4];
        file.Seek(-4, SeekOrigin.End);
        file.ReadExactly(trailer);
        if (BinaryPrimitives.ReadInt32LittleEndian(trailer) != length)
            throw new InvalidDataException($"'{path}' is a damaged or truncated gzip file: its end is missing.");
    }
}
