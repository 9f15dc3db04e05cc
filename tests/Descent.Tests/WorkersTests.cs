using System.Collections.Concurrent;
using System.Runtime;
using Descent.Numerics;
using Xunit;

namespace Descent.Tests;

[Collection(nameof(Workers))]
public sealed class WorkersTests
{
    [Fact]
    public void Every_part_is_done_exactly_once()
    {
        int[] done = new int[100];
        for (int round = 1; round <= 200; round++)
        {
            Workers.Run(new Counting(done), done.Length);
            Assert.All(done, times => Assert.Equal(round, times));
        }
    }

    [Fact]
    public void Several_threads_at_once_and_work_within_work_do_not_block_each_other()
    {
        int[] done = new int[64];
        var threads = Enumerable.Range(0, 6).Select(_ => new Thread(() =>
        {
            for (int round = 0; round < 300; round++)
            {
                Workers.Run(new Nesting(done), 8);
            }
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.All(done, times => Assert.Equal(6 * 300, times));
    }

    [Fact]
    public void An_exception_in_a_part_reaches_the_caller_after_all_parts_and_the_workers_stay_usable()
    {
        int[] done = new int[50];
        for (int round = 1; round <= 20; round++)
        {
            var error = Assert.Throws<InvalidOperationException>(() => Workers.Run(new Failing(done), done.Length));
            Assert.Equal("part 17", error.Message);
            Assert.All(done, times => Assert.Equal(round, times));
        }
    }

    /// <summary>As a notebook kernel does at last with a cell that hears nothing. The other threads still work on the caller's stack.</summary>
    [Fact]
    public void A_caller_that_is_aborted_does_not_leave_before_all_parts_are_done()
    {
        int[] done = new int[8];
        int doneAtTheEnd = 0;
        using var abort = new CancellationTokenSource();
        using var running = new ManualResetEventSlim();
        var caller = new Thread(() =>
        {
            try
            {
#pragma warning disable SYSLIB0046 // What is tested is that it is safe here.
                ControlledExecution.Run(
                    () =>
                    {
                        Workers.Run(new Slow(done, running), done.Length);
                        while (true)
                        {
                        }
                    },
                    abort.Token);
#pragma warning restore SYSLIB0046
            }
            catch (OperationCanceledException)
            {
                doneAtTheEnd = done.Sum();
            }
        });
        caller.Start();
        running.Wait(TestContext.Current.CancellationToken);
        abort.Cancel();
        caller.Join();
        Assert.Equal(done.Length, doneAtTheEnd);
    }

    [Fact]
    public void No_parts_are_no_work()
    {
        int[] done = new int[1];
        Workers.Run(new Counting(done), 0);
        Assert.Equal(0, done[0]);
    }

    [Fact]
    public void As_many_threads_work_as_asked_for()
    {
        int before = Workers.Count;
        try
        {
            foreach (int count in new[] { 1, Environment.ProcessorCount, 1 })
            {
                Workers.Count = count;
                var threads = new ConcurrentDictionary<int, int>();
                for (int round = 0; round < 20; round++)
                {
                    Workers.Run(new Meeting(threads), 100);
                }

                Assert.InRange(threads.Count, 1, count);
            }
        }
        finally
        {
            Workers.Count = before;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100_000)]
    public void A_count_without_cores_is_refused(int count)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Workers.Count = count);
        Assert.Contains($"1 to {Environment.ProcessorCount}", error.Message);
    }

    [Fact]
    public void Sharing_work_allocates_nothing_once_warm()
    {
        int[] done = new int[16];
        double[] a = new double[64 * 100], b = new double[100 * 64], c = new double[64 * 64];
        Work(20);
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 10; attempt++)
        {
            // Other tests may allocate meanwhile: the least of several attempts is this work's own.
            long before = GC.GetTotalAllocatedBytes(precise: true);
            Work(20);
            Thread.Sleep(2);
            Work(20);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.Equal(0, least);

        void Work(int times)
        {
            for (int n = 0; n < times; n++)
            {
                Workers.Run(new Counting(done), done.Length);
                MatrixProduct.Multiply(false, false, 64, 64, 100, a, b, c);
                MatrixProduct.Multiply(true, false, 5, 64, 2, a, b, c);
            }
        }
    }

    private readonly struct Counting(int[] done) : IWork
    {
        public void Execute(int part) => Interlocked.Increment(ref done[part]);
    }

    private readonly struct Nesting(int[] done) : IWork
    {
        private readonly int[] done = done;

        public void Execute(int part) => Workers.Run(new Shifted(done, part * 8), 8);
    }

    private readonly struct Shifted(int[] done, int start) : IWork
    {
        public void Execute(int part) => Interlocked.Increment(ref done[start + part]);
    }

    private readonly struct Failing(int[] done) : IWork
    {
        public void Execute(int part)
        {
            Interlocked.Increment(ref done[part]);
            if (part == 17)
            {
                throw new InvalidOperationException("part 17");
            }
        }
    }

    private readonly struct Meeting(ConcurrentDictionary<int, int> threads) : IWork
    {
        public void Execute(int part)
        {
            threads[Environment.CurrentManagedThreadId] = part;
            Thread.SpinWait(100);
        }
    }

    private readonly struct Slow(int[] done, ManualResetEventSlim running) : IWork
    {
        public void Execute(int part)
        {
            running.Set();
            Thread.Sleep(20);
            Interlocked.Increment(ref done[part]);
        }
    }
}
