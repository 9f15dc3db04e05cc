using System.Collections.Concurrent;
using System.Diagnostics;
using Descent.Exercises;
using Descent.Exercises.Checking;
using Descent.Grading.Reading;
using Descent.Grading.Running;
using Descent.Grading.Sandboxing;
using Descent.Notebooks;

namespace Descent.Grading;

/// <summary>
/// Grades submissions of one class with the same hidden cases. Several threads may grade at a time; each submission
/// has processes of its own.
/// </summary>
public sealed class Grader
{
    private readonly ConcurrentDictionary<string, Lazy<Assessor>> assessors = new();

    /// <summary>Looks for the sandbox, and tries it once.</summary>
    /// <param name="seed">The seed of the hidden cases: drawn at random for a class, kept for grading again.</param>
    /// <param name="options">How to grade.</param>
    /// <exception cref="SandboxException">There is no sandbox, and <see cref="GraderOptions.AllowUnsandboxed"/> is not set.</exception>
    /// <exception cref="KernelException">The kernel is not built yet.</exception>
    public Grader(int seed, GraderOptions? options = null)
        : this(seed, options ??= new GraderOptions(), Sandbox.Find(options.Limits, options.AllowUnsandboxed))
    {
    }

    internal Grader(int seed, GraderOptions options, Sandbox sandbox) => (Seed, Options, Sandbox) = (seed, options, sandbox);

    /// <summary>The seed of the hidden cases.</summary>
    public int Seed { get; }

    /// <summary>How it grades.</summary>
    public GraderOptions Options { get; }

    /// <summary>Where handed-in code runs.</summary>
    public Sandbox Sandbox { get; }

    /// <summary>Grades one submission. Whatever is wrong with it is in the result, not thrown.</summary>
    /// <param name="submission">What was handed in.</param>
    /// <param name="exercise">The one exercise to grade, by its name; null for all that the notebook holds.</param>
    /// <param name="cancellationToken">Ends the grading; its kernel is gone then.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<SubmissionResult> GradeAsync(
        Submission submission, string? exercise = null, CancellationToken cancellationToken = default)
    {
        long began = Stopwatch.GetTimestamp();
        GradingPlan plan;
        try
        {
            plan = await GradingPlan.ReadAsync(submission.Path, Options.LargestNotebook, exercise);
        }
        catch (HandedInException e)
        {
            return Nothing($"The file {e.Message}.");
        }

        if (plan.Exercises.Count == 0)
            return Nothing(exercise is null ? "The notebook holds no exercise of this course." : $"The notebook does not hold {exercise}.");

        var run = new SubmissionRun(Sandbox, Options.Limits, plan, Assessor);
        var findings = await run.RunAsync(cancellationToken);
        return new SubmissionResult(
            submission, [.. plan.Exercises.Select(planned => Result(planned, findings[planned.Exercise]))], null, plan.Reports,
            run.Kernels, run.Retries, Stopwatch.GetElapsedTime(began));

        SubmissionResult Nothing(string problem) => new(submission, [], problem, [], 0, 0, Stopwatch.GetElapsedTime(began));
    }

    private static ExerciseResult Result(ExercisePlan plan, Finding finding)
    {
        var exercise = plan.Exercise;
        int number = finding.Misconception is { } found ? exercise.Misconceptions.TakeWhile(misconception => misconception != found).Count() + 1 : 0;
        return new ExerciseResult(
            exercise.Id, exercise.Notebook, finding.Kind == VerdictKind.Right ? exercise.Points : 0, exercise.Points,
            finding.Kind, finding.Message, number > 0 ? $"{exercise.Id}-{number}" : null, finding.Example, [.. plan.Reports.Distinct()]);
    }

    // Expected values are worked out once for all submissions.
    private Assessor Assessor(Exercise exercise) =>
        assessors.GetOrAdd(exercise.Id, _ => new Lazy<Assessor>(() => new Assessor(exercise, Seed, isHidden: true))).Value;
}
