using System.IO.Pipes;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Descent.Kernel.Streams;

/// <summary>
/// A pipe for what is printed. Whoever writes to it, managed or native code, this process or a child of it, a thread of
/// its own reads it, and hands on what it read as text: at once when much has come, after a few milliseconds when
/// little has, so that a loop that prints does not become a message a line.
/// </summary>
internal sealed class OutputPipe
{
    private const int LongestHeldText = 1 << 15;
    private static readonly TimeSpan longestHold = TimeSpan.FromMilliseconds(15);

    private readonly AnonymousPipeServerStream reader = new(PipeDirection.In, HandleInheritability.None);
    private readonly AnonymousPipeClientStream writer;
    private readonly Action<string> receive;
    private readonly Timer timer;
    private readonly byte[] mark;
    private readonly StringBuilder text = new();
    private readonly Lock textGate = new();
    private readonly object markGate = new();
    private long marksWritten;
    private long marksRead;

    /// <param name="name">The stream's name in messages: stdout or stderr.</param>
    /// <param name="receive">Takes the text, called by one thread at a time.</param>
    public OutputPipe(string name, Action<string> receive)
    {
        writer = new AnonymousPipeClientStream(PipeDirection.Out, reader.ClientSafePipeHandle);
        this.receive = receive;
        timer = new Timer(_ => HandOn());
        // 255 begins no character of UTF-8, so text is never held back as the possible beginning of a mark.
        mark = RandomNumberGenerator.GetBytes(16);
        mark[0] = 0xFF;
        new Thread(Read, 256 * 1024) { IsBackground = true, Name = name }.Start();
    }

    public SafePipeHandle WritingEnd => reader.ClientSafePipeHandle;

    public void Write(ReadOnlySpan<byte> bytes) => writer.Write(bytes);

    /// <summary>Returns when everything that was written before the call has been handed on.</summary>
    public void Drain()
    {
        // A mark is shorter than PIPE_BUF, so no other writer's bytes can come in between.
        lock (markGate)
        {
            var mine = ++marksWritten;
            writer.Write(mark);
            while (marksRead < mine && Monitor.Wait(markGate, TimeSpan.FromSeconds(10)))
            {
            }
        }
    }

    private void Read()
    {
        var buffer = new byte[1 << 16];
        var decoder = Encoding.UTF8.GetDecoder();
        var held = 0;
        for (int count; (count = reader.Read(buffer, held, buffer.Length - held)) > 0;)
        {
            var bytes = buffer.AsSpan(0, held + count);
            for (int at; (at = bytes.IndexOf(mark)) >= 0; bytes = bytes[(at + mark.Length)..])
            {
                Append(bytes[..at], decoder);
                HandOn();
                lock (markGate)
                {
                    marksRead++;
                    Monitor.PulseAll(markGate);
                }
            }
            held = BeginningOfMark(bytes);
            Append(bytes[..^held], decoder);
            bytes[^held..].CopyTo(buffer);
        }
    }

    /// <summary>How many of the last bytes may be the beginning of a mark whose end has not come yet.</summary>
    private int BeginningOfMark(ReadOnlySpan<byte> bytes)
    {
        for (var length = Math.Min(bytes.Length, mark.Length - 1); length > 0; length--)
            if (bytes[^length..].SequenceEqual(mark.AsSpan(0, length)))
                return length;
        return 0;
    }

    private void Append(ReadOnlySpan<byte> bytes, Decoder decoder)
    {
        if (bytes.IsEmpty)
            return;
        var characters = new char[decoder.GetCharCount(bytes, flush: false)];
        decoder.GetChars(bytes, characters, flush: false);
        int before;
        lock (textGate)
        {
            before = text.Length;
            text.Append(characters);
        }
        if (before + characters.Length > LongestHeldText)
            HandOn();
        else if (before == 0) // not put off by what comes after: a steady trickle would never be seen
            timer.Change(longestHold, Timeout.InfiniteTimeSpan);
    }

    private void HandOn()
    {
        lock (textGate)
        {
            if (text.Length == 0)
                return;
            var whole = text.ToString();
            text.Clear();
            receive(whole);
        }
    }
}
