using System.Diagnostics;
using Descent.Grading.Batches;

namespace Descent.Benchmarks.Grading;

/// <summary>When each submission of a batch was graded, to see whether later ones take longer.</summary>
internal sealed class Times : IProgress<Graded>
{
    private readonly List<TimeSpan> done = [TimeSpan.Zero];
    private readonly long start = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public void Report(Graded value)
    {
        lock (done)
            done.Add(Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Submissions a minute from one to another, counted in the order in which they were done.</summary>
    public double AMinute(int first, int last) => (last - first) / (done[last] - done[first]).TotalMinutes;
}
