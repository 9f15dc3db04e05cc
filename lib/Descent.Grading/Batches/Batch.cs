using System.Diagnostics;
using Descent.Exercises;
using Descent.Grading.Gradebooks;

namespace Descent.Grading.Batches;

/// <summary>
/// Grades what a class handed in, into a gradebook. Each submission is recorded as soon as it is graded; whatever one of them does,
/// the others go on.
/// </summary>
/// <param name="gradebook">Where the grades go, and what is left to do.</param>
/// <param name="grader">The judge, with the gradebook's seed.</param>
public sealed class Batch(Gradebook gradebook, Grader grader)
{
    /// <summary>
    /// Notes who is there, and that what is new or was handed in again since its last grading is to be graded.
    /// </summary>
    public void Plan(SubmissionFolder folder)
    {
        gradebook.AddStudents(folder.Students.Select(files => (files.Student, files.Late, Missing: !files.HandedIn)));
        gradebook.Enqueue(folder.Students.Where(files => files.HandedIn && IsNew(files)).Select(files => files.Student), gradebook.Exercises);
    }

    /// <summary>Grades all that waits and is in the folder.</summary>
    /// <param name="folder">The submissions.</param>
    /// <param name="jobs">How many are graded at a time.</param>
    /// <param name="progress">Told of each that was recorded, from several threads.</param>
    /// <param name="cancellationToken">Ends the batch; what is not recorded by then goes on waiting.</param>
    /// <exception cref="GradebookException">A grade could not be recorded; nothing more is graded.</exception>
    public Task RunAsync(SubmissionFolder folder, int jobs, IProgress<Graded>? progress = null, CancellationToken cancellationToken = default) =>
        Parallel.ForEachAsync(Waiting(folder), new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellationToken }, async (waiting, stop) =>
        {
            using var notebooks = new StudentNotebooks(waiting.Files, grader.Options.LargestNotebook);
            long start = Stopwatch.GetTimestamp();
            var (results, problems, reports) = await GradeAsync(waiting.Files.Student, notebooks, waiting.Exercises, stop);
            // One exercise alone tells nothing new of the submission as a whole.
            bool whole = waiting.Exercises.Count == gradebook.Exercises.Count;
            gradebook.Record(waiting.Files.Student, notebooks.Digest(), whole ? problems : null, whole ? reports : null, Stopwatch.GetElapsedTime(start), results);
            progress?.Report(new Graded(
                waiting.Files.Student, results.Sum(result => result.Points), results.Sum(result => result.Possible),
                results.Count(result => result.Kind == VerdictKind.NotGraded)));
        });

    /// <summary>What waits and is in the folder.</summary>
    public IReadOnlyList<(StudentFiles Files, IReadOnlyList<string> Exercises)> Waiting(SubmissionFolder folder)
    {
        var files = folder.Students.Where(files => files.HandedIn).ToDictionary(files => files.Student);
        return [.. gradebook.Waiting().Where(waiting => files.ContainsKey(waiting.Student)).Select(waiting => (files[waiting.Student], waiting.Exercises))];
    }

    private bool IsNew(StudentFiles files)
    {
        if (gradebook.Digest(files.Student) is not { } graded)
            return true;
        using var notebooks = new StudentNotebooks(files, grader.Options.LargestNotebook);
        return notebooks.Digest() != graded;
    }

    private async Task<(List<ExerciseResult> Results, List<string> Problems, List<string> Reports)> GradeAsync(
        string student, StudentNotebooks notebooks, IReadOnlyList<string> exercises, CancellationToken stop)
    {
        List<string> problems = [.. notebooks.Problems], reports = [], empty = [];
        List<(string Notebook, ExerciseResult Result)> found = [];
        long began = Stopwatch.GetTimestamp();
        foreach (var (place, (name, path)) in notebooks.Notebooks.Index())
        {
            if (place > 0 && Stopwatch.GetElapsedTime(began) > grader.Options.StudentTime)
            {
                problems.Add($"{name}: left out, since the notebooks before it took more than {grader.Options.StudentTime.TotalMinutes:0.#} minutes");
                continue;
            }

            try
            {
                SubmissionResult result = await grader.GradeAsync(new Submission(student, path), exercises.Count == 1 ? exercises[0] : null, stop);
                found.AddRange(result.Exercises.Select(exercise => (name, exercise)));
                reports.AddRange(result.Reports.Select(report => $"{name}: {report}"));
                if (result.Problem is { } problem)
                    empty.Add($"{name}: {problem}");
            }
            catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                // No submission may end the batch; the judge's own mistake is no student's.
                found.AddRange(exercises.Select(exercise => (name, Absent(exercise, VerdictKind.NotGraded, $"The judge failed with {name}: {e.GetBaseException().Message}"))));
            }
        }
        // That other notebooks do not hold the one exercise that is graded is no problem.
        if (exercises.Count > 1 || found.Count == 0)
            problems.AddRange(empty);
        return ([.. exercises.Select(exercise => Best(exercise, [.. found.Where(pair => pair.Result.Exercise == exercise)]))], problems, reports);
    }

    // A function may be in several notebooks, as after a second try.
    private static ExerciseResult Best(string exercise, List<(string Notebook, ExerciseResult Result)> found)
    {
        if (found.Count == 0)
            return Absent(exercise, VerdictKind.Missing, $"Nothing was handed in for it: its notebook is {Catalogue.Find(exercise)!.Notebook}.ipynb.");
        var (notebook, best) = found.OrderByDescending(pair => pair.Result.Points)
            .ThenByDescending(pair => pair.Result.Kind == VerdictKind.NotGraded)
            .ThenBy(pair => pair.Result.Kind is VerdictKind.Missing or VerdictKind.NotWritten).First();
        var written = found.Where(pair => pair.Result.Kind is not (VerdictKind.Missing or VerdictKind.NotWritten)).Select(pair => pair.Notebook).ToList();
        return written.Count <= 1
            ? best
            : best with { Reports = [.. best.Reports, $"is in {written.Count} notebooks ({string.Join(", ", written)}); the best of them counts: {notebook}"] };
    }

    private static ExerciseResult Absent(string exercise, VerdictKind kind, string message) =>
        new(exercise, Catalogue.Find(exercise)!.Notebook, 0, Catalogue.Find(exercise)!.Points, kind, message, null, null, []);
}
