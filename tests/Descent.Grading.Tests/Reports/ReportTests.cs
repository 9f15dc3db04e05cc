using System.Text.Json.Nodes;
using Descent.Exercises;
using Descent.Grading.Gradebooks;
using Descent.Grading.Reports;
using Xunit;

namespace Descent.Grading.Tests.Reports;

/// <summary>What students and teachers read, made from a gradebook.</summary>
public sealed class ReportTests : IDisposable
{
    private const string Hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>\u0007 \"quoted\" & 'that' </title> \u202E";
    private static readonly Exercise momentum = Catalogue.Find("MomentumStep")!;
    private static readonly Exercise adam = Catalogue.Find("AdamStep")!;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_learners_wrote_is_text_on_every_page()
    {
        using (Gradebook gradebook = Gradebook.Create(folder.Path, [momentum, adam]))
        {
            gradebook.AddStudents([(Hostile.Replace('/', '|'), false, false)]);
            gradebook.Record(Hostile.Replace('/', '|'), "d", [Hostile], [Hostile], default,
            [
                Result(momentum, 0, VerdictKind.Threw) with { Message = Hostile, Example = Hostile, Reports = [Hostile] },
                Result(adam, 0, VerdictKind.Died) with { Message = Hostile },
            ]);
            gradebook.SetChange(Hostile.Replace('/', '|'), "AdamStep", new Change(1, Hostile));
            ReportFolder.Write(gradebook, folder.Path);
        }
        string[] pages = Directory.GetFiles(folder.Path, "*.html", SearchOption.AllDirectories);
        Assert.Equal(2, pages.Length);
        foreach (string page in pages.Select(File.ReadAllText))
        {
            Assert.Contains("&lt;script&gt;alert(1)", page);
            Assert.DoesNotContain("<script", page);
            Assert.DoesNotContain("<img", page);
            Assert.DoesNotContain('\u0007', page);
            Assert.Single(page.Split("</title>"), part => part.StartsWith("\n<style>", StringComparison.Ordinal));
            Assert.Contains("default-src 'none'", page);
        }
    }

    [Fact]
    public void A_student_reads_points_sentences_and_comments_and_no_hidden_numbers()
    {
        StudentGrades ann = Ann();
        string page = FeedbackPage.Of(ann, 10);
        foreach (string words in new[]
        {
            "8.5 of 10 points", "handed in late", "old.ipynb: the file is empty", "✓</span> MomentumStep", "✗</span> AdamStep", "the sentence",
            "from 0 to 4.5", "<b>Your teacher:</b> nearly", "<b>Your teacher:</b> well done",
        })
            Assert.Contains(words, page);
        Assert.DoesNotContain("hidden numbers", page);
        Assert.DoesNotContain("for the teacher", page);
        JsonObject json = FeedbackJson.Of(ann, 10);
        Assert.Equal(("ann", 8.5, 10), ((string)json["student"]!, (double)json["points"]!, (int)json["possible"]!));
        Assert.Equal(["right", "value"], json["exercises"]!.AsArray().Select(exercise => (string)exercise!["kind"]!));
        Assert.Equal((4.5, 0), ((double)json["exercises"]![1]!["points"]!, (int)json["exercises"]![1]!["judged_points"]!));
        Assert.DoesNotContain("hidden numbers", json.ToJsonString());
        Assert.DoesNotContain("for the teacher", json.ToJsonString());
    }

    [Fact]
    public void Gradescope_gets_every_field_of_its_format_with_its_types()
    {
        JsonObject results = GradescopeResults.Of(Ann(), 10);
        Assert.Equal(
        [
            "score", "execution_time", "output", "output_format", "test_output_format", "test_name_format", "visibility", "stdout_visibility",
            "extra_data", "tests", "leaderboard",
        ], results.Select(field => field.Key));
        Assert.Equal((8.5, 2.5), ((double)results["score"]!, (double)results["execution_time"]!));
        Assert.Equal(8.5, results["tests"]!.AsArray().Sum(test => (double)test!["score"]!));
        foreach (JsonObject test in results["tests"]!.AsArray().OfType<JsonObject>())
        {
            Assert.Equal(
                ["score", "max_score", "status", "name", "name_format", "number", "output", "output_format", "tags", "visibility", "extra_data"],
                test.Select(field => field.Key));
            Assert.Contains((string)test["status"]!, new[] { "passed", "failed" });
            Assert.Equal(("text", "text", "visible"), ((string)test["output_format"]!, (string)test["name_format"]!, (string)test["visibility"]!));
            Assert.Single(test["tags"]!.AsArray());
        }
        Assert.Equal(["passed", "failed"], results["tests"]!.AsArray().Select(test => (string)test!["status"]!));
        Assert.Equal(("Points", 8.5, "desc"), ((string)results["leaderboard"]![0]!["name"]!, (double)results["leaderboard"]![0]!["value"]!, (string)results["leaderboard"]![0]!["order"]!));
        Assert.DoesNotContain("hidden numbers", results.ToJsonString());
    }

