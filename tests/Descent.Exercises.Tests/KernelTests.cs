using System.Text.Json.Nodes;
using Descent.Exercises.Form;
using Descent.Notebooks;
using Xunit;

namespace Descent.Exercises.Tests;

/// <summary>The notebooks in the real kernel: solved from the catalogue, and as a learner opens them.</summary>
public sealed class KernelTests
{
    public static TheoryData<string> Names => [.. ExerciseNotebook.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_solved_notebook_is_green_and_its_experiment_works(string name)
    {
        var run = await Run(ExerciseNotebook.Of(name, exercise => exercise.RightAnswers[0]));
        Assert.True(run.Completed, run.Failure);
        foreach (var exercise in Catalogue.All.Where(e => e.Notebook == name))
            Assert.StartsWith($"✓ {exercise.Id}: {exercise.Points} of {exercise.Points} points", Plain(run, "check-" + exercise.CellId));
    }

    // One of stubs, one with code that is to be mended.
    [Theory]
    [InlineData("02-backpropagation")]
    [InlineData("07-gradient-checking")]
    public async Task An_unsolved_notebook_runs_up_to_its_experiment_and_says_what_is_missing(string name)
    {
        var run = await Run(ExerciseNotebook.Of(name));
        foreach (var exercise in Catalogue.All.Where(e => e.Notebook == name))
            Assert.Matches(exercise.Start is null ? "not written yet" : "code as it was found", Plain(run, "check-" + exercise.CellId));
        Assert.False(run.Completed);
        Assert.Matches("^cell [0-9]+ \\(experiment\\): .*is not written yet", run.Failure);
    }

    [Fact]
    public async Task An_error_shows_the_learners_own_line()
    {
        var run = await Run(ExerciseNotebook.Of("02-backpropagation", exercise => exercise.Id switch
        {
            "LayerForward" => new Answer(null!, "static (X, W, b) =>\n{\n    var Z = X * W; // the wrong way round\n    return (Z, Z);\n}"),
            "LayerBackward" => new Answer(null!, "static (dA, Z, X, W) => LayerBackward(dA, Z, X, W)"),
            _ => null,
        }));
        Assert.Contains("stopped with an error in cell 2, line 10: Matrix dimensions must agree", Plain(run, "check-layer-forward"));
        Assert.Contains("\n    var Z = X * W; // the wrong way round\nFor example, with", Plain(run, "check-layer-forward").ReplaceLineEndings("\n"));
        Assert.Contains("calls itself without end.\n    return LayerBackward(dA, Z, X, W);\n", Plain(run, "check-layer-backward").ReplaceLineEndings("\n"));
        Assert.StartsWith("… SoftmaxCrossEntropy", Plain(run, "check-softmax-cross-entropy"));
    }

    [Fact]
    public async Task A_type_of_the_functions_name_is_answered_in_words()
    {
        var run = await Run(ExerciseNotebook.Of("02-backpropagation", exercise => exercise.RightAnswers[0]), json =>
            json["cells"]!.AsArray().First(cell => (string?)cell!["id"] == "layer-forward")!["source"] = "class LayerForward { }");
        Assert.False(run.Completed);
        Assert.Contains("LayerForward is a type here, not a function or a variable. Where a function or a variable has that name too, the type hides it: "
            + "give the type another name, and run the other's cell again.", run.Failure);
    }

    private static string Plain(NotebookRun run, string id) =>
        string.Concat(run.Cells.Single(cell => cell.Cell.Id == id).Cell.Outputs.Select(output => output!["data"]?["text/plain"] switch
        {
            JsonArray lines => string.Concat(lines.Select(line => (string?)line)),
            var text => (string?)text,
        }));

    // Beside a lib folder, as the notebooks stand, and away from them.
    private static async Task<NotebookRun> Run(ExerciseNotebook notebook, Action<JsonObject>? change = null)
    {
        var course = Directory.CreateTempSubdirectory("descent-");
        try
        {
            Directory.CreateSymbolicLink(Path.Combine(course.FullName, "lib"), Path.Combine(Repository.Root, "lib"));
            var folder = course.CreateSubdirectory("notebooks").CreateSubdirectory("exercises").FullName;
            File.Copy(Path.Combine(Repository.Exercises, "setup.cs"), Path.Combine(folder, "setup.cs"));
            var path = Path.Combine(folder, notebook.Name + ".ipynb");
            var json = JsonNode.Parse(notebook.ToText())!.AsObject();
            change?.Invoke(json);
            await File.WriteAllTextAsync(path, json.ToJsonString(), TestContext.Current.CancellationToken);
            return await new NotebookRunner(new KernelOptions()).RunAsync(path, TestContext.Current.CancellationToken);
        }
        finally
        {
            course.Delete(recursive: true);
        }
    }
}
