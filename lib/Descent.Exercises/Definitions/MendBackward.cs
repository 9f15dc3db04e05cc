using Descent.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Exercises.Definitions;

/// <summary>A backward pass through three layers (ReLU, ReLU, sigmoid with cross-entropy) in which three bugs are planted.</summary>
public sealed class MendBackward : ExerciseOf<MendBackward.Function>
{
    /// <summary>The graded function.</summary>
    public delegate (Matrix<double> dW1, Matrix<double> db1, Matrix<double> dW2, Matrix<double> db2, Matrix<double> dW3, Matrix<double> db3) Function(
        Matrix<double> X, Matrix<double> Y, Matrix<double> W1, Matrix<double> b1, Matrix<double> W2, Matrix<double> b2, Matrix<double> W3, Matrix<double> b3);

    // The bugs, each as the line it stands in, right and wrong.
    private static readonly (string Right, string Wrong)[] Bugs =
    [
        ("var dW2 = dZ2 * A1.Transpose() / m;", "var dW2 = dZ2 * A1.Transpose();"),
        ("var dA1 = W2.Transpose() * dZ2;", "var dA1 = W2.Transpose() * dA2;"),
        ("var db1 = dZ1.RowSums().ToColumnMatrix() / m;", "var db1 = dA1.RowSums().ToColumnMatrix() / m;"),
    ];

    private static readonly string Mended = $$"""
        int m = X.ColumnCount;
        var ones = Matrix<double>.Build.Dense(1, m, 1);

        // Forward.
        var Z1 = W1 * X + b1 * ones;
        var A1 = Z1.PointwiseMaximum(0);
        var Z2 = W2 * A1 + b2 * ones;
        var A2 = Z2.PointwiseMaximum(0);
        var Z3 = W3 * A2 + b3 * ones;
        var A3 = Z3.Map(z => 1 / (1 + Math.Exp(-z)), Zeros.Include);

        // Backward.
        var dZ3 = A3 - Y;
        var dW3 = dZ3 * A2.Transpose() / m;
        var db3 = dZ3.RowSums().ToColumnMatrix() / m;

        var dA2 = W3.Transpose() * dZ3;
        var dZ2 = dA2.PointwiseMultiply(Z2.Map(z => z > 0 ? 1.0 : 0.0, Zeros.Include));
        {{Bugs[0].Right}}
        var db2 = dZ2.RowSums().ToColumnMatrix() / m;

        {{Bugs[1].Right}}
        var dZ1 = dA1.PointwiseMultiply(Z1.Map(z => z > 0 ? 1.0 : 0.0, Zeros.Include));
        var dW1 = dZ1 * X.Transpose() / m;
        {{Bugs[2].Right}}

        return (dW1, db1, dW2, db2, dW3, db3);
        """;

    public override string Title => "Three planted bugs";

    public override string Notebook => "07-gradient-checking";

    public override int Points => 5;

    public override int Lines => 3;

    public override IReadOnlyList<string> ParameterNotes =>
    [
        "inputs × m, one example a column", "1 × m, labels 0 and 1",
        "n1 × inputs", "n1 × 1", "n2 × n1", "n2 × 1", "1 × n2", "1 × 1",
    ];

    public override string Returns => "the slopes of the mean cross-entropy with respect to each parameter, shaped like it";

    public override IReadOnlyList<string> Hints =>
    [
        "Do not read all of it. Run the check below first: which of the six gradients disagree, and which agree? A gradient that agrees clears the lines it was made from.",
        "Go from the output backward: a bug in a layer spoils what is made from it, and so all layers before it. Mend the last wrong gradient first, then check again.",
        "For each layer l: dZ_l = dA_l ∘ [Z_l > 0], dW_l = dZ_l·A_(l−1)ᵀ/m, db_l = the sum of dZ_l's columns over m, dA_(l−1) = W_lᵀ·dZ_l. Hold each line against these.",
    ];

    public override string Start => Text(missing: [0, 1, 2]);

    public override Answer Reference { get; } = Right(static (X, Y, W1, b1, W2, b2, W3, b3) => Backward(X, Y, W1, b1, W2, b2, W3, b3, []));

