using System.Diagnostics;

namespace Descent.Kernel.Execution;

/// <summary>How one cell is stopped: first it is asked to, then its thread is aborted, at last its process ends.</summary>
internal sealed class Interruption
{
    private static readonly TimeSpan timeToEndByItself = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan timeToBeAborted = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan timeBetweenLooks = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource request = new();
    private readonly CancellationTokenSource abort = new();
    private readonly ManualResetEventSlim ended = new();
    private readonly Thread thread = Thread.CurrentThread;
    private readonly Lock gate = new();
    private volatile bool offered;
    private int begun;

    /// <summary>Cancelled when the cell's thread is to be aborted.</summary>
    public CancellationToken Abort => abort.Token;

    public bool HasBegun => Volatile.Read(ref begun) == 1;

    /// <summary>The token that user code may watch; only who has it gets time to end by itself.</summary>
    public CancellationToken Offer()
    {
        offered = true;
        return request.Token;
    }

    /// <summary>The cell has ended, in whatever way. Called by its thread.</summary>
    public void End()
    {
        lock (gate)
            ended.Set();
        if (!HasBegun)
            return;
        try
        {
            // An interruption that came too late must not wait for the next cell.
            Thread.Sleep(1);
        }
        catch (ThreadInterruptedException)
        {
        }
    }

    /// <summary>Stops the cell. Calls <paramref name="giveUp"/> if it does not end within two seconds.</summary>
    public void Begin(Action giveUp)
    {
        if (Interlocked.Exchange(ref begun, 1) == 1)
            return;
        new Thread(() => Stop(giveUp), 256 * 1024) { IsBackground = true, Name = "interrupt" }.Start();
    }

    private void Stop(Action giveUp)
    {
        if (offered)
        {
            // Callbacks that user code has registered may block.
            new Thread(Ask, 256 * 1024) { IsBackground = true, Name = "cancel" }.Start();
            if (ended.Wait(timeToEndByItself))
                return;
        }
        // Returns only when the thread is aborted, which a thread that sleeps or waits never is.
        new Thread(abort.Cancel, 256 * 1024) { IsBackground = true, Name = "abort" }.Start();
        var limit = Stopwatch.StartNew();
        for (var wasBlocked = false; !ended.Wait(timeBetweenLooks); wasBlocked = WakeIfBlocked(wasBlocked))
            if (limit.Elapsed > timeToBeAborted)
            {
                giveUp();
                return;
            }
    }

    /// <summary>
    /// Wakes the thread if it is blocked and was so when looked at before: a wait that the kernel itself makes is short.
    /// </summary>
    private bool WakeIfBlocked(bool wasBlocked)
    {
        lock (gate)
        {
            var isBlocked = !ended.IsSet && (thread.ThreadState & System.Threading.ThreadState.WaitSleepJoin) != 0;
            if (isBlocked && wasBlocked)
                thread.Interrupt();
            return isBlocked;
        }
    }

    private void Ask()
    {
        try
        {
            request.Cancel();
        }
        catch (AggregateException)
        {
            // A callback of user code failed; the cell is about to end anyway.
        }
    }
}
