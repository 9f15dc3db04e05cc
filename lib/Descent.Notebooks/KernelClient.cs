using System.Globalization;
using System.Text.Json.Nodes;

namespace Descent.Notebooks;

/// <summary>Runs cells on a kernel process, one after another, and holds them to the limits.</summary>
public sealed class KernelClient : IAsyncDisposable
{
    private readonly KernelOptions options;
    private readonly string session = Guid.NewGuid().ToString("n");

    private KernelClient(KernelProcess process, KernelOptions options)
    {
        Process = process;
        this.options = options;
    }

    /// <summary>The process that is spoken to.</summary>
    public KernelProcess Process { get; }

    /// <summary>Starts a kernel with a fresh session in a folder.</summary>
    /// <exception cref="KernelException">The kernel is not built or cannot be started.</exception>
    public static KernelClient Start(string folder, KernelOptions options) => new(KernelProcess.Start(folder, options), options);

    /// <summary>Runs one cell to its end, whatever that is.</summary>
    /// <param name="code">The cell's source.</param>
    /// <param name="onOutput">Called with each message that is or changes an output, in order.</param>
    /// <param name="cancellationToken">Ends the kernel process at once.</param>
    /// <param name="timeLimit">How long this cell may run; null for the limit of all cells.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled; the kernel is gone.</exception>
    public async Task<CellResult> ExecuteAsync(
        string code, Action<KernelMessage> onOutput, CancellationToken cancellationToken, TimeSpan? timeLimit = null)
    {
        using CancellationTokenRegistration ending = cancellationToken.Register(Process.Kill);
        KernelOptions limits = timeLimit is { } time ? options with { CellTimeLimit = time } : options;
        using var execution = new CellExecution(this, limits, onOutput);
        string request = await RequestAsync("shell", "execute_request", new JsonObject
        {
            ["code"] = code,
            ["silent"] = false,
            ["store_history"] = true,
            ["user_expressions"] = new JsonObject(),
            ["allow_stdin"] = false,
            ["stop_on_error"] = true,
        }, cancellationToken);
        return await execution.FollowAsync(request, cancellationToken);
    }

    /// <summary>Asks the kernel to stop the running cell; the session stays.</summary>
    public Task InterruptAsync(CancellationToken cancellationToken) => RequestAsync("control", "interrupt_request", [], cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Process.DisposeAsync();

    private async Task<string> RequestAsync(string channel, string type, JsonObject content, CancellationToken cancellationToken)
    {
        string id = Guid.NewGuid().ToString("n");
        await Process.SendAsync(new JsonObject
        {
            ["channel"] = channel,
            ["header"] = new JsonObject
            {
                ["msg_id"] = id,
                ["msg_type"] = type,
                ["session"] = session,
                ["username"] = "",
                ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
                ["version"] = "5.4",
            },
            ["parent_header"] = new JsonObject(),
            ["metadata"] = new JsonObject(),
            ["content"] = content,
        }, cancellationToken);
        return id;
    }
}
