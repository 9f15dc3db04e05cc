using Descent.Grading.Sandboxing;

namespace Descent.Grading;

/// <summary>How submissions are graded.</summary>
public sealed record GraderOptions
{
    /// <summary>
    /// Grades without a sandbox where there is none. The code that was handed in then runs with the rights of whoever
    /// grades it: for trusted code only.
    /// </summary>
    public bool AllowUnsandboxed { get; init; }

    /// <summary>What each kernel process may use.</summary>
    public SandboxLimits Limits { get; init; } = new();

    /// <summary>How long all notebooks of one student may take; those after it are left out.</summary>
    public TimeSpan StudentTime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The largest file that is read, in bytes: 32 MB.</summary>
    public long LargestNotebook { get; init; } = 32 << 20;
}
