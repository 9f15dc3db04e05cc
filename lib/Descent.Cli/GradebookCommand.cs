using System.CommandLine;
using Descent.Exercises;
using Descent.Grading.Gradebooks;
using Descent.Grading.Reports;

namespace Descent.Cli;

/// <summary><c>descent gradebook</c>: what a teacher does with a gradebook by hand.</summary>
internal sealed class GradebookCommand
{
    private readonly Argument<string> folder = new("dir")
    {
        Description = "The folder of the gradebook: what \"descent grade\" was given as --out.",
        HelpName = "DIR",
    };

    private readonly Argument<string> student = new("student") { Description = "The student.", HelpName = "STUDENT" };

    private readonly Option<string?> exercise = new("--exercise", "-e")
    {
        Description = "The exercise (AdamStep); without it, the submission as a whole.",
        HelpName = "ID",
    };

    private readonly Option<double?> points = new("--points", "-p")
    {
        Description = "The points that count from now on, instead of the judge's.",
        HelpName = "N",
    };

    private readonly Option<string?> comment = new("--comment", "-c")
    {
        Description = "What the student is to read.",
        HelpName = "TEXT",
    };

    private readonly Option<string?> late = new("--late")
    {
        Description = "Whether the submission came late.",
        HelpName = "yes|no",
    };

    private readonly Option<bool> undo = new("--undo")
    {
        Description = "Take back points and comment: the judge's points count again.",
    };

    /// <summary>The verb, ready to be added to the command.</summary>
    public static Command Create()
    {
        var gradebook = new GradebookCommand();
        var change = new Verb("change", "Sets points or a comment by hand; they outlast every regrading.", """
            The feedback, the CSV and the summary are written anew.

            Examples:
              descent gradebook change grades ann -e AdamStep -p 6 -c "The formula is right; only the name is wrong."
              descent gradebook change grades ann --points 80 --late yes --comment "One day late: 10 points less."
              descent gradebook change grades ann -e AdamStep --undo

            Exit code: 0 if it is done; 2 if the command line is wrong.

            """)
        {
            gradebook.folder, gradebook.student, gradebook.exercise, gradebook.points, gradebook.comment, gradebook.late, gradebook.undo,
        };
        gradebook.points.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !(double.TryParse(result.Tokens[0].Value, out double value) && value is >= 0 and <= 1e6))
                result.AddError($"--points must be a number from 0, not \"{result.Tokens[0].Value}\".");
        });
        gradebook.late.AcceptOnlyFromAmong("yes", "no");
        change.SetAction(parsed => gradebook.Invoke(parsed, "change", book => gradebook.Change(parsed, book)));
        var export = new Verb("export", "Writes the CSV, the summary and every student's feedback from a gradebook.", """
            For a gradebook that was changed with other tools, or whose feedback was deleted.

            Exit code: 0 if it is done; 2 if the command line is wrong.

            """)
        {
            gradebook.folder,
        };
        export.SetAction(parsed => gradebook.Invoke(parsed, "export", book => $"{book.Students.Count} students"));
        return new Command("gradebook", "Changes grades by hand, and writes the reports of a gradebook.") { change, export };
    }

    private int Invoke(ParseResult parsed, string verb, Func<Gradebook, string> action)
    {
        string path = parsed.GetRequiredValue(folder);
        try
        {
            using Gradebook gradebook = Gradebook.Open(Path.GetFullPath(path));
            string done = action(gradebook);
            ReportFolder.Write(gradebook, Path.GetFullPath(path));
            Console.Out.WriteLine($"{path}: {done}");
            return ExitCode.Success;
        }
        catch (Exception e) when (e is UsageException or GradebookException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"descent gradebook {verb}: {e.Message}");
            return ExitCode.Usage;
        }
    }

    private string Change(ParseResult parsed, Gradebook gradebook)
    {
        string name = parsed.GetRequiredValue(student);
        StudentGrades before = gradebook.Find(name) ?? throw new UsageException($"there is no student \"{name}\" in the gradebook");
        Exercise? chosen = null;
        if (parsed.GetValue(exercise) is { } id)
        {
            IReadOnlyList<Exercise> named = GradedExercises.Of([id]);
            chosen = named.Count == 1 ? named[0] : throw new UsageException($"\"{id}\" names {named.Count} exercises; choose one: {string.Join(", ", named.Select(one => one.Id))}");
            if (before.Grades.All(grade => grade.Result.Exercise != chosen.Id))
                throw new UsageException($"{name} has no grade for {chosen.Id} yet");
        }
        var (newPoints, newComment, newLate) = (parsed.GetValue(points), parsed.GetValue(comment), parsed.GetValue(late));
        bool undone = parsed.GetValue(undo);
        if (undone == (newPoints is not null || newComment is not null) && (undone || newLate is null))
            throw new UsageException(undone ? "--undo goes without --points and --comment" : "say what to change: --points, --comment, --late or --undo");

        Change? old = chosen is null ? before.Change : before.Grades.Single(grade => grade.Result.Exercise == chosen.Id).Change;
        if (undone)
            gradebook.SetChange(name, chosen?.Id, null);
        else if (newPoints is not null || newComment is not null)
            gradebook.SetChange(name, chosen?.Id, new Change(newPoints ?? old?.Points, newComment ?? old?.Comment));
        if (newLate is not null)
            gradebook.SetLate(name, newLate == "yes");
        StudentGrades after = gradebook.Find(name)!;
        return $"{GradeReport.Name(name)} has {after.Points:0.##} of {gradebook.MaxPoints} points now{(after.Late ? ", late" : "")}";
    }
}
