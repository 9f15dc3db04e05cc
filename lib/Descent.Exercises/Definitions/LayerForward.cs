using Descent.Exercises.Checking;
using Descent.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Exercises.Definitions;

/// <summary>One layer forward: Z = W·X + b, A = max(0, Z).</summary>
public sealed class LayerForward : ExerciseOf<LayerForward.Function>
{
    /// <summary>The graded function.</summary>
    public delegate (Matrix<double> Z, Matrix<double> A) Function(Matrix<double> X, Matrix<double> W, Matrix<double> b);

    public override string Title => "One layer, forward";

    public override string Notebook => "02-backpropagation";

    public override int Points => 4;

    public override int Lines => 3;

    public override IReadOnlyList<string> ParameterNotes =>
        ["inputs × m, one example a column", "units × inputs", "units × 1, added to every column"];

    public override string Returns => "Z, before the activation, and A = ReLU(Z), both units × m";

    public override IReadOnlyList<string> Hints =>
    [
        "W is units × inputs and X is inputs × m. What is the shape of their product, and what does one of its columns hold?",
        "b has one column, the product has m. Every column gets the same b: build the sum column by column, or look at what b·(a row of m ones) is.",
        "Z = W·X + b·[1 1 … 1], and A = max(0, Z), element by element. Keep Z: going backward needs it.",
    ];

    public override Answer Reference { get; } = Right(static (X, W, b) =>
    {
        var linear = Network.Of(W.ColumnCount).Dense(W.RowCount, Activation.Linear);
        var rectified = Network.Of(W.ColumnCount).Dense(W.RowCount, Activation.ReLU);
        linear.Layers[0].W = rectified.Layers[0].W = W;
        linear.Layers[0].b = rectified.Layers[0].b = b;
        return (linear.Predict(X), rectified.Predict(X));
    });

    public override IReadOnlyList<Misconception> Misconceptions { get; } =
    [
        Wrong(
            "b is not added: every unit needs its own threshold. Z = W·X + b, with b added to each column.",
            static (X, W, b) =>
            {
                var Z = W * X;
                return (Z, Z.PointwiseMaximum(0));
            }),
        Wrong(
            "b is added to the first example only. It belongs to the unit, not to the example: add it to every column.",
            static (X, W, b) =>
            {
                var Z = W * X;
                Z.SetColumn(0, Z.Column(0) + b.Column(0));
                return (Z, Z.PointwiseMaximum(0));
            }),
        Wrong(
            "A is Z itself: the activation is missing, and without it a network of any depth is one linear layer. A = max(0, Z).",
            static (X, W, b) =>
            {
                var Z = (W * X) + (b * Matrix<double>.Build.Dense(1, X.ColumnCount, 1));
                return (Z, Z);
            }),
        Wrong(
            "Z has been overwritten by A. Z is wanted as it was before the ReLU, since going backward asks where it was positive: write A to a new matrix.",
            static (X, W, b) =>
            {
                var Z = (W * X) + (b * Matrix<double>.Build.Dense(1, X.ColumnCount, 1));
                Z.MapInplace(z => Math.Max(0, z));
                return (Z, Z);
            }),
        Wrong(
            "That is the sigmoid. This layer's activation is the ReLU, max(0, z).",
            static (X, W, b) =>
            {
                var Z = (W * X) + (b * Matrix<double>.Build.Dense(1, X.ColumnCount, 1));
                return (Z, Z.Map(z => 1 / (1 + Math.Exp(-z)), Zeros.Include));
            }),
        Wrong(
            "That is the leaky ReLU with slope 0.01. A plain ReLU gives 0 for every negative z.",
            static (X, W, b) =>
            {
                var Z = (W * X) + (b * Matrix<double>.Build.Dense(1, X.ColumnCount, 1));
                return (Z, Z.Map(z => z > 0 ? z : 0.01 * z));
            }),
        Wrong(
            "This is the other books' layout, an example a row: Xᵀ·Wᵀ + bᵀ. Here examples are columns, so the result is W·X + b, which is yours transposed.",
            static (X, W, b) =>
            {
                var Z = ((W * X) + (b * Matrix<double>.Build.Dense(1, X.ColumnCount, 1))).Transpose();
                return (Z, Z.PointwiseMaximum(0));
            }),
    ];

    public override IReadOnlyList<Answer> RightAnswers { get; } =
    [
        Right(static (X, W, b) =>
        {
            var Z = (W * X) + (b * Matrix<double>.Build.Dense(1, X.ColumnCount, 1));
            return (Z, Z.PointwiseMaximum(0));
        }),
        Right(static (X, W, b) =>
        {
            var Z = Matrix<double>.Build.Dense(W.RowCount, X.ColumnCount);
            var A = Matrix<double>.Build.Dense(W.RowCount, X.ColumnCount);
            for (int i = 0; i < X.ColumnCount; i++)
            {
                for (int j = 0; j < W.RowCount; j++)
                {
                    double sum = b[j, 0];
                    for (int k = 0; k < X.RowCount; k++)
                    {
                        sum += W[j, k] * X[k, i];
                    }

                    Z[j, i] = sum;
                    A[j, i] = sum > 0 ? sum : 0;
                }
            }

            return (Z, A);
        }),

        // The bias as a weight of an input that is always 1.
        Right(static (X, W, b) =>
        {
            var Z = W.Append(b) * X.Stack(Matrix<double>.Build.Dense(1, X.ColumnCount, 1));
            return (Z, (Z + Z.PointwiseAbs()) / 2);
        }),
        Right(static (X, W, b) =>
        {
            var Z = Matrix<double>.Build.DenseOfColumnVectors(X.EnumerateColumns().Select(x => (W * x) + b.Column(0)));
            return (Z, Z.PointwiseMultiply(Z.Map(z => z >= 0 ? 1.0 : 0.0, Zeros.Include)));
        }),
    ];

    protected override IEnumerable<object?[]> Cases(CaseGenerator random)
    {
        yield return [random.Matrix(2, 4), random.Matrix(3, 2), random.Matrix(3, 1)];
        yield return [random.Matrix(4, 5), random.Matrix(2, 4), random.Matrix(2, 1)];
        yield return [random.Matrix(6, 9), random.Matrix(5, 6), random.Matrix(5, 1)];
    }
}
