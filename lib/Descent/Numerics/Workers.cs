using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Descent.Numerics;

/// <summary>
/// Threads that wait for work, so that a training step can use all cores without allocating (<c>Parallel.For</c>
/// allocates). The caller works too; whoever is free takes the next part.
/// </summary>
/// <remarks>
/// One piece of work is shared at a time: a caller who finds the workers busy, or who is a worker itself, does its parts
/// alone, so nobody ever waits for somebody who waits. The threads are background threads: they keep no process alive.
/// </remarks>
public static unsafe class Workers
{
    /// <summary>How long a worker looks out for more work before it sleeps: about as long as waking it takes.</summary>
    private static readonly long patience = Stopwatch.Frequency / 20_000;

    private static readonly Lock starting = new();
    private static readonly object gate = new();
    private static int count = Environment.ProcessorCount;
    private static int started;
    private static int asleep;

    private static int busy;
    private static void* work;
    private static delegate*<void*, int, void> execute;
    private static ExceptionDispatchInfo? failure;

    /// <summary>Parts that nobody has taken yet.</summary>
    private static int waiting;

    /// <summary>Parts that are not done yet.</summary>
    private static int unfinished;

    /// <summary>Threads that work together, the caller included: 1 to the number of cores, which is the default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1 or more than there are cores.</exception>
    public static int Count
    {
        get => count;
        set
        {
            if (value < 1 || value > Environment.ProcessorCount)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(value), value, $"Workers.Count must be 1 to {Environment.ProcessorCount}, the cores there are.");
            }

            Volatile.Write(ref count, value);
        }
    }

    /// <summary>
    /// Executes parts 0 … <paramref name="parts"/> − 1 of the work, in any order and on any thread, and returns when all are
    /// done. If a part throws, the others are still done and one of the exceptions is thrown here.
    /// </summary>
    public static void Run<TWork>(TWork work, int parts)
        where TWork : struct, IWork, allows ref struct
    {
        bool done = false;
        if (parts > 1 && Count > 1)
        {
            try
            {
                Start();
            }
            finally
            {
                // A notebook's interrupt aborts the cell's thread anywhere but in here: the other threads still work on its stack.
                done = TryShare(Unsafe.AsPointer(ref work), &Execute<TWork>, parts);
            }
        }

        for (int part = 0; !done && part < parts; part++)
        {
            work.Execute(part);
        }
    }

    /// <summary>False, and nothing is done, where the workers are busy.</summary>
    private static bool TryShare(void* newWork, delegate*<void*, int, void> newExecute, int parts)
    {
        if (Interlocked.CompareExchange(ref busy, 1, 0) != 0)
        {
            return false;
        }

        try
        {
            Share(newWork, newExecute, parts);
            return true;
        }
        finally
        {
            Volatile.Write(ref busy, 0);
        }
    }

    /// <summary>The work lies on the caller's stack: this must not return before every part is done.</summary>
    private static void Share(void* newWork, delegate*<void*, int, void> newExecute, int parts)
    {
        work = newWork;
        execute = newExecute;
        failure = null;
        unfinished = parts;
        Interlocked.Exchange(ref waiting, parts);
        if (Volatile.Read(ref asleep) > 0)
        {
            lock (gate)
            {
                Monitor.PulseAll(gate);
            }
        }

        TakeParts();
        var spin = new SpinWait();
        while (Volatile.Read(ref unfinished) > 0)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        failure?.Throw();
    }

    private static void Execute<TWork>(void* work, int part)
        where TWork : struct, IWork, allows ref struct =>
        Unsafe.AsRef<TWork>(work).Execute(part);

    /// <summary>Whoever lowers <see cref="waiting"/> owns that part, and the work stays in place until it is done.</summary>
    private static void TakeParts()
    {
        int left;
        while ((left = Volatile.Read(ref waiting)) > 0)
        {
            if (Interlocked.CompareExchange(ref waiting, left - 1, left) != left)
            {
                continue;
            }

            try
            {
                execute(work, left - 1);
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }

            Interlocked.Decrement(ref unfinished);
        }
    }

    private static void Start()
    {
        if (Volatile.Read(ref started) >= count - 1)
        {
            return;
        }

        lock (starting)
        {
            for (; started < count - 1; started++)
            {
                int index = started;
                new Thread(() => Work(index)) { IsBackground = true, Name = $"Descent worker {index + 1}" }.Start();
            }
        }
    }

    private static void Work(int index)
    {
        while (true)
        {
            long since = Stopwatch.GetTimestamp();
            while (!IsNeeded(index) && Stopwatch.GetTimestamp() - since < patience)
            {
                Thread.SpinWait(4);
            }

            if (!IsNeeded(index))
            {
                Sleep(index);
            }

            TakeParts();
        }
    }

    /// <summary>It says that it sleeps, then looks a last time; <see cref="Share"/> does the reverse: no work is missed.</summary>
    private static void Sleep(int index)
    {
        lock (gate)
        {
            Interlocked.Increment(ref asleep);
            while (!IsNeeded(index))
            {
                Monitor.Wait(gate);
            }

            Interlocked.Decrement(ref asleep);
        }
    }

    private static bool IsNeeded(int index) => Volatile.Read(ref waiting) > 0 && index < Volatile.Read(ref count) - 1;
}