    [Fact]
    public void The_table_opens_in_a_spreadsheet_and_runs_nothing_there()
    {
        using var writer = new StringWriter();
        StudentGrades formula = new("=HYPERLINK(\"http://example.org\")", StudentState.Missing, false, [], [], 0, [], null);
        GradebookCsv.Write(writer, [Ann(), formula], [momentum, adam]);
        Assert.Equal(
            "student,state,late,points,possible,MomentumStep,AdamStep,changed,comment,problems,reports\r\n"
            + "ann,graded,yes,8.5,10,4,4.5,yes,well done; AdamStep: nearly,old.ipynb: the file is empty,AdamStep: for the teacher\r\n"
            + "\"'=HYPERLINK(\"\"http://example.org\"\")\",missing,no,0,10,,,no,,,\r\n", writer.ToString());
    }

    [Fact]
    public void The_summary_has_mean_spread_and_the_most_frequent_misconception_of_those_who_handed_in()
    {
        var summary = new ClassSummary([momentum, adam]);
        // AdamStep: 6, 0, 0, 0 → mean 1.5, deviation √((4.5² + 3·1.5²)/4) = √6.75.
        summary.Add(Student("a", Result(momentum, 4, VerdictKind.Right), Result(adam, 6, VerdictKind.Right)));
        summary.Add(Student("b", Result(momentum, 4, VerdictKind.Right), Result(adam, 0, VerdictKind.Value, 3)));
        summary.Add(Student("c", Result(momentum, 4, VerdictKind.Right), Result(adam, 0, VerdictKind.Value, 3)));
        summary.Add(Student("d", Result(momentum, 0, VerdictKind.Missing), Result(adam, 0, VerdictKind.Value, 1)));
        summary.Add(new StudentGrades("e", StudentState.Missing, false, [], [], 0, [], null));
        ExerciseStatistics statistics = summary.Exercises[1];
        Assert.Equal((4, 1.5, 1, 4), (statistics.Points.Count, statistics.Points.Mean, statistics.Right, statistics.Written));
        Assert.Equal(Math.Sqrt(6.75), statistics.Points.Deviation, 12);
        Assert.Equal(("AdamStep-3", 2), statistics.MostFrequent);
        Assert.Equal(adam.Misconceptions[2].Sentence, statistics.Sentence("AdamStep-3"));
        Assert.Equal((3, null), (summary.Exercises[0].Written, summary.Exercises[0].MostFrequent));
        Assert.Equal((5, 4, 1, 4.5), (summary.Students, summary.Count(StudentState.Graded), summary.Count(StudentState.Missing), summary.Points.Mean));
        Assert.Equal([1, 0, 0, 0, 2, 0, 0, 0, 0, 1], summary.Tenths);
        using var page = new StringWriter();
        SummaryPage.Write(page, summary, [], student => student);
        Assert.Contains("Mean 4.5 of 10 points", page.ToString());
        Assert.Contains("2 × ", page.ToString());
    }

    [Theory]
    [InlineData("ann", true)]
    [InlineData("Zoë Müller", true)]
    [InlineData("ann.lee@example.org", true)]
    [InlineData("a/b", false)]
    [InlineData("..", false)]
    [InlineData(".", false)]
    [InlineData("con", false)]
    [InlineData("CON.txt", false)]
    [InlineData("aux .b", false)]
    [InlineData("COM1", false)]
    [InlineData("COM1a", true)]
    [InlineData("ann ", false)]
    [InlineData("Zoe\u0308", false)]
    [InlineData("ann\u200b", false)]
    [InlineData("", false)]
    [InlineData("ann.", false)]
    [InlineData("a:b*c?", false)]
    public void A_students_folder_is_a_name_on_every_system(string student, bool same)
    {
        string name = ReportFolder.FolderName(student);
        Assert.Equal(same, name == student);
        Assert.DoesNotContain(name, c => "/\\:*?\"<>|".Contains(c));
        Assert.NotEqual(name, ReportFolder.FolderName(student + "/"));
        Assert.DoesNotMatch(@"^(?i:con|prn|aux|nul|com\d|lpt\d) *(\.|$)|[ .]$", name);
        Assert.Equal(folder.Path, Path.GetDirectoryName(Path.GetFullPath(folder[name])));
    }

