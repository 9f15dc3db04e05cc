using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Descent.Exercises;
using Descent.Exercises.Checking;
using Descent.Grading.Reading;
using Descent.Grading.Sandboxing;
using Descent.Notebooks;

namespace Descent.Grading.Running;

/// <summary>
/// Grades the functions of one notebook, all in one kernel process as long as it lives. A function that ends the process
/// costs itself alone: the others go on in a new one.
/// </summary>
/// <param name="sandbox">Where it runs.</param>
/// <param name="limits">What it may use.</param>
/// <param name="plan">What is run.</param>
/// <param name="assessor">The hidden cases of an exercise.</param>
internal sealed class SubmissionRun(Sandbox sandbox, SandboxLimits limits, GradingPlan plan, Func<Exercise, Assessor> assessor)
{
    private const string CompilationError = "CompilationError: ";

    private readonly Dictionary<Exercise, Finding> findings = [];
    private readonly long began = Stopwatch.GetTimestamp();

    // A process that ended, or stood still, before it could say which function it was in: from then on each is called in a
    // process of its own.
    private bool isOneByOne;

    /// <summary>Kernel processes that were started.</summary>
    public int Kernels { get; private set; }

    /// <summary>Kernel processes that were killed from outside and started again.</summary>
    public int Retries { get; private set; }

