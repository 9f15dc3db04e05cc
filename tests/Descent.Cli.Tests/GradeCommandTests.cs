using System.Diagnostics;
using Descent.Benchmarks.Grading;
using Descent.Exercises;
using Descent.Exercises.Form;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Descent.Cli.Tests;

/// <summary><c>descent grade</c> and <c>descent gradebook</c>, as a teacher runs them.</summary>
public sealed class GradeCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("descent-grade-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("Option '--out' is required.", "grade", "submitted")]
    [InlineData("there is no folder \"nothing\"", "grade", "nothing", "--out", "grades")]
    [InlineData("\"file.txt\" is a file; give the folder that it is in", "grade", "file.txt", "--out", "grades")]
    [InlineData("there is no submission in the folder \"empty\"", "grade", "empty", "--out", "grades")]
    [InlineData("--out is in the folder of the submissions", "grade", "submitted", "--out", "submitted/grades")]
    [InlineData("--out is a file", "grade", "submitted", "--out", "file.txt")]
    [InlineData("there is no exercise or exercise notebook \"Adam\"; there are 01-bias-and-variance (Diagnose, Split)", "grade", "submitted", "--out", "grades", "-e", "Adam")]
    [InlineData("to go on with", "grade", "submitted", "--out", "grades", "--resume")]
    [InlineData("--exercise goes without it", "grade", "submitted", "--out", "grades", "--resume", "-e", "AdamStep")]
    [InlineData("--jobs must be a whole number from 1, not \"0\"", "grade", "submitted", "--out", "grades", "--jobs", "0")]
    [InlineData("there is no list of students \"class.txt\"", "grade", "submitted", "--out", "grades", "--students", "class.txt")]
    [InlineData("there is no gradebook in", "gradebook", "export", "submitted")]
    [InlineData("there is no gradebook in", "gradebook", "change", "submitted", "ann", "--points", "1")]
    [InlineData("--points must be a number from 0, not \"many\"", "gradebook", "change", "submitted", "ann", "--points", "many")]
    [InlineData("is not a gradebook", "gradebook", "export", "broken")]
    public async Task A_wrong_command_line_is_said_and_nothing_is_made(string said, params string[] arguments)
    {
        HandIn("ann", _ => null);
        Directory.CreateDirectory(Path.Combine(folder, "empty"));
        Directory.CreateDirectory(Path.Combine(folder, "broken"));
        File.WriteAllText(Path.Combine(folder, "broken", "gradebook.db"), new string('x', 1000));
        File.WriteAllText(Path.Combine(folder, "file.txt"), "");
        var (exitCode, output, error) = await DescentCommand.RunAsync(folder, arguments);
        Assert.Equal(2, exitCode);
        Assert.Contains(said, error);
        Assert.DoesNotContain("   at ", output + error);
        Assert.False(Directory.Exists(Path.Combine(folder, "grades")));
    }

    [Fact]
    public async Task A_batch_that_is_killed_and_resumed_loses_nothing_and_grades_nothing_twice()
    {
        Directory.CreateDirectory(Path.Combine(folder, "submitted"));
        IReadOnlyDictionary<string, int> deserved = GeneratedClass.Write(Path.Combine(folder, "submitted"), 24);
        using (Process process = DescentCommand.Start(folder, "grade", "submitted", "--out", "grades"))
        {
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            while (await process.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("[8/24]", StringComparison.Ordinal))
                Assert.DoesNotContain("[9/24]", line);
            process.Kill();
            await process.WaitForExitAsync();
        }
        string[] before = Recorded();
        Assert.InRange(before.Select(row => row.Split('|')[0]).Distinct().Count(), 8, 23);
        string seed = Query("SELECT value FROM gradebook WHERE name = 'seed'").Single();

        var (exitCode, output, error) = await DescentCommand.RunAsync(folder, "grade", "submitted", "--out", "grades");
        Assert.Equal(2, exitCode);
        Assert.Contains("--resume goes on with it", error);
        (exitCode, output, error) = await DescentCommand.RunAsync(folder, "grade", "submitted", "--out", "grades", "--resume");
        Assert.True(exitCode == 0, output + error);

        Assert.Equal(seed, Query("SELECT value FROM gradebook WHERE name = 'seed'").Single());
        Assert.Superset(before.ToHashSet(), Recorded().ToHashSet());
        Assert.Equal([$"{24 * Catalogue.All.Count}|{24 * Catalogue.All.Count}"], Query("SELECT count(*), count(DISTINCT student || ' ' || exercise) FROM history"));
        Assert.Equal(deserved.Select(pair => $"{pair.Key}|{pair.Value}"), Query("SELECT student, sum(points) FROM grades GROUP BY student ORDER BY student"));
        string[] csv = await File.ReadAllLinesAsync(Path.Combine(folder, "grades", "gradebook.csv"), TestContext.Current.CancellationToken);
        Assert.Equal(deserved.Select(pair => $"{pair.Key},graded,no,{pair.Value},100,"), csv.Skip(1).Select(line => string.Join(',', line.Split(',').Take(5)) + ","));
        Assert.All(deserved.Keys, student => Assert.True(File.Exists(Path.Combine(folder, "grades", "feedback", student, "results.json"))));
        Assert.Contains("24 graded, 0 missing", output);
    }

    [Fact]
    public async Task A_teachers_change_outlasts_regrading_and_what_is_handed_in_later_is_graded()
    {
        HandIn("ann", exercise => exercise.Misconceptions[0]);
        HandIn("bob", _ => null);
        Directory.CreateDirectory(Path.Combine(folder, "submitted", "fred"));
        await File.WriteAllTextAsync(Path.Combine(folder, "class.csv"), "student,group\nann,1\nbob,1\ncarl,2\nfred,2\n", TestContext.Current.CancellationToken);
        await GradeAsync("-e", "09-momentum", "--students", "class.csv");
        Assert.Equal(["ann,graded,no,0,9", "bob,graded,no,0,9", "carl,missing,no,0,9", "fred,missing,no,0,9"], Csv());
        Assert.Contains(System.Net.WebUtility.HtmlEncode(Catalogue.Find("MomentumStep")!.Misconceptions[0].Sentence), Page("ann"));

        Assert.Contains("no student \"eve\"", (await DescentCommand.RunAsync(folder, "gradebook", "change", "grades", "eve", "-p", "1")).Error);
        Assert.Contains("say what to change", (await DescentCommand.RunAsync(folder, "gradebook", "change", "grades", "ann")).Error);
        Assert.Contains("ann has no grade for AdamStep yet", (await DescentCommand.RunAsync(folder, "gradebook", "change", "grades", "ann", "-e", "AdamStep", "-p", "1")).Error);
        var (exitCode, output, _) = await DescentCommand.RunAsync(folder, "gradebook", "change", "grades", "ann", "-e", "MomentumStep", "-p", "2.5", "-c", "Nearly.", "--late", "yes");
        Assert.Equal((0, "grades: ann has 2.5 of 9 points now, late\n"), (exitCode, output));

        HandIn("bob", exercise => exercise.RightAnswers[0]);
        HandIn("carl", exercise => exercise.RightAnswers[0]);
        await GradeAsync("--resume");
        Assert.Equal(["ann,graded,yes,2.5,9", "bob,graded,no,9,9", "carl,graded,no,9,9", "fred,missing,no,0,9"], Csv());
        await GradeAsync("-e", "MomentumStep");
        Assert.Equal(["ann,graded,yes,2.5,9", "bob,graded,no,9,9", "carl,graded,no,9,9", "fred,missing,no,0,9"], Csv());
        Assert.Equal(
            ["ann|MovingAverage|1", "ann|MomentumStep|2", "bob|MovingAverage|2", "bob|MomentumStep|3", "carl|MovingAverage|1", "carl|MomentumStep|2"],
            Query("SELECT student, exercise, count(*) FROM history GROUP BY student, exercise ORDER BY student, exercise DESC"));
        Assert.Contains("Nearly.", Page("ann"));

        // Whose submission is no longer there keeps the grade.
        Directory.Delete(Path.Combine(folder, "submitted", "carl"), recursive: true);
        await GradeAsync("-e", "MovingAverage");
        Assert.Equal("carl,graded,no,9,9", Csv()[2]);

        await DescentCommand.RunAsync(folder, "gradebook", "change", "grades", "ann", "-e", "MomentumStep", "--undo");
        Directory.Delete(Path.Combine(folder, "grades", "feedback"), recursive: true);
        Assert.Equal(0, (await DescentCommand.RunAsync(folder, "gradebook", "export", "grades")).ExitCode);
        Assert.Equal("ann,graded,yes,0,9", Csv()[0]);
        Assert.DoesNotContain("Nearly.", Page("ann"));
    }

    [Fact]
    public async Task On_a_terminal_a_bar_says_how_long_it_takes()
    {
        HandIn("ann", exercise => exercise.Misconceptions[0]);
        HandIn("bob", _ => null);
        // util-linux' script makes a terminal for the command; elsewhere there is none to be had.
        if (!OperatingSystem.IsLinux())
            return;
        using Process process = Process.Start(new ProcessStartInfo("script", ["-qec", $"stty cols 120; dotnet '{DescentCommand.Path}' grade submitted --out grades -e 09-momentum", "/dev/null"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output);
        Assert.Contains("0 of 2 ", output);
        Assert.Contains(" s left", output);
        Assert.Contains("2 graded, 0 missing", output);
        Assert.Contains("MovingAverage   0.0 of 5      0.0       0   1 × ", output);
    }

    private async Task GradeAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await DescentCommand.RunAsync(folder, ["grade", "submitted", "--out", "grades", .. arguments]);
        Assert.True(exitCode == 0, output + error);
    }

    private void HandIn(string student, Func<Exercise, Answer?> answer)
    {
        string own = Directory.CreateDirectory(Path.Combine(folder, "submitted", student)).FullName;
        File.WriteAllText(Path.Combine(own, "09-momentum.ipynb"), ExerciseNotebook.Of("09-momentum", answer).ToText());
    }

    private string[] Csv() => [.. File.ReadLines(Path.Combine(folder, "grades", "gradebook.csv")).Skip(1).Select(line => string.Join(',', line.Split(',').Take(5)))];

    private string Page(string student) => File.ReadAllText(Path.Combine(folder, "grades", "feedback", student, "feedback.html"));

    private string[] Recorded() => Query("SELECT student, exercise, points, kind, message, graded_at FROM grades JOIN history USING (student, exercise, points, kind)");

    private string[] Query(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "grades", "gradebook.db")};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader rows = command.ExecuteReader();
        List<string> all = [];
        while (rows.Read())
            all.Add(string.Join('|', Enumerable.Range(0, rows.FieldCount).Select(rows.GetValue)));
        return [.. all];
    }
}