    public override IReadOnlyList<Misconception> Misconceptions { get; } =
    [
        Planted(
            "This is the code as it was found: all three bugs are still in it. dW2, dW1 and db1 disagree with the numerical gradient; begin with dW2.",
            static (X, Y, W1, b1, W2, b2, W3, b3) => Backward(X, Y, W1, b1, W2, b2, W3, b3, [0, 1, 2]), [0, 1, 2]),
        Planted(
            "One bug found, two to go: dW2 and dW1 disagree with the numerical gradient, and db1 with them. What size has dW2, compared with the numerical one?",
            static (X, Y, W1, b1, W2, b2, W3, b3) => Backward(X, Y, W1, b1, W2, b2, W3, b3, [0, 1]), [0, 1]),
        Planted(
            "One bug found, two to go: dW2 and db1 disagree with the numerical gradient, dW1 agrees. So dZ1 is right; what is db1 made from?",
            static (X, Y, W1, b1, W2, b2, W3, b3) => Backward(X, Y, W1, b1, W2, b2, W3, b3, [0, 2]), [0, 2]),
        Planted(
            "One bug found, two to go: dW2 agrees now, dW1 and db1 do not. Follow the error from layer 2 to layer 1: which slope goes through W2?",
            static (X, Y, W1, b1, W2, b2, W3, b3) => Backward(X, Y, W1, b1, W2, b2, W3, b3, [1, 2]), [1, 2]),
        Planted(
            "One bug is left, in dW2: it is m times too large. What do dW3 and dW1 have that dW2 has not?",
            static (X, Y, W1, b1, W2, b2, W3, b3) => Backward(X, Y, W1, b1, W2, b2, W3, b3, [0]), [0]),
        Planted(
            "One bug is left: dW1 and db1 disagree, everything behind them agrees. The error reaches layer 1 without having passed the ReLU of layer 2.",
            static (X, Y, W1, b1, W2, b2, W3, b3) => Backward(X, Y, W1, b1, W2, b2, W3, b3, [1]), [1]),
        Planted(
            "One bug is left, in db1: dW1 agrees, so dZ1 is right. Is it what db1 is made from?",
            static (X, Y, W1, b1, W2, b2, W3, b3) => Backward(X, Y, W1, b1, W2, b2, W3, b3, [2]), [2]),
        new(
            "The output layer's gradients are 0: it would never learn. One of the notes runs its loop from L−1 down; it must begin at L.",
            (Function)(static (X, Y, W1, b1, W2, b2, W3, b3) =>
            {
                var (dW1, db1, dW2, db2, dW3, db3) = Backward(X, Y, W1, b1, W2, b2, W3, b3, []);
                return (dW1, db1, dW2, db2, dW3 * 0, db3 * 0);
            }),
            Lambda(Mended.Replace("dW3, db3);", "dW3 * 0, db3 * 0);", StringComparison.Ordinal))),
        new(
            "dZ3 has the factor A3·(1 − A3), which belongs to the quadratic cost. With cross-entropy the sigmoid's slope cancels: dZ3 = A3 − Y was right.",
            (Function)(static (X, Y, W1, b1, W2, b2, W3, b3) => Backward(X, Y, W1, b1, W2, b2, W3, b3, [], quadratic: true)),
            Lambda(Mended.Replace("var dZ3 = A3 - Y;", "var dZ3 = (A3 - Y).PointwiseMultiply(A3).PointwiseMultiply(1 - A3);", StringComparison.Ordinal))),
    ];

