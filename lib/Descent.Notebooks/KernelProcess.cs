using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Descent.Notebooks;

/// <summary>
/// One kernel as a process of its own: Jupyter messages as lines of JSON on its standard input and output.
/// Whatever happens in a cell costs this process, never ours.
/// </summary>
public sealed class KernelProcess : IAsyncDisposable
{
    private const int LongestLine = 64 << 20;
    private const int ErrorTextLimit = 16 << 10;

    private readonly Process process;
    private readonly TimeSpan patience;
    private readonly Channel<KernelMessage> messages = Channel.CreateBounded<KernelMessage>(64);
    private readonly SemaphoreSlim sending = new(1);
    private readonly StringBuilder errorText = new();
    private readonly Task reading;
    private readonly Task readingErrors;

    private KernelProcess(Process process, TimeSpan patience)
    {
        (this.process, this.patience) = (process, patience);
        reading = ReadMessagesAsync();
        readingErrors = ReadErrorTextAsync();
        _ = EndWithProcessAsync();
    }

    /// <summary>What the kernel says, in order; it completes when the kernel has ended.</summary>
    public ChannelReader<KernelMessage> Messages => messages.Reader;

    /// <summary>The operating system's number of the process.</summary>
    public int Id => process.Id;

    /// <summary>Whether it was ended because it took no message for as long as it may take to begin with a cell.</summary>
    public bool TookNothing { get; private set; }

    /// <summary>What the process wrote to standard error (its beginning): the runtime's last words.</summary>
    public string ErrorText
    {
        get
        {
            lock (errorText)
                return errorText.ToString();
        }
    }

    /// <summary>
    /// Looks upward from this program's own folder, then from <paramref name="folder"/>, for <c>lib/bin/kernel/Descent.Kernel.dll</c>.
    /// </summary>
    /// <exception cref="KernelException">Nothing was built yet.</exception>
    public static string Find(string folder)
    {
        foreach (string start in new[] { AppContext.BaseDirectory, Path.GetFullPath(folder) })
        {
            for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
            {
                string kernel = Path.Combine(at.FullName, "lib", "bin", "kernel", "Descent.Kernel.dll");
                if (File.Exists(kernel))
                    return kernel;
            }
        }
        throw NotBuilt();
    }

    /// <summary>Starts a kernel whose current directory is <paramref name="folder"/>.</summary>
    /// <exception cref="KernelException">The kernel is not built or cannot be started.</exception>
    public static KernelProcess Start(string folder, KernelOptions options)
    {
        string kernel = options.KernelPath ?? Find(folder);
        if (!File.Exists(kernel))
            throw NotBuilt();
        var start = new ProcessStartInfo(DotnetPath(), [kernel])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            UseShellExecute = false,
        };
        // A cell that allocates without end fails in its process and leaves the machine alone.
        start.Environment["DOTNET_GCHeapHardLimit"] = options.MemoryLimit.ToString("X", CultureInfo.InvariantCulture);
        try
        {
            return new KernelProcess(Process.Start(options.Launch?.Invoke(start) ?? start)!, options.StartTimeLimit);
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            throw new KernelException($"the C# kernel cannot be started: {e.Message}");
        }
    }

    /// <summary>Sends one message. A kernel that has ended takes none; its end is seen in <see cref="Messages"/>.</summary>
    public async Task SendAsync(JsonObject message, CancellationToken cancellationToken)
    {
        await sending.WaitAsync(cancellationToken);
        // To write into the full pipe of a process that reads no more, as one that was stopped by a signal, would wait for ever.
        using var giveUp = new Timer(_ =>
        {
            TookNothing = true;
            Kill();
        }, null, patience, Timeout.InfiniteTimeSpan);
        try
        {
            await process.StandardInput.WriteAsync((message.ToJsonString() + "\n").AsMemory(), cancellationToken);
            await process.StandardInput.FlushAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The pipe is broken: the process is gone.
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>Ends the process, and the processes it started, at once.</summary>
    public void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself.
        }
    }

    /// <summary>The exit code, 128 + n after signal n; null if the process does not end within two seconds.</summary>
    public async Task<int?> ExitCodeAsync()
    {
        Task ended = process.WaitForExitAsync();
        await Task.WhenAny(ended, Task.Delay(TimeSpan.FromSeconds(2)));
        if (!ended.IsCompletedSuccessfully)
            return null;
        await Task.WhenAny(readingErrors, Task.Delay(TimeSpan.FromSeconds(1)));
        return process.ExitCode;
    }

    /// <summary>Closes the kernel's standard input, upon which it ends; ends it by force if it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // Nothing left to flush it to.
        }
        // Read over what still comes, so that a kernel that is writing can end.
        Task draining = Task.Run(async () =>
        {
            await foreach (KernelMessage _ in messages.Reader.ReadAllAsync())
            {
            }
        });
        if (await ExitCodeAsync() is null)
        {
            Kill();
            await ExitCodeAsync();
        }
        messages.Writer.TryComplete();
        await draining;
        process.Dispose();
    }

    private static KernelException NotBuilt() => new("the C# kernel is not built yet: run \"dotnet build\" in the folder that holds Descent.slnx");

    private static string DotnetPath() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? Environment.ProcessPath!
            : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host && File.Exists(host) ? host : "dotnet";

    private async Task ReadMessagesAsync()
    {
        try
        {
            var lines = new LineReader(process.StandardOutput.BaseStream, LongestLine);
            while (await lines.ReadAsync() is { } line)
            {
                if (Parse(line) is { } message)
                    await messages.Writer.WriteAsync(message);
            }
        }
        catch (Exception e) when (e is IOException or ChannelClosedException or ObjectDisposedException or InvalidOperationException)
        {
            // The pipe or the reader is gone: the same as the end.
        }
        messages.Writer.TryComplete();
    }

    /// <summary>A line as a message; what is not one is kept with the error text and otherwise passed over.</summary>
    private KernelMessage? Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            if (JsonNode.Parse(line.Span, null, new JsonDocumentOptions { AllowDuplicateProperties = false }) is JsonObject json && KernelMessage.From(json, line.Length) is { } message)
                return message;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // Not JSON, or not Jupyter's: kept below.
        }
        KeepErrorText(Encoding.UTF8.GetString(line.Span[..Math.Min(line.Length, 200)]) + "\n");
        return null;
    }

    private async Task ReadErrorTextAsync()
    {
        var buffer = new char[4096];
        try
        {
            while (await process.StandardError.ReadAsync(buffer) is > 0 and int count)
                KeepErrorText(new string(buffer, 0, count));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Ended.
        }
    }

    private void KeepErrorText(string text)
    {
        lock (errorText)
            errorText.Append(text, 0, Math.Min(text.Length, ErrorTextLimit - errorText.Length));
    }

    /// <summary>A process that a cell started may hold our pipe open after the kernel has ended; a moment later it is the end all the same.</summary>
    private async Task EndWithProcessAsync()
    {
        try
        {
            await process.WaitForExitAsync();
            await reading.WaitAsync(TimeSpan.FromSeconds(1));
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException)
        {
            messages.Writer.TryComplete();
        }
    }
}
