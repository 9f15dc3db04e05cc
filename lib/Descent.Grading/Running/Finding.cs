using Descent.Exercises;

namespace Descent.Grading.Running;

/// <summary>What was found about one graded function.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Message">The same in words.</param>
/// <param name="Misconception">The mistake that was recognized, if any.</param>
/// <param name="Example">The smallest case that failed, if any.</param>
internal sealed record Finding(VerdictKind Kind, string Message, Misconception? Misconception = null, string? Example = null);
