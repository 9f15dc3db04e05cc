using System.Text;
using System.Text.Json.Nodes;
using Descent.Exercises.Form;
using Xunit;

namespace Descent.Exercises.Tests;

/// <summary>The notebooks' form: nbgrader's, and the same as what the catalogue generates.</summary>
public sealed class ExerciseNotebookTests
{
    public static TheoryData<string> Names => [.. ExerciseNotebook.Names];

    [Fact]
    public void The_checksum_is_nbgraders_own()
    {
        var file = Path.Combine(Repository.Root, "tests", "fixtures", "golden", "nbgrader_checksum.json");
        var golden = JsonNode.Parse(File.ReadAllText(file))!["cases"]![0]!;
        Assert.Equal((string)golden["checksum"]!, NbgraderChecksum.Of(
            (string)golden["source"]!, (string)golden["cell_type"]!, CellRole.Solution, (string)golden["grade_id"]!));
    }

    [Fact]
    public void A_checksum_depends_on_everything_that_is_in_it()
    {
        string[] sums =
        [
            NbgraderChecksum.Of("a", "code", CellRole.Check, "x", 1),
            NbgraderChecksum.Of("b", "code", CellRole.Check, "x", 1),
            NbgraderChecksum.Of("a", "markdown", CellRole.Check, "x", 1),
            NbgraderChecksum.Of("a", "code", CellRole.Locked, "x"),
            NbgraderChecksum.Of("a", "code", CellRole.Solution, "x"),
            NbgraderChecksum.Of("a", "code", CellRole.Check, "y", 1),
            NbgraderChecksum.Of("a", "code", CellRole.Check, "x", 2),
        ];
        Assert.Equal(sums.Length, sums.Distinct().Count());

        // The recipe, written out: points are a Python float, flags are Python's.
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData("acodeTrueFalseTruex1.0"u8)), sums[0]);
    }

    /// <summary>Set DESCENT_WRITE_EXERCISES=1 to write the notebooks instead of comparing them.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void The_committed_notebook_is_the_one_that_is_generated(string name)
    {
        var path = Path.Combine(Repository.Exercises, name + ".ipynb");
        var text = ExerciseNotebook.Of(name).ToText();
        if (Environment.GetEnvironmentVariable("DESCENT_WRITE_EXERCISES") == "1")
            File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Assert.Equal(text, File.ReadAllText(path));
    }

    /// <summary>Written like the notebooks.</summary>
    [Fact]
    public void The_setup_file_declares_every_function()
    {
        var path = Path.Combine(Repository.Exercises, "setup.cs");
        var text = File.ReadAllText(path);
        int start = text.IndexOf(SetupFunctions.Heading, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("DESCENT_WRITE_EXERCISES") == "1")
            File.WriteAllText(path, text = (start < 0 ? text + "\n" : text[..start]) + SetupFunctions.Text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Assert.EndsWith("\n\n" + SetupFunctions.Text, text);
    }

    [Fact]
    public void There_are_no_other_notebooks() =>
        Assert.Equal(
            ExerciseNotebook.Names.Order(StringComparer.Ordinal),
            Directory.GetFiles(Repository.Exercises, "*.ipynb").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    /// <summary>As in the lectures: a longer line is cut off on a page, and begins anew at the left on paper.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void No_line_of_code_has_more_than_100_columns(string name) =>
        Assert.All(Descent.Notebooks.Notebook.Parse(Encoding.UTF8.GetBytes(ExerciseNotebook.Of(name).ToText())).Cells
            .Where(cell => cell.IsCode).SelectMany(cell => cell.Source.Split('\n')), line => Assert.InRange(line.Length, 0, 100));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_notebook_is_in_the_form_of_all_notebooks(string name)
    {
        var text = ExerciseNotebook.Of(name).ToText();
        Assert.Equal(text, Descent.Notebooks.Notebook.Parse(Encoding.UTF8.GetBytes(text)).ToText());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Cells_are_graded_as_the_catalogue_says(string name)
    {
        var cells = JsonNode.Parse(ExerciseNotebook.Of(name).ToText())!["cells"]!.AsArray();
        var ids = cells.Select(cell => (string)cell!["id"]!).ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[a-z0-9-]{1,64}$", id));

        foreach (var exercise in Catalogue.All.Where(e => e.Notebook == name))
        {
            var stub = cells[Array.IndexOf(ids, exercise.CellId)]!["metadata"]!;
            var check = cells[Array.IndexOf(ids, "check-" + exercise.CellId)]!["metadata"]!;
            Assert.Equal((false, true, false), Flags(stub));
            Assert.Equal((true, false, true), Flags(check));
            Assert.Equal(exercise.Points, (int)check["nbgrader"]!["points"]!);
            Assert.False((bool)stub["deletable"]!);
            Assert.Null(stub["editable"]);
            Assert.False((bool)check["deletable"]!);
            Assert.False((bool)check["editable"]!);
        }

        Assert.Equal(
            2 * Catalogue.All.Count(e => e.Notebook == name),
            cells.Count(cell => cell!["metadata"]!["nbgrader"] is { } n && ((bool)n["grade"]! || (bool)n["solution"]!)));
        Assert.All(cells.Where(c => (string)c!["cell_type"]! == "code"), c => Assert.Empty(c!["outputs"]!.AsArray()));

        static (bool, bool, bool) Flags(JsonNode metadata)
        {
            var nbgrader = metadata["nbgrader"]!;
            Assert.Equal(3, (int)nbgrader["schema_version"]!);
            return ((bool)nbgrader["grade"]!, (bool)nbgrader["solution"]!, (bool)nbgrader["locked"]!);
        }
    }

    [Fact]
    public void A_reset_brings_back_what_is_lost_and_keeps_what_was_written()
    {
        var original = ExerciseNotebook.Of("02-backpropagation");
        var notebook = JsonNode.Parse(original.ToText())!.AsObject();
        var cells = notebook["cells"]!.AsArray();
        Cell("layer-forward")["source"] = new JsonArray("my own code");
        Cell("check-layer-forward")["source"] = new JsonArray("// what was this for?");
        cells.Remove(Cell("check-layer-backward"));
        cells.Remove(Cell("softmax-cross-entropy"));
        cells.Insert(0, new JsonObject { ["cell_type"] = "markdown", ["id"] = "mine", ["metadata"] = new JsonObject(), ["source"] = "a note" });

        Assert.Equal(
            ["check-layer-forward", "check-layer-backward", "softmax-cross-entropy"], ExerciseReset.Apply(notebook, original));
        Assert.Equal("my own code", (string)Cell("layer-forward")["source"]![0]!);
        Assert.Equal("a note", (string)Cell("mine")["source"]!);
        Assert.Equal(
            original.Cells.Select(cell => cell.Id).Prepend("mine"), cells.Select(cell => (string)cell!["id"]!));
        Assert.Empty(ExerciseReset.Apply(notebook, original));

        // By its name, the learner's answer is given up for the stub.
        Assert.Equal(["layer-forward"], ExerciseReset.Apply(notebook, original, "LayerForward"));
        Assert.Contains("throw new NotImplementedException(", Cell("layer-forward")["source"]!.ToJsonString());
        Assert.Contains("It has: layer-forward", Assert.Throws<ArgumentException>(() => ExerciseReset.Apply(notebook, original, "Adam")).Message);

        JsonNode Cell(string id) => cells.Single(cell => (string)cell!["id"]! == id)!;
    }
}