    public override IReadOnlyList<Answer> RightAnswers { get; } =
    [
        new(
            (Function)(static (X, Y, W1, b1, W2, b2, W3, b3) => Backward(X, Y, W1, b1, W2, b2, W3, b3, [])),
            Lambda(Mended)),

        // Layer by layer in a loop, the mean taken at the output.
        Right(static (X, Y, W1, b1, W2, b2, W3, b3) =>
        {
            Matrix<double>[] W = [W1, W2, W3], b = [b1, b2, b3], A = [X, X, X, X], dW = [W1, W2, W3], db = [b1, b2, b3];
            for (int l = 0; l < 3; l++)
            {
                var Z = (W[l] * A[l]).MapIndexed((j, _, z) => z + b[l][j, 0], Zeros.Include);
                A[l + 1] = l < 2 ? Z.PointwiseMaximum(0) : Z.Map(z => 1 / (1 + Math.Exp(-z)), Zeros.Include);
            }

            var delta = (A[3] - Y) / X.ColumnCount;
            for (int l = 2; l >= 0; l--)
            {
                dW[l] = delta * A[l].Transpose();
                db[l] = delta * Matrix<double>.Build.Dense(X.ColumnCount, 1, 1);
                delta = (W[l].Transpose() * delta).PointwiseMultiply(A[l].PointwiseSign().PointwiseMaximum(0));
            }

            return (dW[0], db[0], dW[1], db[1], dW[2], db[2]);
        }),
    ];

    // Enough units that some are on and some are off in each layer.
    protected override IEnumerable<object?[]> Cases(CaseGenerator random)
    {
        yield return Case(random, inputs: 2, n1: 3, n2: 2, examples: 4);
        yield return Case(random, inputs: 3, n1: 6, n2: 5, examples: 8);
        yield return Case(random, inputs: 4, n1: 8, n2: 6, examples: 12);
    }

    private static object?[] Case(CaseGenerator random, int inputs, int n1, int n2, int examples) =>
    [
        random.Matrix(inputs, examples), random.Labels(examples),
        random.Matrix(n1, inputs), random.Matrix(n1, 1), random.Matrix(n2, n1), random.Matrix(n2, 1), random.Matrix(1, n2, -1, 1), random.Matrix(1, 1),
    ];

    private static Misconception Planted(string sentence, Function code, int[] missing) => new(sentence, code, Lambda(Text(missing)));

    private static string Text(int[] missing) =>
        missing.Aggregate(Mended, (text, bug) => text.Replace(Bugs[bug].Right, Bugs[bug].Wrong, StringComparison.Ordinal));

    private static string Lambda(string body) =>
        $"static (X, Y, W1, b1, W2, b2, W3, b3) =>\n{{\n    {body.ReplaceLineEndings("\n").Replace("\n", "\n    ", StringComparison.Ordinal)}\n}}";

    // The text above as code, with the bugs that are still in it.
    private static (Matrix<double> dW1, Matrix<double> db1, Matrix<double> dW2, Matrix<double> db2, Matrix<double> dW3, Matrix<double> db3) Backward(
        Matrix<double> X, Matrix<double> Y, Matrix<double> W1, Matrix<double> b1, Matrix<double> W2, Matrix<double> b2, Matrix<double> W3, Matrix<double> b3,
        int[] bugs, bool quadratic = false)
    {
        int m = X.ColumnCount;
        var ones = Matrix<double>.Build.Dense(1, m, 1);
        var Z1 = (W1 * X) + (b1 * ones);
        var A1 = Z1.PointwiseMaximum(0);
        var Z2 = (W2 * A1) + (b2 * ones);
        var A2 = Z2.PointwiseMaximum(0);
        var A3 = ((W3 * A2) + (b3 * ones)).Map(z => 1 / (1 + Math.Exp(-z)), Zeros.Include);

        var dZ3 = A3 - Y;
        if (quadratic) dZ3 = dZ3.PointwiseMultiply(A3).PointwiseMultiply(1 - A3);
        var dA2 = W3.Transpose() * dZ3;
        var dZ2 = dA2.PointwiseMultiply(Z2.Map(z => z > 0 ? 1.0 : 0.0, Zeros.Include));
        var dA1 = W2.Transpose() * (bugs.Contains(1) ? dA2 : dZ2);
        var dZ1 = dA1.PointwiseMultiply(Z1.Map(z => z > 0 ? 1.0 : 0.0, Zeros.Include));
        return (
            dZ1 * X.Transpose() / m,
            (bugs.Contains(2) ? dA1 : dZ1).RowSums().ToColumnMatrix() / m,
            dZ2 * A1.Transpose() / (bugs.Contains(0) ? 1 : m),
            dZ2.RowSums().ToColumnMatrix() / m,
            dZ3 * A2.Transpose() / m,
            dZ3.RowSums().ToColumnMatrix() / m);
    }
}
