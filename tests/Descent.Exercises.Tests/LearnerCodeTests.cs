using System.Globalization;
using Descent.Exercises.Checking;
using Descent.Exercises.Form;
using Xunit;

namespace Descent.Exercises.Tests;

/// <summary>What learners write, in cells: each gets an answer in words.</summary>
public sealed class LearnerCodeTests
{
    private const string Right = """
        (Matrix<double> Z, Matrix<double> A) LayerForward(Matrix<double> X, Matrix<double> W, Matrix<double> b)
        {
            var Z = W * X + b * Matrix<double>.Build.Dense(1, X.ColumnCount, 1);
            return (Z, Z.PointwiseMaximum(0));
        }
        """;

    private readonly Cells notebook = new();

    [Fact]
    public async Task A_right_function_earns_its_points()
    {
        var verdict = await CheckLayerForward(Right);
        Assert.True(verdict.IsRight);
        Assert.Equal("✓ LayerForward: 4 of 4 points\nRight.", verdict.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_stub_scores_nothing_and_is_told_so_kindly()
    {
        var verdict = await CheckLayerForward("""
            (Matrix<double> Z, Matrix<double> A) LayerForward(Matrix<double> X, Matrix<double> W, Matrix<double> b)
            {
                throw new NotImplementedException();
            }
            """);
        Assert.Equal(Stage.NotWritten, verdict.Stage);
        Assert.Equal(0, verdict.Points);
        Assert.Contains("not written yet", verdict.Message);
        Assert.Contains("Hint.For(\"LayerForward\", 1)", verdict.ToString());
    }

    [Theory]
    [InlineData(
        "(Matrix<double> Z, Matrix<double> A) LayerForward(Matrix<double> X, Matrix<double> W) => (X, W);",
        "takes 2 parameters; it should take 3. Missing: b.")]
    [InlineData(
        "(Matrix<double> Z, Matrix<double> A) LayerForward(Matrix<double> X, Matrix<double> W, Matrix<double> b, int layer) => (X, W);",
        "takes 4 parameters; it should take 3. Not asked for: layer.")]
    [InlineData(
        "(Matrix<double> Z, Matrix<double> A) LayerForward(Matrix<double> X, Matrix<double> W, Matrix<double> b, bool train = true) => (X, W);",
        "takes 4 parameters; it should take 3. Not asked for: train.")]
    [InlineData(
        "void LayerForward(Matrix<double> X, Matrix<double> W, Matrix<double> b, out Matrix<double> Z, out Matrix<double> A) { Z = A = X; }",
        "takes 5 parameters; it should take 3. Not asked for: Z, A.")]
    [InlineData(
        "(Matrix<double> Z, Matrix<double> A) LayerForward(in Matrix<double> X, Matrix<double> W, Matrix<double> b) => (X, W);",
        "Parameter 1, X, is of type in Matrix<double>; it should be Matrix<double> X.")]
    [InlineData(
        "(double[,] Z, double[][] A) LayerForward(double[,] X, Matrix<double> W, Matrix<double> b) => default;",
        "Parameter 1, X, is of type double[,]; it should be Matrix<double> X.")]
    [InlineData(
        "(Matrix<double>, Matrix<double>) LayerForward() => default;",
        "takes no parameters; it should take 3.")]
    [InlineData(
        "(Matrix<double> Z, Matrix<double> A) LayerForward(Matrix<double> W, Matrix<double> X, Matrix<double> b) => (X, W);",
        "in another order: W, X, b instead of X, W, b.")]
    [InlineData(
        "(Matrix<double> Z, Matrix<double> A) LayerForward(Matrix<double> X, Matrix<double> W, Vector<double> b) => (X, W);",
        "Parameter 3, b, is of type Vector<double>; it should be Matrix<double> b.")]
    [InlineData(
        "Matrix<double> LayerForward(Matrix<double> X, Matrix<double> W, Matrix<double> b) => W * X;",
        "returns Matrix<double>; it should return (Matrix<double> Z, Matrix<double> A).")]
    [InlineData(
        "(Matrix<double>, Matrix<double>, int) LayerForward(Matrix<double> X, Matrix<double> W, Matrix<double> b) => (X, X, 1);",
        "returns (Matrix<double>, Matrix<double>, int); it should return (Matrix<double> Z, Matrix<double> A).")]
    [InlineData(
        "void LayerForward(Matrix<double> X, Matrix<double> W, Matrix<double> b) { }",
        "returns nothing; it should return (Matrix<double> Z, Matrix<double> A).")]
    [InlineData(
        "(Matrix<double> Z, Matrix<double> A) LayerForward(ref Matrix<double> X, Matrix<double> W, Matrix<double> b) => (X, W);",
        "Parameter 1, X, is of type ref Matrix<double>; it should be Matrix<double> X.")]
    public async Task A_wrong_signature_is_answered_in_words(string code, string words)
    {
        var verdict = await CheckLayerForward(code);
        Assert.Equal(Stage.Type, verdict.Stage);
        Assert.Contains(words, verdict.Message);
        Assert.EndsWith(
            "The first line should read:  (Matrix<double> Z, Matrix<double> A) LayerForward(Matrix<double> X, Matrix<double> W, Matrix<double> b)",
            verdict.Message);
    }

    [Theory]
    [InlineData("(null!, null!)", Stage.Shape, "Z is null.")]
    [InlineData("(W * X, null!)", Stage.Shape, "A is null.")]
    [InlineData("(W * X * double.NaN, W * X)", Stage.Property, "holds NaN or infinity")]
    [InlineData("((2 * W * X).Transpose(), W * X)", Stage.Shape, "Z is 4×3; 3×4 is expected. It looks transposed: rows and columns have changed places.")]
    [InlineData("(W * X, Matrix<double>.Build.Dense(0, 0))", Stage.Shape, "A is 0×0; 3×4 is expected. It holds no number at all.")]
    [InlineData("(W * X, X * 2)", Stage.Shape, "A is 2×4; 3×4 is expected.")]
    [InlineData("(W * X * 5, W * X)", Stage.Value, "Z differs: [0, 0] is")]
    [InlineData("(W * W, X)", Stage.Run, "Your function stopped with an error in cell, line 3: ")]
    public async Task A_wrong_result_is_answered_in_words(string result, Stage stage, string words)
    {
        var verdict = await CheckLayerForward($$"""
            (Matrix<double> Z, Matrix<double> A) LayerForward(Matrix<double> X, Matrix<double> W, Matrix<double> b)
            {
                return {{result}};
            }
            """);
        Assert.Equal(stage, verdict.Stage);
        Assert.Contains(words, verdict.Message);
    }

    [Fact]
    public async Task An_endless_loop_is_stopped_and_said_to_be_one()
    {
        await notebook.Run("int turns = 0;");
        await notebook.Run("""
            (Matrix<double> Z, Matrix<double> A) LayerForward(Matrix<double> X, Matrix<double> W, Matrix<double> b)
            {
                while (true) { turns++; }
            }
            Delegate forward = LayerForward;
            """);
        var verdict = Checker.Check(
            Catalogue.Find("LayerForward")!, (Delegate)(await notebook.Run("forward"))!, timeLimit: TimeSpan.FromMilliseconds(100));
        Assert.Equal(Stage.Run, verdict.Stage);
        Assert.Contains("had not ended after 0.1 seconds, and was stopped", verdict.Message);

        // It has really ended: the counter stands still.
        var turns = await notebook.Run("turns");
        await Task.Delay(20);
        Assert.Equal(turns, await notebook.Run("turns"));
    }

    [Fact]
    public async Task What_sleeps_is_not_waited_for()
    {
        await notebook.Run("(Matrix<double> Z, Matrix<double> A) LayerForward(Matrix<double> X, Matrix<double> W, Matrix<double> b) { System.Threading.Thread.Sleep(-1); return (X, W); } Delegate forward = LayerForward;");
        var verdict = Checker.Check(
            Catalogue.Find("LayerForward")!, (Delegate)(await notebook.Run("forward"))!, timeLimit: TimeSpan.FromMilliseconds(100));
        Assert.Contains("had not ended after 0.1 seconds", verdict.Message);
    }

    [Fact]
    public async Task A_variable_without_a_function_is_answered_in_words()
    {
        await notebook.Run("Func<int> LayerForward = null!;");
        Assert.Equal("LayerForward is null, not a function.", ((Verdict)(await notebook.Run("Check.LayerForward(LayerForward)"))!).Message);
    }

    [Fact]
    public async Task An_endless_sequence_is_a_wrong_result()
    {
        await notebook.Run("""
            IEnumerable<double> Ones() { while (true) yield return 1; }
            IEnumerable<double> MovingAverage(double[] values, double beta) => Ones();
            """);
        var verdict = (Verdict)(await notebook.Run("Check.MovingAverage(MovingAverage)"))!;
        Assert.Equal(Stage.Shape, verdict.Stage);
        Assert.Contains("3 are expected", verdict.Message);
    }

    [Fact]
    public async Task An_argument_changed_in_place_is_named()
    {
        var verdict = await CheckLayerForward("""
            (Matrix<double> Z, Matrix<double> A) LayerForward(Matrix<double> X, Matrix<double> W, Matrix<double> b)
            {
                var Z = W * X + b * Matrix<double>.Build.Dense(1, X.ColumnCount, 1);
                X.Clear();
                return (Z, Z.PointwiseMaximum(0));
            }
            """);
        Assert.Equal(Stage.Property, verdict.Stage);
        Assert.Contains("changes its argument X in place", verdict.Message);
    }

    [Theory]
    [InlineData("var weights = Matrix<double>.Build.Dense(3, 2, 0.5);", "weights * X + b * Matrix<double>.Build.Dense(1, X.ColumnCount, 1)", "weights")]
    [InlineData("var weights = Matrix<double>.Build.Dense(1, 7, 0.5);", "weights * X + b * Matrix<double>.Build.Dense(1, X.ColumnCount, 1)", "weights")]
    [InlineData("int m = 3;", "W * X + b * Matrix<double>.Build.Dense(1, m, 1)", "m")]
    [InlineData("double lambda = 0.7;", "W * X + lambda * b * Matrix<double>.Build.Dense(1, X.ColumnCount, 1)", "lambda")]
    public async Task A_notebook_variable_used_instead_of_an_argument_is_named(string variable, string z, string name)
    {
        await notebook.Run(variable);
        var verdict = await CheckLayerForward($$"""
            (Matrix<double> Z, Matrix<double> A) LayerForward(Matrix<double> X, Matrix<double> W, Matrix<double> b)
            {
                var Z = {{z}};
                return (Z, Z.PointwiseMaximum(0));
            }
            """);
        Assert.Equal(0, verdict.Points);
        Assert.Contains($"reads the notebook's variable {name}:", verdict.Message);

        // The check puts back what it changed.
        var now = await notebook.Run(variable.StartsWith("var", StringComparison.Ordinal) ? $"{name}.ToString()" : name);
        var other = new Cells();
        await other.Run(variable);
        Assert.Equal(await other.Run(variable.StartsWith("var", StringComparison.Ordinal) ? $"{name}.ToString()" : name), now);
    }

    [Fact]
    public async Task Variables_that_do_not_matter_are_not_blamed()
    {
        await notebook.Run("double lambda = 0.7; var X = Matrix<double>.Build.Dense(2, 2); int calls = 0;");
        var verdict = await CheckLayerForward("""
            (Matrix<double> Z, Matrix<double> A) LayerForward(Matrix<double> X, Matrix<double> W, Matrix<double> b)
            {
                calls++;
                var Z = W * X;
                return (Z, Z.PointwiseMaximum(0));
            }
            """);
        Assert.StartsWith("b is not added", verdict.Message);
    }

    [Fact]
    public async Task Random_results_do_not_blame_a_variable()
    {
        await notebook.Run("int m = 3; var random = new Random(1);");
        var verdict = await CheckLayerForward("""
            (Matrix<double> Z, Matrix<double> A) LayerForward(Matrix<double> X, Matrix<double> W, Matrix<double> b)
            {
                var Z = W * X + random.NextDouble();
                return (Z, Z.PointwiseMaximum(0));
            }
            """);
        Assert.Equal(Stage.Value, verdict.Stage);
        Assert.StartsWith("Z differs", verdict.Message);
    }

    [Fact]
    public async Task A_lambda_in_a_variable_is_checked_too()
    {
        await notebook.Run("""
            Func<Matrix<double>, Matrix<double>, Matrix<double>, (Matrix<double>, Matrix<double>)> LayerForward =
                (X, W, b) => { var Z = W * X + b * Matrix<double>.Build.Dense(1, X.ColumnCount, 1); return (Z, Z.PointwiseMaximum(0)); };
            """);
        Assert.True(((Verdict)(await notebook.Run("Check.LayerForward(LayerForward)"))!).IsRight);
    }

    [Fact]
    public async Task The_function_that_was_run_last_is_the_one_that_counts()
    {
        var wrong = Right.Replace("(Z, Z.PointwiseMaximum(0))", "(Z, Z)", StringComparison.Ordinal);
        var otherArity = "int LayerForward(int a) => a;";
        var otherReturn = "double LayerForward(Matrix<double> X, Matrix<double> W, Matrix<double> b) => 1;";
        Assert.Equal(Stage.Type, (await CheckLayerForward(otherArity)).Stage);
        Assert.True((await CheckLayerForward(Right)).IsRight);
        Assert.StartsWith("A is Z itself", (await CheckLayerForward(wrong)).Message);
        Assert.True((await CheckLayerForward(Right)).IsRight);
        Assert.StartsWith("Your function takes 1 parameter;", (await CheckLayerForward(otherArity)).Message);
        Assert.StartsWith("Your function returns double;", (await CheckLayerForward(otherReturn)).Message);
        Assert.True((await CheckLayerForward(Right)).IsRight);
    }

    [Fact]
    public async Task A_check_compiles_whatever_has_been_tried_before()
    {
        // As the setup file declares it.
        await notebook.Run(SetupFunctions.Text);
        Assert.Equal(Stage.NotWritten, ((Verdict)(await notebook.Run("Check.LayerForward(LayerForward)"))!).Stage);
        Assert.StartsWith("Your function takes 1 parameter;", (await CheckLayerForward("int LayerForward(int a) => a;")).Message);
        Assert.StartsWith("Your function takes 2 parameters;", (await CheckLayerForward("int LayerForward(int a, int b) => a;")).Message);
        Assert.StartsWith("Your function takes 2 parameters;", (await CheckLayerForward("T LayerForward<T>(T a, T b) => a;")).Message);
        Assert.StartsWith("Your function returns nothing;", (await CheckLayerForward("void LayerForward(Matrix<double> X, Matrix<double> W, Matrix<double> b) { }")).Message);
        Assert.StartsWith("Your function returns Task<", (await CheckLayerForward(
            "async Task<(Matrix<double>, Matrix<double>)> LayerForward(Matrix<double> X, Matrix<double> W, Matrix<double> b) => (X, X);")).Message);
        Assert.StartsWith("Your function's first line has other types than it should:  object LayerForward(", (await CheckLayerForward(
            "object LayerForward(Matrix<double> X, Matrix<double> W, Matrix<double> b) => (W * X, X);")).Message);
        Assert.StartsWith("Your function's first line has other types than it should:", (await CheckLayerForward(
            "(Matrix<double> Z, Matrix<double> A) LayerForward(object X, Matrix<double> W, Matrix<double> b) => (W, W);")).Message);
        Assert.True((await CheckLayerForward(Right)).IsRight);
        await notebook.Run("MathNet.Numerics.LinearAlgebra.Double.DenseMatrix HeWeights(Matrix<double> N) => (MathNet.Numerics.LinearAlgebra.Double.DenseMatrix)(N * Math.Sqrt(2.0 / N.ColumnCount));");
        Assert.True(((Verdict)(await notebook.Run("Check.HeWeights(HeWeights)"))!).IsRight);
    }

    [Theory]
    [InlineData("int LayerForward = 5;", "LayerForward is a number here, not a function.")]
    [InlineData("dynamic LayerForward = 5;", "LayerForward is a number here, not a function.")]
    [InlineData("var LayerForward = Matrix<double>.Build.Dense(2, 3);", "LayerForward is a 2×3 matrix here, not a function.")]
    [InlineData("string LayerForward => \"W * X + b\";", "LayerForward is text here, not a function.")]
    [InlineData("object LayerForward = null!;", "LayerForward is null, not a function.")]
    public async Task A_variable_of_the_functions_name_is_answered_in_words(string code, string words)
    {
        await notebook.Run(SetupFunctions.Text);
        await notebook.Run(Right);
        var verdict = await CheckLayerForward(code);
        Assert.Equal((Stage.Type, 0), (verdict.Stage, verdict.Points));
        Assert.StartsWith(words, verdict.Message);

        // As the message says: its own cell again, and the function is back.
        Assert.True((await CheckLayerForward(Right)).IsRight);
    }

    [Fact]
    public async Task What_a_function_returned_is_not_the_function()
    {
        await notebook.Run(Right);
        await notebook.Run("var x = Matrix<double>.Build.Dense(2, 2);");
        var verdict = (Verdict)(await notebook.Run("Check.LayerForward(LayerForward(x, x, Matrix<double>.Build.Dense(2, 1)))"))!;
        Assert.Equal(Stage.Type, verdict.Stage);
        Assert.EndsWith("The check takes the function itself, without a call:  Check.LayerForward(LayerForward)", verdict.Message);
    }

    [Theory]
    [InlineData("{0} layerForward({1}) => (W * X, X);", "The notebook has layerForward. Capital and small letters differ in C#: it must be called LayerForward.")]
    [InlineData("Func<Matrix<double>, Matrix<double>> layerforward = X => X;", "The notebook has layerforward. Capital and small letters differ in C#: it must be called LayerForward.")]
    [InlineData("{0} LayerFoward({1}) => (W * X, X);", "The notebook has LayerFoward, with the right parameters. It must be called LayerForward.")]
    [InlineData("class Layers {{ {0} LayerForward({1}) => (W * X, X); }}", "The notebook has LayerForward, but inside the type Layers. Move it out, to the cell's outermost level:")]
    [InlineData("struct Layers {{ public static {0} LayerForward({1}) => (W * X, X); }}", "The notebook has LayerForward, but inside the type Layers.")]
    [InlineData("static class Course {{ public record Layers {{ public static {0} layerForward({1}) => (W * X, X); }} }}", "The notebook has layerForward, but inside the type Layers.")]
    [InlineData("void Main() {{ {0} LayerForward({1}) => (W * X, X); LayerForward(null!, null!, null!); }}", "The notebook has LayerForward, but inside the function Main, where nothing outside can call it.")]
    [InlineData("{{ {0} LayerForward({1}) => (W * X, X); Func<Matrix<double>, Matrix<double>, Matrix<double>, {0}> f = LayerForward; }}", "The notebook has LayerForward, but inside a pair of braces { }, where nothing outside can call it.")]
    public async Task A_function_that_is_nearly_there_is_pointed_to(string code, string words)
    {
        await notebook.Run(SetupFunctions.Text);
        var verdict = await CheckLayerForward(string.Format(
            CultureInfo.InvariantCulture, code, "(Matrix<double> Z, Matrix<double> A)", "Matrix<double> X, Matrix<double> W, Matrix<double> b"));
        Assert.Equal((Stage.Type, 0), (verdict.Stage, verdict.Points));
        Assert.StartsWith(words, verdict.Message);
        Assert.EndsWith("\nThen run that cell, and this one again.", verdict.Message);

        // What else there is does no harm to the right function.
        Assert.True((await CheckLayerForward(Right)).IsRight);
    }

    [Fact]
    public async Task A_cell_that_was_not_run_is_said_to_be_missing()
    {
        await notebook.Run(SetupFunctions.Text);
        // Neither a helper, nor a variable, nor another exercise is taken for it.
        await notebook.Run("double Half(double x) => x / 2; var layerForward = 3; Matrix<double> HeWeights(Matrix<double> N) => N;");
        var verdict = (Verdict)(await notebook.Run("Check.LayerForward(LayerForward)"))!;
        Assert.Equal(Stage.NotWritten, verdict.Stage);
        Assert.EndsWith("If you have, run that cell, then this one again.", verdict.Message);
    }

    [Theory]
    [InlineData("LayerForward(X, W, b, 0)", "{0} LayerForward({1}, double slope) {{ var Z = W * X + b * Matrix<double>.Build.Dense(1, X.ColumnCount, 1); return (Z, Z.PointwiseMaximum(slope * Z)); }}")]
    [InlineData("(Compute(X, W, b), Compute(X, W, b).PointwiseMaximum(0))", "dynamic Compute(dynamic X, dynamic W, dynamic b) => W * X + b * Matrix<double>.Build.Dense(1, X.ColumnCount, 1);")]
    [InlineData("Layers.Compute(X, W, b)", "static class Layers {{ public static {0} Compute({1}) {{ var Z = W * X + b * Matrix<double>.Build.Dense(1, X.ColumnCount, 1); return (Z, Z.PointwiseMaximum(0)); }} }}")]
    [InlineData("Task.Run(() => Compute(X, W, b)).Result", "async Task<{0}> Compute({1}) {{ await Task.Yield(); var Z = W * X + b * Matrix<double>.Build.Dense(1, X.ColumnCount, 1); return (Z, Z.PointwiseMaximum(0)); }}")]
    public async Task A_right_function_may_call_what_it_likes(string call, string helper)
    {
        await notebook.Run(SetupFunctions.Text);
        const string Returns = "(Matrix<double> Z, Matrix<double> A)", Parameters = "Matrix<double> X, Matrix<double> W, Matrix<double> b";
        var verdict = await CheckLayerForward(string.Format(CultureInfo.InvariantCulture, helper, Returns, Parameters) + $"\n{Returns} LayerForward({Parameters}) => {call};");
        Assert.Equal("✓ LayerForward: 4 of 4 points\nRight.", verdict.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_generic_function_is_answered_in_words()
    {
        await notebook.Run(SetupFunctions.Text);
        Assert.StartsWith("Parameter 1, X, is of type T;", (await CheckLayerForward("(T, T) LayerForward<T>(T X, T W, T b) => (X, W);")).Message);
    }

    [Fact]
    public async Task Parts_that_have_changed_places_are_named()
    {
        var verdict = await CheckLayerForward(Right.Replace("(Z, Z.PointwiseMaximum(0))", "(Z.PointwiseMaximum(0), Z)", StringComparison.Ordinal));
        Assert.EndsWith("Z and A have changed places.", verdict.Message);
    }

    [Fact]
    public async Task What_is_right_is_said_and_not_shown()
    {
        var verdict = await CheckLayerForward(Right.Replace("(Z, Z.PointwiseMaximum(0))", "(Z, 3 * Z.PointwiseMaximum(0))", StringComparison.Ordinal));
        Assert.StartsWith("A differs: ", verdict.Message);
        Assert.EndsWith(" Right: Z.", verdict.Message);
        Assert.Contains("your result: A =", verdict.Example);
        Assert.DoesNotContain("your result: Z =", verdict.Example);
    }

    [Fact]
    public async Task A_matrix_product_in_the_place_of_one_by_elements_is_named()
    {
        await notebook.Run("Matrix<double> DropoutBackward(Matrix<double> dA, Matrix<double> mask, double keepProbability) => dA * mask / keepProbability;");
        var verdict = (Verdict)(await notebook.Run("Check.DropoutBackward(DropoutBackward)"))!;
        Assert.Contains("element by element it is A.PointwiseMultiply(B).", verdict.Message);
    }

    [Theory]
    [InlineData("High variance ", "\"high variance\" is expected, letter by letter: small letters, and no space around them.")]
    [InlineData("variance", "The result is \"variance\"; \"high variance\" is expected.")]
    public async Task Another_word_is_shown_beside_the_right_one(string word, string words)
    {
        await notebook.Run($"""
            string Diagnose(double trainError, double devError, double bayesError, double gap) =>
                trainError - bayesError > gap ? (devError - trainError > gap ? "both" : "high bias") : devError - trainError > gap ? "{word}" : "neither";
            """);
        Assert.EndsWith(words, ((Verdict)(await notebook.Run("Check.Diagnose(Diagnose)"))!).Message);
    }

    [Fact]
    public async Task A_cell_run_twice_gives_the_same()
    {
        var first = await CheckLayerForward(Right.Replace("W * X", "X.Transpose() * W.Transpose()", StringComparison.Ordinal));
        var second = (Verdict)(await notebook.Run("Check.LayerForward(LayerForward)"))!;
        Assert.Equal(first.ToString(), second.ToString());
    }

    private async Task<Verdict> CheckLayerForward(string code)
    {
        await notebook.Run(code);
        return (Verdict)(await notebook.Run("Check.LayerForward(LayerForward)"))!;
    }
}
