using System.Text;
using System.Text.Json.Nodes;
using Descent.Exercises;
using Descent.Exercises.Form;
using Descent.Grading.Reading;
using Xunit;

namespace Descent.Grading.Tests;

/// <summary>Notebooks as they come: which cells are found, what is run and what is reported.</summary>
public sealed class GradingPlanTests
{
    private const string Forward = "(Matrix<double> Z, Matrix<double> A) LayerForward(Matrix<double> X, Matrix<double> W, Matrix<double> b)";
    private static readonly string[] names = ["LayerForward", "LayerBackward", "SoftmaxCrossEntropy"];

    [Fact]
    public void A_solved_notebook_needs_the_three_cells_and_nothing_else()
    {
        var plan = Plan(_ => { });
        Assert.Equal(names, plan.Exercises.Select(exercise => exercise.Exercise.Id));
        Assert.All(plan.Exercises, exercise => Assert.Single(exercise.Cells));
        Assert.Empty(plan.Reports);
        Assert.All(plan.Exercises, exercise => Assert.Empty(exercise.Reports));
    }

    [Fact]
    public void Cells_without_ids_are_found_by_nbgraders_ids_and_then_by_what_they_define()
    {
        var plan = Plan(notebook =>
        {
            notebook["nbformat_minor"] = 4;
            foreach (var cell in HandIn.Cells(notebook)) cell!.AsObject().Remove("id");
        });
        Assert.Equal(names, plan.Exercises.Select(exercise => exercise.Exercise.Id));
        Assert.Contains("no ids", Assert.Single(plan.Reports), StringComparison.Ordinal);

        plan = Plan(notebook =>
        {
            notebook["nbformat_minor"] = 0;
            foreach (var cell in HandIn.Cells(notebook).OfType<JsonObject>())
            {
                cell.Remove("id");
                cell["metadata"] = new JsonObject();
            }
        });
        Assert.Equal(names, plan.Exercises.Select(exercise => exercise.Exercise.Id));
        Assert.All(plan.Exercises, exercise => Assert.Single(exercise.Cells));
    }

    [Fact]
    public void Other_clients_forms_are_read()
    {
        // VS Code with the Polyglot extension: its own metadata, texts with \r\n, new ids.
        var plan = Plan(notebook =>
        {
            foreach (var cell in HandIn.Cells(notebook).OfType<JsonObject>())
            {
                cell["id"] = Guid.NewGuid().ToString("n")[..8];
                cell["metadata"]!["dotnet_interactive"] = new JsonObject { ["language"] = "csharp" };
                cell["metadata"]!["vscode"] = new JsonObject { ["languageId"] = "polyglot-notebook" };
                cell["source"] = Text(cell).Replace("\n", "\r\n", StringComparison.Ordinal);
            }
        });
        Assert.Equal(names, plan.Exercises.Select(exercise => exercise.Exercise.Id));
        Assert.All(plan.Exercises, exercise => Assert.Single(exercise.Cells));
        Assert.All(plan.Exercises, exercise => Assert.Empty(exercise.Reports));
    }

