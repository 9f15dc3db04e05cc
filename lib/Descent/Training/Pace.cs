using System.Diagnostics;

namespace Descent.Training;

/// <summary>Slows a training down to so many updates a second, so that there is something to see.</summary>
internal sealed class Pace(double updatesPerSecond)
{
    private readonly long start = Stopwatch.GetTimestamp();

    /// <summary>Waits until this many updates are due, or until cancelled.</summary>
    public void WaitFor(long updates, CancellationToken cancellation)
    {
        var early = TimeSpan.FromSeconds(updates / updatesPerSecond) - Stopwatch.GetElapsedTime(start);
        if (early > TimeSpan.Zero) cancellation.WaitHandle.WaitOne(early);
    }
}
