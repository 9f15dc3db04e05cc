namespace Descent.Notebooks;

/// <summary>Reads a stream line by line, and passes over lines longer than a limit instead of holding them.</summary>
internal sealed class LineReader(Stream stream, int longest)
{
    private byte[] buffer = new byte[64 << 10];
    private int start;
    private int end;

    /// <summary>The next line without its end; null at the end of the stream. Valid until the next call.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync()
    {
        bool skipping = false;
        int searched = start;
        while (true)
        {
            int newline = Array.IndexOf(buffer, (byte)'\n', searched, end - searched);
            if (newline >= 0)
            {
                var line = buffer.AsMemory(start, newline - start);
                start = newline + 1;
                if (!skipping && !line.IsEmpty)
                    return line;
                skipping = false;
                searched = start;
                continue;
            }
            if (end - start > longest)
            {
                skipping = true;
                start = end;
            }
            MakeRoom();
            searched = end;
            int count = await stream.ReadAsync(buffer.AsMemory(end));
            if (count == 0)
                return null;
            end += count;
        }
    }

    private void MakeRoom()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }
        if (end == buffer.Length)
            Array.Resize(ref buffer, buffer.Length * 2);
    }
}
