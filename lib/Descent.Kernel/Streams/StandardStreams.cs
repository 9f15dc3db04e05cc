using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Descent.Kernel.Streams;

/// <summary>
/// Takes the standard descriptors away from user code. Messages travel on duplicates of 0 and 1; 0 is then empty, and
/// 1 is a pipe that this process reads itself. What any code prints, by whatever way, cannot get between the messages,
/// and no code can eat a request. Descriptor 2 stays: the runtime writes its last words to it when all threads of this
/// process stand still, and a client that reads them can say why the kernel died. <see cref="Console.Error"/> goes
/// another way, and is part of the notebook.
/// </summary>
internal sealed class StandardStreams
{
    private readonly OutputPipe output;
    private readonly OutputPipe error;
    private readonly TextWriter consoleOutput;
    private readonly TextWriter consoleError;

    /// <param name="receive">Takes (stream name, text) of whatever is printed.</param>
    /// <param name="afterWrite">Called after each write to <see cref="Console"/>, on the thread that wrote.</param>
    public StandardStreams(Action<string, string> receive, Action afterWrite)
    {
        output = new OutputPipe("stdout", text => receive("stdout", text));
        error = new OutputPipe("stderr", text => receive("stderr", text));
        (Requests, Replies) = OperatingSystem.IsWindows() ? ReplaceHandles() : ReplaceDescriptors();
        var turn = new OrderedStream.Turn();
        consoleOutput = Writer(new OrderedStream(output, error, turn, afterWrite));
        consoleError = Writer(new OrderedStream(error, output, turn, afterWrite));
        UseConsole();
    }

    public Stream Requests { get; }

    public Stream Replies { get; }

    /// <summary>Sends what is written to <see cref="Console"/> here, whatever a cell before may have set.</summary>
    public void UseConsole()
    {
        Console.SetOut(consoleOutput);
        Console.SetError(consoleError);
    }

    /// <summary>Returns when everything that was printed before the call has been received.</summary>
    public void Drain()
    {
        try
        {
        }
        finally
        {
            output.Drain();
            error.Drain();
        }
    }

    private static StreamWriter Writer(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };

    private (Stream Requests, Stream Replies) ReplaceDescriptors()
    {
        var requests = new FileStream(NativeMethods.Duplicate(0), FileAccess.Read, bufferSize: 0);
        var replies = new FileStream(NativeMethods.Duplicate(1), FileAccess.Write, bufferSize: 0);
        using (var nothing = File.OpenHandle("/dev/null"))
            NativeMethods.Replace(0, nothing);
        NativeMethods.Replace(1, output.WritingEnd);
        return (requests, replies);
    }

    private (Stream Requests, Stream Replies) ReplaceHandles()
    {
        var requests = Console.OpenStandardInput();
        var replies = Console.OpenStandardOutput();
        var nothing = File.OpenHandle("NUL", FileMode.Open, FileAccess.Read);
        NativeMethods.SetStandardHandle(NativeMethods.StandardInput, nothing);
        NativeMethods.SetStandardHandle(NativeMethods.StandardOutput, output.WritingEnd);
        return (requests, replies);
    }
}
