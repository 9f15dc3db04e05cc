using System.CommandLine;
using Descent.Exercises;
using Descent.Grading;
using Descent.Grading.Batches;
using Descent.Grading.Gradebooks;
using Descent.Grading.Reports;
using Descent.Grading.Sandboxing;
using Descent.Notebooks;
using Spectre.Console;

namespace Descent.Cli;

/// <summary><c>descent grade</c>: grades what a class handed in.</summary>
internal sealed class GradeCommand
{
    private readonly Argument<string> submissions = new("submissions")
    {
        Description = "The folder of the submissions: a folder per student, or notebooks and zips side by side.",
        HelpName = "SUBMISSIONS",
    };

    private readonly Option<string> output = new("--out", "-o")
    {
        Description = "The folder of the gradebook, the feedback pages and the summary; made if it is not there.",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<int> jobs = new("--jobs", "-j")
    {
        Description = "How many submissions are graded at once.",
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private readonly Option<bool> resume = new("--resume")
    {
        Description = "Go on with the gradebook in DIR: grade what is left of it, what is new and what was handed in again.",
    };

    private readonly Option<string[]> exercises = new("--exercise", "-e")
    {
        Description = "Grade this function (AdamStep), or those of this notebook (11-adam), and not the whole course; "
            + "in a gradebook that is there, grade it again for everybody. May be given several times.",
        HelpName = "ID",
    };

    private readonly Option<string?> students = new("--students", "-s")
    {
        Description = "A file with the name of each student, one a line or in the first column of a CSV: whoever of them handed in nothing is listed as missing.",
        HelpName = "FILE",
    };

    private readonly Option<bool> allowUnsandboxed = new("--allow-unsandboxed")
    {
        Description = "Grade without a sandbox where there is none. What was handed in then runs with your rights: for code that you trust.",
    };

    /// <summary>The verb, ready to be added to the command.</summary>
    public static Command Create()
    {
        var grade = new GradeCommand();
        var command = new Verb("grade", "Grades the exercises that a class handed in.", $"""
            Whose is whose: {NameRule.InWords.ReplaceLineEndings(" ")}.

            Into DIR go gradebook.db (SQLite) and gradebook.csv, summary.html for the teacher, and for each student feedback/STUDENT/ with
            feedback.html, feedback.json and results.json (Gradescope). The hidden cases are drawn from a random seed, which is kept in the
            gradebook and used again. Points and comments of your own ("descent gradebook change") outlast every regrading.

            Examples:
              descent grade submitted --out grades                       the whole course
              descent grade week2 --out grades2 -e 02-backpropagation    one notebook
              descent grade submitted --out grades --resume              after an interruption, or when more was handed in
              descent grade submitted --out grades -e AdamStep           AdamStep again, for everybody

            Exit code: 0 if every submission has its grades; 1 if not; 2 if the command line is wrong.

            """)
        {
            grade.submissions, grade.output, grade.jobs, grade.resume, grade.exercises, grade.students, grade.allowUnsandboxed,
        };
        grade.jobs.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out int value) || value < 1))
                result.AddError($"--jobs must be a whole number from 1, not \"{result.Tokens[0].Value}\".");
        });
        command.SetAction(grade.InvokeAsync);
        return command;
    }

    private async Task<int> InvokeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string folder = Path.GetFullPath(parsed.GetRequiredValue(output));
        try
        {
            IReadOnlyList<Exercise> chosen = GradedExercises.Of(parsed.GetValue(exercises) ?? []);
            string source = Source(parsed.GetRequiredValue(submissions), folder);
            SubmissionFolder found = SubmissionFolder.Find(source, parsed.GetValue(students) is { } list ? StudentList.Read(list) : null);
            IAnsiConsole console = Terminal.Create();
            GradeReport.PrintMapping(console, found);
            if (found.Students.All(files => !files.HandedIn))
                throw new UsageException($"there is no submission in the folder \"{parsed.GetRequiredValue(submissions)}\"");
            var options = new GraderOptions { AllowUnsandboxed = parsed.GetValue(allowUnsandboxed) };
            // Tried before anything is written.
            console.WriteLine(new Grader(seed: 0, options).Sandbox.Description);
            using Gradebook gradebook = Open(folder, chosen, parsed.GetValue(resume));
            var batch = new Batch(gradebook, new Grader(gradebook.Seed, options));
            batch.Plan(found);
            if (chosen.Count > 0)
                gradebook.Enqueue(found.Students.Where(files => files.HandedIn).Select(files => files.Student), chosen);
            int count = batch.Waiting(found).Count;
            GradeReport.PrintPlan(console, gradebook, found, count);
            await GradeProgress.ShowAsync(console, count, progress => batch.RunAsync(found, parsed.GetValue(jobs), progress, cancellationToken));
            ClassSummary summary = ReportFolder.Write(gradebook, folder);
            GradeReport.PrintSummary(console, summary, folder);
            return batch.Waiting(found).Count == 0 ? ExitCode.Success : ExitCode.Failure;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("descent grade: interrupted; what is graded is kept, and --resume goes on");
            return ExitCode.Interrupted;
        }
        catch (Exception e) when (e is SandboxException or KernelException)
        {
            await Console.Error.WriteLineAsync($"descent grade: {e.Message}");
            return ExitCode.Failure;
        }
        catch (Exception e) when (e is UsageException or GradebookException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"descent grade: {e.Message}");
            return ExitCode.Usage;
        }
    }

    private static string Source(string given, string output)
    {
        string source = Path.GetFullPath(given);
        if (File.Exists(source))
            throw new UsageException($"\"{given}\" is a file; give the folder that it is in");
        if (!Directory.Exists(source))
            throw new UsageException($"there is no folder \"{given}\"");
        if (File.Exists(output))
            throw new UsageException($"--out is a file, \"{output}\"; give a folder");
        string relative = Path.GetRelativePath(source, output);
        if (relative != ".." && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !Path.IsPathRooted(relative))
            throw new UsageException("--out is in the folder of the submissions, where it would be taken for a student; choose another one");
        return source;
    }

    private static Gradebook Open(string folder, IReadOnlyList<Exercise> chosen, bool resume)
    {
        if (resume && chosen.Count > 0)
            throw new UsageException("--resume grades all that is left; --exercise goes without it");
        if (!Gradebook.Exists(folder))
        {
            if (resume)
                throw new UsageException($"there is no gradebook in {folder} to go on with; without --resume, a new one is made");
            Directory.CreateDirectory(folder);
            return Gradebook.Create(folder, chosen.Count > 0 ? chosen : Catalogue.All);
        }
        if (!resume && chosen.Count == 0)
            throw new UsageException($"there is a gradebook in {folder} already: --resume goes on with it, --exercise ID grades an exercise again");
        Gradebook gradebook = Gradebook.Open(folder);
        gradebook.AddExercises(chosen);
        return gradebook;
    }
}