    /// <summary>Grades all functions of the plan.</summary>
    /// <returns>A finding for each.</returns>
    public async Task<IReadOnlyDictionary<Exercise, Finding>> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var missing in plan.Exercises.Where(exercise => exercise.Cells.Count == 0))
            findings[missing.Exercise] = new Finding(VerdictKind.Missing, $"The notebook has no cell that defines {missing.Exercise.Id}.");

        while (Open() is { Count: > 0 } open && !EndIfLate(open))
        {
            Kernels++;
            try
            {
                await using var kernel = await KernelSession.StartAsync(sandbox, limits);
                await RunAsync(kernel, open, cancellationToken);
            }
            catch (KernelException e)
            {
                foreach (var exercise in open) findings[exercise.Exercise] = new Finding(VerdictKind.NotGraded, $"The kernel could not be started: {e.Message}.");
            }
        }

        return findings;
    }

    // Each cell may take its time, but not hundreds of them.
    private bool EndIfLate(List<ExercisePlan> open)
    {
        if (Stopwatch.GetElapsedTime(began) < limits.NotebookTime) return false;
        foreach (var exercise in open)
            findings[exercise.Exercise] = new Finding(VerdictKind.TimedOut, string.Create(CultureInfo.InvariantCulture,
                $"There was no time left for {exercise.Exercise.Id}: the notebook's cells and functions took more than {limits.NotebookTime.TotalSeconds:0.#} s together."));
        return true;
    }

    private List<ExercisePlan> Open() => [.. plan.Exercises.Where(exercise => !findings.ContainsKey(exercise.Exercise))];

    private async Task RunAsync(KernelSession kernel, List<ExercisePlan> open, CancellationToken cancellationToken)
    {
        var setup = await kernel.SetUpAsync(cancellationToken);
        if (setup.Outcome != CellOutcome.Succeeded)
        {
            await EndedAsync(kernel, open, new Finding(VerdictKind.NotGraded, $"The kernel could not be made ready: {setup.Message}."));
            return;
        }

        await UseAsync(kernel, cancellationToken);

        var broken = new Dictionary<PlannedCell, Finding>();
        var done = new HashSet<PlannedCell>();
        foreach (var cell in open.SelectMany(exercise => exercise.Cells).Where(done.Add))
        {
            if (EndIfLate(open)) return;
            var needing = open.Where(exercise => exercise.Cells.Contains(cell)).ToList();
            var result = await kernel.RunAsync(cell.Code.Source, cancellationToken);
            if (kernel.HasEnded || result.Outcome == CellOutcome.KernelDied)
            {
                await EndedAsync(kernel, needing, Ended(kernel, cell.Name, result));
                return;
            }

            if (result.Outcome == CellOutcome.Failed && result.Message.StartsWith(CompilationError, StringComparison.Ordinal))
                broken[cell] = new Finding(VerdictKind.NotCompiled, $"{Upper(cell.Name)} does not compile: {Words(result)}");
            else if (result.Outcome is not (CellOutcome.Succeeded or CellOutcome.Skipped))
                foreach (var exercise in needing) Report(exercise, $"{Upper(cell.Name)}, when it was run: {Words(result)}");
        }

        foreach (var exercise in open)
            if (exercise.Cells.FirstOrDefault(broken.ContainsKey) is { } cell) findings[exercise.Exercise] = broken[cell];
        await CallAsync(kernel, [.. open.Where(exercise => !findings.ContainsKey(exercise.Exercise))], cancellationToken);
    }

    // A using that is wrong here was wrong, or not needed, in its own cell; it must not cost the others.
    private async Task UseAsync(KernelSession kernel, CancellationToken cancellationToken)
    {
        if (plan.Usings.Count == 0 || (await kernel.RunAsync(string.Join('\n', plan.Usings), cancellationToken)).Outcome == CellOutcome.Succeeded) return;
        foreach (string directive in plan.Usings) await kernel.RunAsync(directive, cancellationToken);
    }

    private async Task CallAsync(KernelSession kernel, IReadOnlyList<ExercisePlan> open, CancellationToken cancellationToken)
    {
        // All are looked at before one of them gets an argument: what is said of the others then would spell it.
        ExercisePlan[] functions = [.. await CallableAsync(kernel, open, cancellationToken)];
        if (functions.Length == 0 || kernel.HasEnded) return;
        if (isOneByOne) functions = functions[..1];
        Assessor[] assessors = [.. functions.Select(exercise => assessor(exercise.Exercise))];
        var (result, answers) = await kernel.CallAsync(assessors, cancellationToken);
        await SettleAsync(kernel, functions, result, answers,
            (i, answer) => Judgement.Of(assessors[i], answer, string.Join('\n', functions[i].Cells.Select(cell => cell.Code.Source))));
    }

    /// <summary>Those that can be called; the others have their finding, or stay open where the kernel has ended.</summary>
    private async Task<IEnumerable<ExercisePlan>> CallableAsync(KernelSession kernel, IReadOnlyList<ExercisePlan> open, CancellationToken cancellationToken)
    {
        if (open.Count == 0 || kernel.HasEnded) return [];
        var (result, answers) = await kernel.LookAsync([.. open.Select(exercise => exercise.Exercise.Id)], cancellationToken);
        if (result.Outcome == CellOutcome.Failed && result.Message.StartsWith(CompilationError, StringComparison.Ordinal))
        {
            // One name is not a function: each by itself shows which.
            if (open.Count > 1)
            {
                var callable = new List<ExercisePlan>();
                foreach (var exercise in open) callable.AddRange(await CallableAsync(kernel, [exercise], cancellationToken));
                return callable;
            }

            findings[open[0].Exercise] = NoFunction.InWords(open[0]) is { } words
                ? new Finding(VerdictKind.Type, words)
                : new Finding(VerdictKind.NotCompiled, $"{open[0].Exercise.Id} cannot be called: {Words(result)}");
            return [];
        }

        await SettleAsync(kernel, open, result, answers, (_, answer) => Judgement.OfLook(answer));
        return result.Outcome == CellOutcome.Succeeded ? open.Where(exercise => !findings.ContainsKey(exercise.Exercise)) : [];
    }

    /// <summary>Notes what was said of each function; those of which nothing was said stay open, unless it is their fault.</summary>
    private async Task SettleAsync(
        KernelSession kernel, IReadOnlyList<ExercisePlan> open, CellResult result, AnswerReader answers, Func<int, JsonElement, Finding?> judge)
    {
        var (begun, ended, forged) = answers.Read();
        // What one function leaves behind, a loop that cannot be ended or memory that is used up, is no fault of those after
        // it: where they fail then, they are called again in a kernel of their own.
        bool isSpoilt = false;
        int retries = Retries;
        for (int i = 0; i < open.Count; i++)
        {
            bool isTold = ended.TryGetValue(i, out var answer);
            Finding? finding = forged.Contains(i)
                ? new Finding(VerdictKind.Garbled, "The judge was told two different things about this function: something in the notebook speaks in the judge's name.")
                : isTold ? judge(i, answer) : null;
            if (!isTold && finding is null && begun.Contains(i) && !isSpoilt)
            {
                await EndedAsync(kernel, [open[i]], Ended(kernel, open[i].Exercise.Id, result));
                isSpoilt = true;
            }

            if (finding is null || (isSpoilt && finding.Kind != VerdictKind.Right)) continue;
            findings[open[i].Exercise] = finding;
            isSpoilt |= finding.Kind is VerdictKind.TimedOut or VerdictKind.Threw or VerdictKind.Garbled;
        }

        // One of them at least is done with, or there would be no end.
        bool isDone = result.Outcome == CellOutcome.Succeeded && ended.Count == open.Count;
        if (isDone || Retries != retries || open.Any(exercise => findings.ContainsKey(exercise.Exercise))) return;
        var end = Ended(kernel, open[0].Exercise.Id, result);
        if (end.Kind is VerdictKind.Died or VerdictKind.TimedOut && open.Count > 1 && !isOneByOne)
            isOneByOne = true;
        else
            await EndedAsync(kernel, open, end);
    }

    /// <summary>What a process that ended, or had to be stopped, means for those that it was working on.</summary>
    private async Task EndedAsync(KernelSession kernel, IReadOnlyList<ExercisePlan> working, Finding finding)
    {
        bool isInnocent = finding.Kind == VerdictKind.NotGraded || (finding.Kind == VerdictKind.Died && await kernel.WasKilledAsync());
        if (Retries == 0 && isInnocent)
        {
            Retries++;
            return;
        }

        foreach (var exercise in working) findings[exercise.Exercise] = finding;
    }

    private Finding Ended(KernelSession kernel, string what, CellResult result) => result.Outcome switch
    {
        CellOutcome.TimedOut => new Finding(VerdictKind.TimedOut, $"{Upper(what)} {Words(result)}."),
        CellOutcome.TooMuchOutput => new Finding(VerdictKind.Garbled, $"{Upper(what)} {Words(result)}"),
        CellOutcome.KernelDied when kernel.RanOutOfMemory => new Finding(VerdictKind.Died,
            $"{Upper(what)} used more memory than it may, and was ended."),
        CellOutcome.KernelDied => new Finding(VerdictKind.Died, $"In {what} {HiddenCases.OfEnd(Words(result))}.", Example: Words(result)),
        _ => new Finding(VerdictKind.Garbled, $"{Upper(what)} gave no answer that can be read.", Example: Words(result)),
    };

    private static void Report(ExercisePlan exercise, string report)
    {
        if (exercise.Reports.Count < ExercisePlan.MostReports) exercise.Reports.Add(report.Length > 500 ? report[..500] + " …" : report);
    }

    private static string Words(CellResult result) =>
        CellPlaces.WithoutNumbers(result.Message.StartsWith(CompilationError, StringComparison.Ordinal) ? result.Message[CompilationError.Length..] : result.Message);

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
