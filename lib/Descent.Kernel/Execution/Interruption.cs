using System.Diagnostics;

namespace Descent.Kernel.Execution;

/// <summary>
/// How one cell is stopped: first it is asked to, then its code stops at the next turn of a loop, then, if it is deep in
/// somebody else's code, its thread is aborted, at last its process ends. An abort is next to the last resort because it is not
/// safe: in a loop of many short calls it ends the process more often than not.
/// </summary>
internal sealed class Interruption
{
    private const int SmallStack = 256 * 1024;
    private static readonly TimeSpan timeToEndByItself = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan timeToStop = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan timeToBeAborted = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan timeBetweenLooks = TimeSpan.FromMilliseconds(20);

    [ThreadStatic]
    private static Interruption? ofThisThread;

    private readonly CancellationTokenSource request = new();
    private readonly CancellationTokenSource abort = new();
    private readonly ManualResetEventSlim ended = new();
    private readonly Lock gate = new();
    private volatile bool offered;
    private volatile bool hasBegun;
    private bool toldToStop;
    private Thread? thread;

    /// <summary>Cancelled when the cell's thread is to be aborted.</summary>
    public CancellationToken Abort => abort.Token;

    /// <summary>Whether the cell is to stop.</summary>
    public bool HasBegun => hasBegun;

    /// <summary>Says which thread runs the cell's code from now on.</summary>
    public void Watch(Thread thread)
    {
        lock (gate)
            this.thread = thread;
    }

    /// <summary>This thread is about to run the cell's code.</summary>
    public void Enter() => ofThisThread = this;

    /// <summary>
    /// Called where the cell's thread has just put something out: ends a cell that is to stop, once, so that it may
    /// still print while it cleans up. An abort in the middle of the console's own lock would leave it taken for ever
    /// or end the process, and a loop that prints spends most of its time there.
    /// </summary>
    /// <exception cref="OperationCanceledException">The cell is to stop.</exception>
    public static void AfterOutput()
    {
        if (ofThisThread is not { hasBegun: true, toldToStop: false } mine)
            return;
        mine.toldToStop = true;
        throw new OperationCanceledException();
    }

    /// <summary>The token that user code may watch; only who has it gets time to end by itself.</summary>
    public CancellationToken Offer()
    {
        offered = true;
        return request.Token;
    }

    /// <summary>The cell has ended, in whatever way.</summary>
    public void End()
    {
        lock (gate)
            ended.Set();
    }

    /// <summary>
    /// Stops the cell, or keeps it from beginning. Calls <paramref name="giveUp"/> if it does not end within two seconds.
    /// </summary>
    /// <param name="stopCode">Begins to stop the cell's own code, where that looks.</param>
    public void Begin(Action stopCode, Action giveUp)
    {
        lock (gate)
        {
            if (hasBegun)
                return;
            hasBegun = true;
            if (thread is null)
                abort.Cancel();
            else
                new Thread(() => Stop(stopCode, giveUp), SmallStack) { IsBackground = true, Name = "interrupt" }.Start();
        }
    }

    private void Stop(Action stopCode, Action giveUp)
    {
        if (offered)
        {
            // Callbacks that user code has registered may block.
            new Thread(Ask, SmallStack) { IsBackground = true, Name = "cancel" }.Start();
            if (ended.Wait(timeToEndByItself))
                return;
        }
        lock (gate)
            if (!ended.IsSet)
                stopCode();
        var limit = Stopwatch.StartNew();
        var isAborting = false;
        for (var wasBlocked = false; !ended.Wait(timeBetweenLooks); wasBlocked = WakeIfBlocked(wasBlocked))
        {
            if (!isAborting && limit.Elapsed > timeToStop)
            {
                isAborting = true;
                // Returns only when the thread is aborted, which a thread that sleeps or waits never is.
                new Thread(abort.Cancel, SmallStack) { IsBackground = true, Name = "abort" }.Start();
            }
            if (limit.Elapsed > timeToBeAborted)
            {
                giveUp();
                return;
            }
        }
    }

    /// <summary>
    /// Wakes the thread if it is blocked and was so when looked at before: a wait that the kernel itself makes is short.
    /// </summary>
    private bool WakeIfBlocked(bool wasBlocked)
    {
        lock (gate)
        {
            var isBlocked = !ended.IsSet && (thread!.ThreadState & System.Threading.ThreadState.WaitSleepJoin) != 0;
            if (isBlocked && wasBlocked)
                thread!.Interrupt();
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
