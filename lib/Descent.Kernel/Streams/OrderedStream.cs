namespace Descent.Kernel.Streams;

/// <summary>
/// What <see cref="Console.Out"/> or <see cref="Console.Error"/> writes to. The two are two pipes with a reader each;
/// so that their texts reach the client in the order in which they were written, the one waits for the other's pipe to
/// be empty before it takes its turn.
/// </summary>
/// <param name="afterWrite">Called after each write, on the thread that wrote; may throw to end it.</param>
internal sealed class OrderedStream(OutputPipe mine, OutputPipe other, OrderedStream.Turn turn, Action afterWrite) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
        }
        finally
        {
            // Where an interrupt cannot abort it: it would leave the other pipe waiting for a mark that never comes.
            lock (turn)
            {
                if (turn.Of == other)
                    other.Drain();
                turn.Of = mine;
                mine.Write(buffer);
            }
        }
        afterWrite();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Which of the two pipes was written to last.</summary>
    internal sealed class Turn
    {
        public OutputPipe? Of { get; set; }
    }
}
