using System.Diagnostics;

namespace Descent.Notebooks;

/// <summary>What a kernel process is given and how far its cells may go.</summary>
public sealed record KernelOptions
{
    /// <summary>The kernel's <c>Descent.Kernel.dll</c>; null to look for it (<see cref="KernelProcess.Find"/>).</summary>
    public string? KernelPath { get; init; }

    /// <summary>How long a kernel may take to start and begin with a cell.</summary>
    public TimeSpan StartTimeLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long one cell may run. Then it is interrupted, and after <see cref="Grace"/> its process is ended.</summary>
    /// <remarks>Without a fused multiply-add in hardware the largest cell, seconds long elsewhere, takes minutes on a busy machine.</remarks>
    public TimeSpan CellTimeLimit { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>How long an interrupted cell has to stop. The kernel itself gives up after two seconds, and says so.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Managed memory of the kernel in bytes; more is an <see cref="OutOfMemoryException"/> in the cell.</summary>
    public long MemoryLimit { get; init; } = 2L << 30;

    /// <summary>What one cell may put out, in bytes of messages; then it is interrupted and has failed.</summary>
    public long OutputLimit { get; init; } = 1_000_000;

    /// <summary>
    /// Changes how the kernel is started, such as under another program that shuts it in: gets the start of a plain
    /// kernel and returns the one to make. Null starts the plain kernel.
    /// </summary>
    public Func<ProcessStartInfo, ProcessStartInfo>? Launch { get; init; }
}
