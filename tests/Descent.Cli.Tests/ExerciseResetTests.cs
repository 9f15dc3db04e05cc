using Descent.Notebooks;
using Xunit;

namespace Descent.Cli.Tests;

/// <summary><c>descent exercise reset</c>, as a user runs it.</summary>
public sealed class ExerciseResetTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("descent-").FullName;

    private string Notebook => Path.Combine(folder, "mine.ipynb");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task It_brings_back_a_deleted_check_and_keeps_what_was_written()
    {
        var original = await File.ReadAllTextAsync(Exercise("02-backpropagation"), TestContext.Current.CancellationToken);
        var notebook = Descent.Notebooks.Notebook.Read(Exercise("02-backpropagation"));
        notebook.Cells.Single(cell => cell.Id == "layer-forward").Source = "// my own";
        notebook.Json["cells"]!.AsArray().Remove(notebook.Cells.Single(cell => cell.Id == "check-layer-forward").Json);
        notebook.Write(Notebook);

        var (exitCode, output, error) = await DescentCommand.RunAsync(folder, "exercise", "reset", "mine.ipynb");
        Assert.Equal((0, "mine.ipynb: brought back check-layer-forward\n", ""), (exitCode, output, error));
        Assert.Contains("// my own", await File.ReadAllTextAsync(Notebook, TestContext.Current.CancellationToken));

        (exitCode, output, _) = await DescentCommand.RunAsync(folder, "exercise", "reset", "mine.ipynb", "LayerForward");
        Assert.Equal((0, "mine.ipynb: brought back layer-forward\n"), (exitCode, output));
        Assert.Equal(original, await File.ReadAllTextAsync(Notebook, TestContext.Current.CancellationToken));

        (_, output, _) = await DescentCommand.RunAsync(folder, "exercise", "reset", "mine.ipynb");
        Assert.Equal("mine.ipynb: nothing is missing\n", output);
    }

    [Fact]
    public async Task What_is_wrong_is_said_and_nothing_is_written()
    {
        File.Copy(Exercise("02-backpropagation"), Notebook);
        await File.WriteAllTextAsync(Path.Combine(folder, "other.ipynb"), Descent.Notebooks.Notebook.Create().ToText(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "broken.ipynb"), "{", TestContext.Current.CancellationToken);
        foreach (var (arguments, words) in new[]
        {
            (new[] { "nothing.ipynb" }, "there is no notebook \"nothing.ipynb\""),
            (["mine.ipynb", "Adam"], "02-backpropagation has no exercise \"Adam\". It has: layer-forward"),
            (["other.ipynb"], "other.ipynb has no cell of an exercise notebook"),
            (["broken.ipynb"], "broken.ipynb"),
            ([], "\"descent exercise reset --help\" shows what there is."),
        })
        {
            var (exitCode, output, error) = await DescentCommand.RunAsync(folder, ["exercise", "reset", .. arguments]);
            Assert.Equal((2, ""), (exitCode, output));
            Assert.Contains(words, error);
        }

        Assert.Equal(await File.ReadAllTextAsync(Exercise("02-backpropagation"), TestContext.Current.CancellationToken),
            await File.ReadAllTextAsync(Notebook, TestContext.Current.CancellationToken));
    }

    private static string Exercise(string name) => Path.Combine(DescentCommand.Root, "notebooks", "exercises", name + ".ipynb");
}