    [Fact]
    public void A_long_name_fits_into_a_folders_on_every_system()
    {
        foreach (char letter in "aä語")
        {
            string name = ReportFolder.FolderName(new string(letter, 200));
            Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(name), 1, 255);
            Assert.NotEqual(name, ReportFolder.FolderName(new string(letter, 201)));
            Assert.True(Directory.CreateDirectory(folder[name]).Exists);
        }
    }

    [Fact]
    public void Students_whose_names_Windows_takes_for_one_have_feedback_of_their_own_and_no_earlier_ones_moves()
    {
        using Gradebook gradebook = Gradebook.Create(folder.Path, [momentum]);
        gradebook.AddStudents([("bob", false, true), ("Zoë", false, true)]);
        ReportFolder.Write(gradebook, folder.Path);
        string[] students = ["bob", "BOB", "Bob", "Zoë", "zoë", "Zoe\u0308", "ZOË"];
        gradebook.AddStudents(students.Select(student => (student, false, true)));
        ReportFolder.Write(gradebook, folder.Path);

        string[] folders = [.. Directory.GetDirectories(folder["feedback"]).Select(path => Path.GetFileName(path)!)];
        Assert.Equal(students.Length, folders.Select(name => name.Normalize().ToUpperInvariant()).Distinct().Count());
        Assert.Contains("bob", folders);
        Assert.Contains("Zoë", folders);
        var names = ReportFolder.FolderNames(gradebook.StudentsAsAdded);
        string summary = Files()["summary.html"];
        foreach (string student in students)
        {
            Assert.Contains($"<h1><bdi>{System.Net.WebUtility.HtmlEncode(student)}</bdi></h1>", File.ReadAllText(folder[$"feedback/{names[student]}/feedback.html"]), StringComparison.Ordinal);
            Assert.Contains($"href=\"feedback/{Uri.EscapeDataString(names[student])}/feedback.html\"", summary, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Reports_are_the_same_each_time_and_only_of_what_is_in_the_gradebook()
    {
        using Gradebook gradebook = Gradebook.Create(folder.Path, [momentum, adam]);
        gradebook.AddStudents([("ann", false, false), ("bob", false, true)]);
        gradebook.Record("ann", "d", [], [], TimeSpan.FromSeconds(1), [Result(momentum, 4, VerdictKind.Right), Result(adam, 6, VerdictKind.Right)]);
        ReportFolder.Write(gradebook, folder.Path);
        Dictionary<string, string> before = Files();
        Assert.Equal(
        [
            "feedback/ann/feedback.html", "feedback/ann/feedback.json", "feedback/ann/results.json", "feedback/bob/feedback.html",
            "feedback/bob/feedback.json", "feedback/bob/results.json", "gradebook.csv", "summary.html",
        ], before.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(before.Values, text => text.Contains($"{gradebook.Seed}"));
        Assert.Contains("href=\"feedback/ann/feedback.html\"", before["summary.html"]);
        ReportFolder.Write(gradebook, folder.Path);
        Assert.Equal(before, Files());
    }

    private Dictionary<string, string> Files() => Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories)
        .Where(path => !Path.GetFileName(path).StartsWith(Gradebook.FileName, StringComparison.Ordinal))
        .ToDictionary(path => Path.GetRelativePath(folder.Path, path).Replace('\\', '/'), File.ReadAllText);

    private static StudentGrades Ann() => new("ann", StudentState.Graded, Late: true, ["old.ipynb: the file is empty"], [], 2.5,
    [
        new Grade(Result(momentum, 4, VerdictKind.Right), null),
        new Grade(
            Result(adam, 0, VerdictKind.Value) with { Message = "the sentence", Example = "hidden numbers", Reports = ["for the teacher"] },
            new Change(4.5, "nearly")),
    ], new Change(null, "well done"));

    private static StudentGrades Student(string name, params ExerciseResult[] results) =>
        new(name, StudentState.Graded, false, [], [], 0, [.. results.Select(result => new Grade(result, null))], null);

    private static ExerciseResult Result(Exercise exercise, int points, VerdictKind kind, int misconception = 0) =>
        new(exercise.Id, exercise.Notebook, points, exercise.Points, kind, $"{kind}.", misconception > 0 ? $"{exercise.Id}-{misconception}" : null, null, []);
}
