using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Descent.Notebooks;

/// <summary>One cell on its way through a kernel: gathers its messages until the reply, within the limits.</summary>
internal sealed class CellExecution(KernelClient kernel, KernelOptions options, Action<KernelMessage> onOutput) : IDisposable
{
    private readonly long started = Stopwatch.GetTimestamp();
    private readonly CancellationTokenSource patience = new();
    private readonly CancellationTokenSource grace = new();
    private (CellOutcome Outcome, string Message)? stopped;
    private JsonObject? reply;
    private bool begun;
    private bool idle;
    private long size;

    /// <summary>Follows the request until the kernel has replied and is idle, or is gone.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<CellResult> FollowAsync(string request, CancellationToken cancellationToken)
    {
        patience.CancelAfter(options.StartTimeLimit);
        while (reply is null || !idle)
        {
            // Before the reply we wait as long as the cell may run; afterwards, or once it was stopped, only the grace.
            CancellationTokenSource limit = stopped is null && reply is null ? patience : grace;
            using var wait = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            try
            {
                await TakeAsync(await kernel.Process.Messages.ReadAsync(wait.Token), request);
            }
            catch (ChannelClosedException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                return stopped is { } why
                    ? Result(why.Outcome, why.Message)
                    : Result(CellOutcome.KernelDied, await KernelEnd.DescribeAsync(kernel.Process));
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                if (reply is not null)
                    break;
                if (stopped is { } late)
                {
                    kernel.Process.Kill();
                    return Result(late.Outcome, late.Message);
                }
                await StopAsync(CellOutcome.TimedOut, begun
                    ? $"ran longer than the time limit of {Seconds(options.CellTimeLimit)} and was stopped"
                    : $"the kernel did not take the cell within {Seconds(options.StartTimeLimit)}");
            }
        }
        int? count = (int?)reply["execution_count"];
        if (stopped is { } stop)
            return Result(stop.Outcome, stop.Message, count);
        return (string?)reply["status"] == "ok"
            ? Result(CellOutcome.Succeeded, "", count)
            : Result(CellOutcome.Failed, $"{reply["ename"]}: {reply["evalue"]}", count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        patience.Dispose();
        grace.Dispose();
    }

    private async Task TakeAsync(KernelMessage message, string request)
    {
        // Threads that an earlier cell left running may still speak, in that cell's name; only their displays may change.
        bool ours = message.ParentId == request;
        switch (message.Type)
        {
            case "execute_reply" when ours:
                reply = message.Content;
                grace.CancelAfter(options.Grace);
                break;
            case "status" when ours && (string?)message.Content["execution_state"] == "busy" && !begun:
                begun = true;
                patience.CancelAfter(options.CellTimeLimit);
                break;
            case "status" when ours:
                idle = (string?)message.Content["execution_state"] == "idle";
                break;
            case "update_display_data" when message.Size <= options.OutputLimit:
                onOutput(message); // takes the place of what was there, however often
                break;
            case "stream" or "display_data" or "execute_result" or "clear_output" when ours:
            case "update_display_data":
                size += message.Size;
                if (size <= options.OutputLimit)
                    onOutput(message);
                else if (stopped is null)
                    await StopAsync(CellOutcome.TooMuchOutput, string.Create(CultureInfo.InvariantCulture,
                        $"put out more than {options.OutputLimit / 1e6:0.###} MB and was stopped; is there a print in a loop?"));
                break;
            case "error" when ours:
                onOutput(message);
                break;
        }
    }

    private async Task StopAsync(CellOutcome outcome, string message)
    {
        stopped = (outcome, message);
        grace.CancelAfter(options.Grace);
        await kernel.InterruptAsync(CancellationToken.None);
    }

    private CellResult Result(CellOutcome outcome, string message, int? count = null) =>
        new(outcome, message, count, Stopwatch.GetElapsedTime(started));

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";
}
