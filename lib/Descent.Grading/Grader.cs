namespace Descent.Grading;

/// <summary>
/// Grades submissions of one class with the same hidden cases. Several threads may grade at a time; each submission
/// has processes of its own.
/// </summary>
public sealed class Grader
{
    /// <summary>Looks for the sandbox, and tries it once.</summary>
    /// <param name="seed">The seed of the hidden cases: drawn at random for a class, kept for grading again.</param>
    /// <param name="options">How to grade.</param>
    /// <exception cref="SandboxException">There is no sandbox, and <see cref="GraderOptions.AllowUnsandboxed"/> is not set.</exception>
    public Grader(int seed, GraderOptions? options = null)
    {
        Seed = seed;
        Options = options ?? new GraderOptions();
    }

    /// <summary>The seed of the hidden cases.</summary>
    public int Seed { get; }

    /// <summary>How it grades.</summary>
    public GraderOptions Options { get; }

    /// <summary>Grades one submission. Whatever is wrong with it is in the result, not thrown.</summary>
    /// <param name="submission">What was handed in.</param>
    /// <param name="exercise">The one exercise to grade, by its name; null for all that the notebook holds.</param>
    /// <param name="cancellationToken">Ends the grading; its kernel is gone then.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<SubmissionResult> GradeAsync(
        Submission submission, string? exercise = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();
}
