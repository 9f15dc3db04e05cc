namespace Descent.Grading.Sandboxing;

/// <summary>What the code of one submission may use.</summary>
public sealed record SandboxLimits
{
    /// <summary>How long one cell may run.</summary>
    public TimeSpan CellTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long all of a notebook may take, with every kernel that it needs: however many cells sleep.</summary>
    public TimeSpan NotebookTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long one graded function may take for all its calls.</summary>
    public TimeSpan FunctionTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Processor time of the whole process; a process that goes on after its kernel would end here.</summary>
    public TimeSpan ProcessorTime { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Objects on the managed heap, in bytes; more is an exception in the learner's code.</summary>
    public long Heap { get; init; } = 512L << 20;

    /// <summary>All memory of the process, in bytes, where a control group can be made; of each process, where not.</summary>
    public long Memory { get; init; } = 1536L << 20;

    /// <summary>Processes and threads together.</summary>
    public int Processes { get; init; } = 128;

    /// <summary>Open files.</summary>
    public int OpenFiles { get; init; } = 256;

    /// <summary>The size of one file, and of the temporary folder, in bytes.</summary>
    public long Files { get; init; } = 32L << 20;

    /// <summary>What one cell, and all functions of a notebook together, may print, in bytes of messages. The kernel itself drops what goes beyond a million characters.</summary>
    public long Output { get; init; } = 900_000;
}
