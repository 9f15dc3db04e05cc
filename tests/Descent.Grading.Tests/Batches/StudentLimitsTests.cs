using System.IO.Compression;
using Descent.Exercises;
using Descent.Grading.Batches;
using Descent.Grading.Gradebooks;
using Xunit;

namespace Descent.Grading.Tests.Batches;

/// <summary>What one student may take of the judge's time and of the teacher's.</summary>
public sealed class StudentLimitsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("descent-student-").FullName;

    [Fact]
    public async Task Notebooks_beyond_the_students_time_are_left_out_and_named()
    {
        string submitted = Directory.CreateDirectory(Path.Combine(folder, "submitted", "ann")).Parent!.FullName;
        using var handIn = HandIn.Of("04-l2-regularization", exercise => exercise.RightAnswers[0]);
        foreach (string name in (string[])["first", "second", "third"]) File.Copy(handIn.Path, Path.Combine(submitted, "ann", name + ".ipynb"));
        using var gradebook = Gradebook.Create(Directory.CreateDirectory(Path.Combine(folder, "grades")).FullName, Catalogue.All);
        var batch = new Batch(gradebook, new Grader(gradebook.Seed, new GraderOptions { StudentTime = TimeSpan.FromMilliseconds(1) }));
        var found = SubmissionFolder.Find(submitted);
        batch.Plan(found);
        await batch.RunAsync(found, jobs: 1, cancellationToken: TestContext.Current.CancellationToken);
        var ann = gradebook.Find("ann")!;
        Assert.Equal(["second.ipynb", "third.ipynb"], ann.Problems.Select(problem => problem.Split(':')[0]));
        Assert.Equal((StudentState.Graded, 9), (ann.State, ann.Points));
    }

    [Fact]
    public void A_zip_of_a_thousand_bad_names_is_told_in_a_page()
    {
        string path = Path.Combine(folder, "ann.zip");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
            for (int i = 0; i < 1000; i++) zip.CreateEntry($"../{new string('x', 20_000)}{i}.ipynb");
        using var notebooks = new StudentNotebooks(new StudentFiles("ann", [path], false, []), 1 << 20);
        Assert.Empty(notebooks.Notebooks);
        Assert.Equal("and 950 more", notebooks.Problems[^1]);
        Assert.InRange(notebooks.Problems.Sum(problem => problem.Length), 1, 20_000);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
