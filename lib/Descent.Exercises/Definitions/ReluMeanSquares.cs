using Descent.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Exercises.Definitions;

/// <summary>How strong the signal still is behind each ReLU layer: the mean of a².</summary>
public sealed class ReluMeanSquares : ExerciseOf<ReluMeanSquares.Function>
{
    /// <summary>The graded function.</summary>
    public delegate double[] Function(Matrix<double> X, Matrix<double>[] weights);

    public override string Title => "What the layers keep of the signal";

    public override string Notebook => "03-initialization";

    public override int Points => 4;

    public override int Lines => 6;

    public override IReadOnlyList<string> ParameterNotes =>
        ["inputs × m, one example a column", "the W of each layer, from the first to the last; biases are 0"];

    public override string Returns => "for each layer, the mean of a² over all its units and examples";

    public override IReadOnlyList<string> Hints =>
    [
        "What does the second layer get as its input? And what the third?",
        "Keep one matrix A, X at the beginning. In each turn of a loop replace it by what the layer gives, and note the mean of the squares of all its entries.",
        "A ← max(0, W·A);  the entry for the layer is Σ a² / (units·m).",
    ];

    public override Answer Reference { get; } = Right(static (X, weights) =>
    {
        var A = X;
        return
        [
            .. weights.Select(W =>
            {
                A = (W * A).PointwiseMaximum(0);
                return A.PointwisePower(2).RowSums().Sum() / (A.RowCount * A.ColumnCount);
            }),
        ];
    });

    public override IReadOnlyList<Misconception> Misconceptions { get; } =
    [
        Wrong(
            "The ReLU is missing: without it nothing is lost, and He's factor 2 would be too much. A = max(0, W·A).",
            static (X, weights) =>
            {
                var A = X;
                return [.. weights.Select(W => (A = W * A).Enumerate().Average(a => a * a))];
            }),
        Wrong(
            "The mean is taken of z², before the ReLU. What the next layer gets is a: take the mean of a².",
            static (X, weights) =>
            {
                var A = X;
                return [.. weights.Select(W =>
                {
                    var Z = W * A;
                    A = Z.PointwiseMaximum(0);
                    return Z.Enumerate().Average(z => z * z);
                })];
            }),
        Wrong(
            "That is the variance: the mean has been taken away. After a ReLU the mean is not 0, and the next layer feels a itself: take the mean of a².",
            static (X, weights) =>
            {
                var A = X;
                return [.. weights.Select(W =>
                {
                    A = (W * A).PointwiseMaximum(0);
                    double mean = A.Enumerate().Average();
                    return A.Enumerate().Average(a => (a - mean) * (a - mean));
                })];
            }),
        Wrong(
            "That is the root of the mean square. The mean of a² itself is wanted: it is what W's variance multiplies.",
            static (X, weights) =>
            {
                var A = X;
                return [.. weights.Select(W => Math.Sqrt((A = (W * A).PointwiseMaximum(0)).Enumerate().Average(a => a * a)))];
            }),
        Wrong(
            "The next layer is given z: the ReLU stands only where the mean is taken. What goes on to the next W is a = max(0, z).",
            static (X, weights) =>
            {
                var A = X;
                return [.. weights.Select(W => (A = W * A).PointwiseMaximum(0).Enumerate().Average(a => a * a))];
            }),
        Wrong(
            "The squares are added up. Divide by how many there are, units × m, or the size of a layer would look like the size of its signal.",
            static (X, weights) =>
            {
                var A = X;
                return [.. weights.Select(W => (A = (W * A).PointwiseMaximum(0)).Enumerate().Sum(a => a * a))];
            }),
        Wrong(
            "That is the square of the mean of a. Square each a first, then take the mean.",
            static (X, weights) =>
            {
                var A = X;
                return [.. weights.Select(W => Math.Pow((A = (W * A).PointwiseMaximum(0)).Enumerate().Average(), 2))];
            }),
        Wrong(
            "That is the mean of a, not of a²: square before you average.",
            static (X, weights) =>
            {
                var A = X;
                return [.. weights.Select(W => (A = (W * A).PointwiseMaximum(0)).Enumerate().Average())];
            }),
        Wrong(
            "The squares are divided by m only, so a layer with more units seems stronger. Divide by all entries, units × m.",
            static (X, weights) =>
            {
                var A = X;
                return [.. weights.Select(W => (A = (W * A).PointwiseMaximum(0)).Enumerate().Sum(a => a * a) / A.ColumnCount)];
            }),
        Wrong(
            "The squares are divided by the units only, so a larger batch seems stronger. Divide by all entries, units × m.",
            static (X, weights) =>
            {
                var A = X;
                return [.. weights.Select(W => (A = (W * A).PointwiseMaximum(0)).Enumerate().Sum(a => a * a) / A.RowCount)];
            }),
        Wrong(
            "The list begins with X, which is no layer. One number for each W.",
            static (X, weights) =>
            {
                var A = X;
                return [X.Enumerate().Average(a => a * a), .. weights.Select(W => (A = (W * A).PointwiseMaximum(0)).Enumerate().Average(a => a * a))];
            }),
    ];

    public override IReadOnlyList<Answer> RightAnswers { get; } =
    [
        Right(static (X, weights) =>
        {
            var result = new double[weights.Length];
            var A = X;
            for (int l = 0; l < weights.Length; l++)
            {
                A = (weights[l] * A).PointwiseMaximum(0);
                result[l] = A.PointwiseMultiply(A).RowSums().Sum() / (A.RowCount * A.ColumnCount);
            }

            return result;
        }),
        Right(static (X, weights) =>
        {
            // The Frobenius norm is the root of the sum of squares.
            var result = new List<double>();
            foreach (var W in weights)
            {
                X = (W * X).Map(z => z > 0 ? z : 0);
                result.Add(Math.Pow(X.FrobeniusNorm(), 2) / X.RowCount / X.ColumnCount);
            }

            return [.. result];
        }),
        Right(static (X, weights) =>
        {
            double[] Follow(Matrix<double> A, int layer) =>
                layer == 0 ? [] : [.. Follow(A, layer - 1), Signal(A, layer).Enumerate().Average(a => a * a)];
            Matrix<double> Signal(Matrix<double> A, int layer) =>
                layer == 0 ? A : (weights[layer - 1] * Signal(A, layer - 1)).PointwiseMaximum(0);
            return Follow(X, weights.Length);
        }),
    ];

    protected override IEnumerable<object?[]> Cases(CaseGenerator random)
    {
        yield return [random.Matrix(2, 3), new[] { random.Matrix(4, 2, 0.1, 1), random.Matrix(2, 4, -0.5, 2) }];
        yield return [random.Matrix(3, 6), new[] { random.Matrix(6, 3), random.Matrix(5, 6), random.Matrix(4, 5) }];
        yield return [random.Matrix(4, 5), new[] { random.Matrix(9, 4) }];
    }
}
