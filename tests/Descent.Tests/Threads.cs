using Descent.Numerics;

namespace Descent.Tests;

/// <summary>Products use so many threads (as far as there are cores) until this is disposed of.</summary>
internal sealed class Threads : IDisposable
{
    private readonly int before = Workers.Count;

    public Threads(int count) => Workers.Count = Math.Min(count, Environment.ProcessorCount);

    public void Dispose() => Workers.Count = before;
}