    [Fact]
    public void A_copy_in_which_the_work_was_done_is_graded()
    {
        var plan = Plan(notebook =>
        {
            var copy = HandIn.CodeCell(Text(HandIn.Cell(notebook, "layer-forward")));
            HandIn.Write(notebook, "layer-forward", SolutionCell.Stub(Catalogue.Find("LayerForward")!));
            HandIn.Cells(notebook).Insert(3, copy);
        });
        Assert.Equal(4, plan.Exercises[0].Cells[^1].Number);
        Assert.Contains("2 cells hold LayerForward", plan.Exercises[0].Reports[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_beside_the_work_is_not()
    {
        var plan = Plan(notebook => HandIn.Cells(notebook).Add(HandIn.CodeCell($"{Forward} => throw new NotImplementedException();")));
        Assert.Equal(5, plan.Exercises[0].Cells[^1].Number);
        Assert.Contains("cell 5 was graded", plan.Exercises[0].Reports[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_deleted_cell_costs_its_own_points_alone()
    {
        var plan = Plan(notebook => HandIn.Cells(notebook).Remove(HandIn.Cell(notebook, "layer-backward")));
        Assert.Empty(plan.Exercises[1].Cells);
        Assert.NotEmpty(plan.Exercises[0].Cells);
        Assert.NotEmpty(plan.Exercises[2].Cells);
    }

    [Fact]
    public void A_cell_turned_into_text_is_code_all_the_same()
    {
        var plan = Plan(notebook => HandIn.Cell(notebook, "layer-forward")["cell_type"] = "markdown");
        Assert.Single(plan.Exercises[0].Cells);
        Assert.Contains("markdown", plan.Exercises[0].Reports[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Another_order_is_reported_and_does_no_harm()
    {
        var plan = Plan(notebook =>
        {
            var cell = HandIn.Cell(notebook, "softmax-cross-entropy");
            HandIn.Cells(notebook).Remove(cell);
            HandIn.Cells(notebook).Insert(0, cell);
        });
        Assert.All(plan.Exercises, exercise => Assert.Single(exercise.Cells));
        Assert.Contains("another order", Assert.Single(plan.Reports), StringComparison.Ordinal);
    }

    [Theory, InlineData(2), InlineData(6), InlineData(8)]
    public void A_split_cell_is_put_together(int line)
    {
        var plan = Plan(notebook =>
        {
            var cell = HandIn.Cell(notebook, "layer-forward");
            string[] lines = Text(cell).Split('\n');
            cell["source"] = string.Join('\n', lines[..line]);
            HandIn.Cells(notebook).Insert(HandIn.Cells(notebook).IndexOf(cell) + 1, HandIn.CodeCell(string.Join('\n', lines[line..])));
        });
        Assert.True(plan.Exercises[0].Cells[^1].Code.IsWhole);
        Assert.Contains("LayerForward", plan.Exercises[0].Cells[^1].Code.Declares);
        Assert.NotEmpty(plan.Exercises[0].Reports);
    }

    [Fact]
    public void Helpers_are_run_first_and_what_nobody_needs_is_not()
    {
        var plan = Plan(notebook =>
        {
            HandIn.InsertBefore(notebook, "layer-forward", "static double Twice(double x) => 2 * x; // unused");
            HandIn.InsertBefore(notebook, "layer-forward", "double slope = 1;");
            HandIn.InsertBefore(notebook, "layer-forward", "Matrix<double> Relu(Matrix<double> Z) => Z.Map(z => Math.Max(0, slope * z));\nstatic Matrix<double> Ones(this Matrix<double> m) => m;");
            HandIn.Write(notebook, "layer-forward", $"{Forward}\n{{ var X2 = X; var Z = W * X + b * Row(X); return (Z, Relu(Z).Ones()); }}");
            HandIn.Cells(notebook).Add(HandIn.CodeCell("Matrix<double> Row(Matrix<double> X) => Matrix<double>.Build.Dense(1, X.ColumnCount, 1);"));
            HandIn.Cells(notebook).Add(HandIn.CodeCell("var X = LayerForward(null, null, null); var X2 = 1; var Z = 5;"));
        });
        Assert.Equal(["slope", "Relu", "Row", "LayerForward"], plan.Exercises[0].Cells.Select(cell => cell.Code.Declares.First()).OrderBy(name => Array.IndexOf(["slope", "Relu", "Row", "LayerForward"], name)));
        Assert.Equal("LayerForward", plan.Exercises[0].Cells[^1].Code.Declares.First());
        Assert.Contains("defined below", Assert.Single(plan.Exercises[0].Reports), StringComparison.Ordinal);
    }

    [Theory, InlineData("changed"), InlineData("deleted")]
    public void The_judges_own_copy_of_a_locked_cell_is_used(string what)
    {
        using var handIn = HandIn.Of("07-gradient-checking", exercise => exercise.Id == "GradientDifference"
            ? new Answer(() => 0, "static (theta, gradient, X, Y, epsilon) => (gradient, Cost(theta, X, Y))") : exercise.RightAnswers[0], notebook =>
            {
                if (what == "changed") HandIn.Write(notebook, "cost", "double Cost(Matrix<double> theta, Matrix<double> X, Matrix<double> Y) => 0;");
                else HandIn.Cells(notebook).Remove(HandIn.Cell(notebook, "cost"));
            });
        var plan = GradingPlan.Of(HandedIn.Read(handIn.Path, 1 << 20));
        var cells = plan.Exercises.Single(exercise => exercise.Exercise.Id == "GradientDifference").Cells;
        Assert.Equal(ExerciseNotebook.Of("07-gradient-checking").Cells.Single(cell => cell.Id == "cost").Source, cells[0].Code.Source);
        Assert.Contains($"The locked cell cost was {what}; the judge's own was used.", plan.Reports);
    }

    [Fact]
    public void A_using_of_what_is_kept_out_does_no_harm_by_itself()
    {
        var plan = Plan(notebook => HandIn.Write(notebook, "layer-forward", "using Descent.Networks;\nusing System.IO;\n" + Text(HandIn.Cell(notebook, "layer-forward"))));
        Assert.Equal(["using System.IO;"], plan.Exercises[0].Cells[^1].Code.Usings);
    }

    [Fact]
    public void Invalid_UTF_8_is_read_as_far_as_it_goes()
    {
        var text = Encoding.UTF8.GetBytes(ExerciseNotebook.Of("02-backpropagation", exercise => exercise.RightAnswers[0]).ToText());
        int at = text.AsSpan().IndexOf("One layer, forward"u8);
        text[at] = 0xC3;
        var plan = GradingPlan.Of(HandedIn.Parse(text));
        Assert.All(plan.Exercises, exercise => Assert.Single(exercise.Cells));
        Assert.Contains("UTF-8", Assert.Single(plan.Reports), StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_surrogate_pair_repeated_keys_and_strange_types_are_survived()
    {
        string text = ExerciseNotebook.Of("02-backpropagation", exercise => exercise.RightAnswers[0]).ToText()
            .Replace("\"nbformat\": 4", "\"nbformat\": 4, \"nbformat\": 4", StringComparison.Ordinal)
            .Replace("\"cells\": [", "\"cells\": [ 5, null, {\"cell_type\": 7, \"id\": [], \"source\": {}}, {\"cell_type\": \"code\", \"id\": \"../../etc/passwd\", \"source\": [\"var x = \\\"\\ud83d\\\";\", 5]},", StringComparison.Ordinal);
        var plan = GradingPlan.Of(HandedIn.Parse(Encoding.UTF8.GetBytes(text)));
        Assert.All(plan.Exercises, exercise => Assert.Single(exercise.Cells));
    }

    [Fact]
    public void Cells_that_are_too_long_or_too_deep_are_left_out()
    {
        var plan = Plan(notebook =>
        {
            HandIn.Write(notebook, "layer-forward", $"{Forward} => {new string('(', 10_000)}");
            HandIn.Write(notebook, "layer-backward", new string('x', 1_000_000));
        });
        Assert.Contains("In cell 5, brackets lie more than 500 deep; it is left out.", plan.Reports);
        Assert.Contains(plan.Reports, report => report.Contains("Cell 8 has 1000000 characters", StringComparison.Ordinal));
        Assert.Single(plan.Exercises[2].Cells);
    }

    [Theory, InlineData("!"), InlineData("1 + "), InlineData("x => "), InlineData("a ? b : "), InlineData("if (a) "), InlineData("a."), InlineData("ref "), InlineData("a<")]
    public async Task Code_that_is_nested_without_brackets_is_read(string part)
    {
        using var handIn = HandIn.Of("02-backpropagation", exercise => exercise.RightAnswers[0], notebook =>
            HandIn.Write(notebook, "layer-forward", $"{Forward} => {string.Concat(Enumerable.Repeat(part, 18_000 / part.Length))}"));
        var plan = await GradingPlan.ReadAsync(handIn.Path, 32 << 20, null);
        Assert.Single(plan.Exercises[2].Cells);
    }

    [Fact]
    public async Task A_key_that_is_no_text_is_survived()
    {
        string text = ExerciseNotebook.Of("02-backpropagation", exercise => exercise.RightAnswers[0]).ToText()
            .Replace("\"metadata\": {", "\"metadata\": {\"\\ud83d\": 1, ", StringComparison.Ordinal).Replace("\"nbformat\":", "\"\\ud83d\": 2, \"nbformat\":", StringComparison.Ordinal);
        using var handIn = HandIn.OfText(text);
        var result = await new Grader(seed: 3).GradeAsync(handIn.Submission, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("The file is not JSON that can be read: a name in it is no text.", result.Problem);
    }

    [Fact]
    public async Task Thousands_of_cells_that_need_each_other_are_planned()
    {
        // Each cell uses what all others declare, above and below.
        string names = string.Join(", ", Enumerable.Range(0, 40).Select(i => $"x{i * 97}"));
        using var handIn = HandIn.Of("02-backpropagation", exercise => exercise.RightAnswers[0], notebook =>
        {
            for (int i = 0; i < 4000; i++) HandIn.Cells(notebook).Add(HandIn.CodeCell($"int x{i} = x{i + 1} + new[] {{ {names} }}.Sum();"));
            HandIn.Write(notebook, "layer-forward", $"{Forward} => (x0 * X, X);");
        });
        var plan = await GradingPlan.ReadAsync(handIn.Path, 32 << 20, null);
        Assert.InRange(plan.Exercises[0].Cells.Count, 2_000, 4_001);
        Assert.InRange(plan.Exercises[0].Reports.Count, 1, ExercisePlan.MostReports);
        Assert.Contains("more than 1000000 characters", Assert.Single(plan.Reports), StringComparison.Ordinal);
        Assert.Single(plan.Exercises[2].Cells);
    }

    private static GradingPlan Plan(Action<JsonObject> change)
    {
        using var handIn = HandIn.Of("02-backpropagation", exercise => exercise.RightAnswers[0], change);
        return GradingPlan.Of(HandedIn.Read(handIn.Path, 32 << 20));
    }

    private static string Text(JsonNode cell) => string.Concat((cell["source"] as JsonArray ?? [cell["source"]!.DeepClone()]).Select(line => (string?)line));
}
