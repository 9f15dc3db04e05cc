using Descent.Exercises;
using Descent.Grading.Gradebooks;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Descent.Grading.Tests.Gradebooks;

/// <summary>The gradebook: nothing in it is lost, and nothing is graded twice.</summary>
public sealed class GradebookTests : IDisposable
{
    private static readonly Exercise[] exercises = [Catalogue.Find("MomentumStep")!, Catalogue.Find("AdamStep")!];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_recorded_is_there_when_it_is_opened_again()
    {
        int seed;
        using (Gradebook gradebook = Created(("ann", false, false), ("bob", true, true)))
        {
            seed = gradebook.Seed;
            gradebook.Enqueue(["ann"], gradebook.Exercises);
            gradebook.Record("ann", "d1", ["a.ipynb: the file is empty"], ["for the teacher"], TimeSpan.FromSeconds(2),
                [Result("MomentumStep", 4, VerdictKind.Right), Result("AdamStep", 0, VerdictKind.Value, "AdamStep-2")]);
        }
        using Gradebook again = Gradebook.Open(folder.Path);
        Assert.Equal(seed, again.Seed);
        Assert.Equal(["ann", "bob"], again.Students);
        Assert.Equal(10, again.MaxPoints);
        Assert.Empty(again.Waiting());
        Assert.Equal("d1", again.Digest("ann"));
        StudentGrades ann = again.Find("ann")!;
        Assert.Equal((StudentState.Graded, false, 4.0, 2.0), (ann.State, ann.Late, ann.Points, ann.Seconds));
        Assert.Equal(["a.ipynb: the file is empty"], ann.Problems);
        Assert.Equal(["for the teacher"], ann.Reports);
        Assert.Equivalent(Result("AdamStep", 0, VerdictKind.Value, "AdamStep-2"), ann.Grades[1].Result, strict: true);
        StudentGrades bob = again.Find("bob")!;
        Assert.Equal((StudentState.Missing, true, 0.0), (bob.State, bob.Late, bob.Points));
        Assert.Null(again.Find("nobody"));
    }

    [Fact]
    public void Each_gradebook_draws_a_seed_of_its_own()
    {
        var seeds = Enumerable.Range(0, 5).Select(i =>
        {
            using Gradebook gradebook = Gradebook.Create(Directory.CreateDirectory(folder[$"{i}"]).FullName, exercises);
            return gradebook.Seed;
        });
        Assert.Equal(5, seeds.Distinct().Count());
    }

    [Fact]
    public void A_change_by_hand_outlasts_regrading_and_can_be_taken_back()
    {
        using Gradebook gradebook = Created(("ann", false, false));
        gradebook.Record("ann", "d1", [], [], default, [Result("MomentumStep", 0, VerdictKind.Value), Result("AdamStep", 0, VerdictKind.Value)]);
        gradebook.SetChange("ann", "AdamStep", new Change(5.5, "nearly"));
        gradebook.Enqueue(["ann"], gradebook.Exercises);
        Assert.Equal(StudentState.Waiting, gradebook.Find("ann")!.State);
        gradebook.Record("ann", "d2", [], [], default, [Result("MomentumStep", 4, VerdictKind.Right), Result("AdamStep", 0, VerdictKind.Shape)]);
        StudentGrades ann = gradebook.Find("ann")!;
        Assert.Equal((9.5, 0, "nearly"), (ann.Points, ann.Grades[1].Result.Points, ann.Grades[1].Change!.Comment));
        gradebook.SetChange("ann", null, new Change(8, null));
        Assert.Equal(8, gradebook.Find("ann")!.Points);
        gradebook.SetChange("ann", null, null);
        gradebook.SetChange("ann", "AdamStep", null);
        Assert.Equal(4, gradebook.Find("ann")!.Points);
    }

    [Fact]
    public void What_could_not_be_graded_waits_and_keeps_the_grade_it_had()
    {
        using Gradebook gradebook = Created(("ann", false, false));
        gradebook.Enqueue(["ann"], gradebook.Exercises);
        gradebook.Record("ann", "d1", [], [], default, [Result("MomentumStep", 4, VerdictKind.Right), Result("AdamStep", 0, VerdictKind.NotGraded)]);
        Assert.Equal(["AdamStep"], Assert.Single(gradebook.Waiting()).Exercises);
        Assert.Equal(StudentState.Waiting, gradebook.Find("ann")!.State);
        gradebook.Enqueue(["ann"], gradebook.Exercises);
        gradebook.Record("ann", "d1", [], [], default, [Result("MomentumStep", 0, VerdictKind.NotGraded), Result("AdamStep", 6, VerdictKind.Right)]);
        Assert.Equal(10, gradebook.Find("ann")!.Points);
        Assert.Equal(["MomentumStep"], Assert.Single(gradebook.Waiting()).Exercises);
    }

    [Fact]
    public void Another_process_or_another_file_is_refused_in_words()
    {
        Assert.Contains("there is no gradebook in", Assert.Throws<GradebookException>(() => Gradebook.Open(folder.Path)).Message);
        using (Created())
        {
            Assert.Contains("in use by another process", Assert.Throws<GradebookException>(() => Gradebook.Open(folder.Path)).Message);
            Assert.Contains("there is a gradebook already", Assert.Throws<GradebookException>(() => Gradebook.Create(folder.Path, exercises)).Message);
        }
        using (Gradebook.Open(folder.Path))
            Assert.Contains("in use by another process", Assert.Throws<GradebookException>(() => Gradebook.Open(folder.Path)).Message);
        folder.Write("text/gradebook.db", "not a database, but long enough to be looked at by whoever opens it");
        Assert.Contains("is not a gradebook", Assert.Throws<GradebookException>(() => Gradebook.Open(folder["text"])).Message);
        Directory.CreateDirectory(folder["other"]);
        using (var other = new SqliteConnection($"Data Source={folder["other/gradebook.db"]};Pooling=False"))
        {
            other.Open();
            using SqliteCommand command = other.CreateCommand();
            command.CommandText = "CREATE TABLE something (x)";
            command.ExecuteNonQuery();
        }
        Assert.Contains("is not a gradebook", Assert.Throws<GradebookException>(() => Gradebook.Open(folder["other"])).Message);
        // What a process leaves that was killed before its first write.
        folder.Write("new/gradebook.db", "");
        Assert.False(Gradebook.Exists(folder["new"]));
        Gradebook.Create(folder["new"], exercises).Dispose();
    }

    private static ExerciseResult Result(string id, int points, VerdictKind kind, string? misconception = null)
    {
        Exercise exercise = Catalogue.Find(id)!;
        return new ExerciseResult(id, exercise.Notebook, points, exercise.Points, kind, $"{id} is {kind}.", misconception, null, []);
    }

    private Gradebook Created(params (string Student, bool Late, bool Missing)[] students)
    {
        Gradebook gradebook = Gradebook.Create(folder.Path, exercises);
        gradebook.AddStudents(students);
        return gradebook;
    }
}
