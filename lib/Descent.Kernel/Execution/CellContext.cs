namespace Descent.Kernel.Execution;

/// <summary>
/// Runs what follows an <c>await</c> on the cell's own thread, where an interrupt can end it. A cell that blocks its
/// thread instead of awaiting (<c>task.Wait()</c>, <c>task.Result</c>), or keeps it busy, does not hold up the rest:
/// that goes to the thread pool, as it would without this class.
/// </summary>
internal sealed class CellContext : SynchronizationContext
{
    private const int PatienceInMilliseconds = 10;

    private readonly Queue<Work> queue = new();
    private Thread? thread;
    private bool waiting;
    private bool ended;

    public override SynchronizationContext CreateCopy() => this;

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override void Post(SendOrPostCallback d, object? state)
    {
        var work = new Work(d, state);
        bool free;
        lock (queue)
        {
            if (!ended)
                queue.Enqueue(work);
            free = waiting && !ended;
            Monitor.Pulse(queue);
        }
        if (free)
            return;
        if (ended || (thread!.ThreadState & ThreadState.WaitSleepJoin) != 0)
            ThreadPool.UnsafeQueueUserWorkItem(static work => work.Run(), work, preferLocal: false);
        else
            _ = Task.Delay(PatienceInMilliseconds).ContinueWith(
                _ => work.Run(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>
    /// Starts a task on this thread, runs what is posted until it has ended, and returns its result or throws its
    /// exception.
    /// </summary>
    public T RunUntilEnd<T>(Func<Task<T>> start)
    {
        thread = Thread.CurrentThread;
        SetSynchronizationContext(this);
        var task = start();
        if (!task.IsCompleted)
            task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(Wake);
        while (!task.IsCompleted)
            Next()?.Run();
        return task.GetAwaiter().GetResult();

        Work? Next()
        {
            lock (queue)
            {
                try
                {
                    while (queue.Count == 0 && !task.IsCompleted)
                    {
                        waiting = true;
                        Monitor.Wait(queue);
                    }
                }
                finally
                {
                    waiting = false;
                }
                return queue.TryDequeue(out var work) ? work : null;
            }
        }
    }

    /// <summary>Whatever comes from now on, or is left, goes to the thread pool.</summary>
    public void End()
    {
        lock (queue)
        {
            ended = true;
            foreach (var work in queue)
                ThreadPool.UnsafeQueueUserWorkItem(static work => work.Run(), work, preferLocal: false);
            queue.Clear();
        }
    }

    private void Wake()
    {
        lock (queue)
            Monitor.Pulse(queue);
    }

    private sealed class Work(SendOrPostCallback callback, object? state)
    {
        private int taken;

        public void Run()
        {
            if (Interlocked.Exchange(ref taken, 1) == 0)
                callback(state);
        }
    }
}
