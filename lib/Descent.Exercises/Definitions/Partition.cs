using Descent.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Exercises.Definitions;

/// <summary>Shuffled examples cut into mini-batches, the last one with what remains.</summary>
public sealed class Partition : ExerciseOf<Partition.Function>
{
    /// <summary>The graded function.</summary>
    public delegate List<(Matrix<double> X, Matrix<double> Y)> Function(Matrix<double> X, Matrix<double> Y, int[] order, int batchSize);

    public override string Title => "Cutting mini-batches";

    public override string Notebook => "08-mini-batches";

    public override int Points => 4;

    public override int Lines => 8;

    public override IReadOnlyList<string> ParameterNotes =>
    [
        "features × m, one example a column",
        "outputs × m, their labels",
        "the numbers 0 … m−1, shuffled: place i of the shuffled set holds example order[i]",
        "examples in a batch, at least 1",
    ];

    public override string Returns => "the mini-batches in the given order, each an X and a Y of batchSize columns; the last one holds what remains";

    public override IReadOnlyList<string> Hints =>
    [
        "148 examples in batches of 64: how many batches are there, and how large is the last one?",
        "Let start run from 0 in steps of batchSize. How many examples are left at start, and how many of them does the batch take? Example i and label i must go to the same place.",
        "Batch k takes the places k·s … min((k+1)·s, m) − 1 of the shuffled set, where place i is column order[i] of X and of Y.",
    ];

    public override Answer Reference { get; } = Right(static (X, Y, order, batchSize) =>
        [.. order.Chunk(batchSize).Select(batch => (Take(X, batch), Take(Y, batch)))]);

    public override IReadOnlyList<Misconception> Misconceptions { get; } =
    [
        Wrong(
            "The last, smaller batch is missing: its examples would never be learned from in this epoch. 148 examples in batches of 64 are 64, 64 and 20.",
            static (X, Y, order, batchSize) =>
                [.. order.Chunk(batchSize).Where(batch => batch.Length == batchSize).Select(batch => (
                    Matrix<double>.Build.DenseOfColumnVectors(batch.Select(X.Column)),
                    Matrix<double>.Build.DenseOfColumnVectors(batch.Select(Y.Column))))]),
        Wrong(
            "X is shuffled and Y is not: every example has somebody else's label now. Use the same order for both.",
            static (X, Y, order, batchSize) =>
                [.. Enumerable.Range(0, order.Length).Chunk(batchSize).Select(places => (
                    Matrix<double>.Build.DenseOfColumnVectors(places.Select(i => X.Column(order[i]))),
                    Matrix<double>.Build.DenseOfColumnVectors(places.Select(Y.Column))))]),
        Wrong(
            "Nothing is shuffled: order is not used, and every epoch would see the same batches. Place i holds example order[i].",
            static (X, Y, order, batchSize) =>
                [.. Enumerable.Range(0, order.Length).Chunk(batchSize).Select(places => (
                    Matrix<double>.Build.DenseOfColumnVectors(places.Select(X.Column)),
                    Matrix<double>.Build.DenseOfColumnVectors(places.Select(Y.Column))))]),
        Wrong(
            "The order is used the wrong way round: example i was put at place order[i]. Place i is to hold example order[i].",
            static (X, Y, order, batchSize) =>
            {
                var examples = new int[order.Length];
                for (int i = 0; i < order.Length; i++) examples[order[i]] = i;
                return [.. examples.Chunk(batchSize).Select(batch => (
                    Matrix<double>.Build.DenseOfColumnVectors(batch.Select(X.Column)),
                    Matrix<double>.Build.DenseOfColumnVectors(batch.Select(Y.Column))))];
            }),
        Wrong(
            "The last batch is filled up with examples from the beginning: these would count twice. It is allowed to be smaller.",
            static (X, Y, order, batchSize) =>
                [.. Enumerable.Range(0, (order.Length + batchSize - 1) / batchSize).Select(k =>
                {
                    int[] batch = [.. Enumerable.Range(k * batchSize, batchSize).Select(i => order[i % order.Length])];
                    return (Matrix<double>.Build.DenseOfColumnVectors(batch.Select(X.Column)),
                        Matrix<double>.Build.DenseOfColumnVectors(batch.Select(Y.Column)));
                })]),
        Wrong(
            "batchSize is used as the number of batches. It is the number of examples in one of them.",
            static (X, Y, order, batchSize) =>
                [.. order.Chunk((order.Length + batchSize - 1) / batchSize).Select(batch => (
                    Matrix<double>.Build.DenseOfColumnVectors(batch.Select(X.Column)),
                    Matrix<double>.Build.DenseOfColumnVectors(batch.Select(Y.Column))))]),
    ];

    public override IReadOnlyList<Answer> RightAnswers { get; } =
    [
        Right(static (X, Y, order, batchSize) =>
        {
            int m = X.ColumnCount;
            var batches = new List<(Matrix<double> X, Matrix<double> Y)>();
            for (int start = 0; start < m; start += batchSize)
            {
                int count = Math.Min(batchSize, m - start);
                var batchX = Matrix<double>.Build.Dense(X.RowCount, count, (k, i) => X[k, order[start + i]]);
                var batchY = Matrix<double>.Build.Dense(Y.RowCount, count, (k, i) => Y[k, order[start + i]]);
                batches.Add((batchX, batchY));
            }

            return batches;
        }),
        Right(static (X, Y, order, batchSize) =>
            order.Chunk(batchSize).Select(batch => (
                Matrix<double>.Build.DenseOfColumnVectors(batch.Select(X.Column)),
                Matrix<double>.Build.DenseOfColumnVectors(batch.Select(Y.Column)))).ToList()),

        // Shuffle X and Y as one matrix, then cut it.
        Right(static (X, Y, order, batchSize) =>
        {
            var both = X.Stack(Y);
            var shuffled = both.Clone();
            for (int i = 0; i < order.Length; i++) shuffled.SetColumn(i, both.Column(order[i]));
            int full = order.Length / batchSize;
            var sizes = Enumerable.Repeat(batchSize, full).Append(order.Length % batchSize).Where(size => size > 0).ToArray();
            return sizes.Select((size, k) => (
                shuffled.SubMatrix(0, X.RowCount, k * batchSize, size),
                shuffled.SubMatrix(X.RowCount, Y.RowCount, k * batchSize, size))).ToList();
        }),
    ];

    protected override IEnumerable<object?[]> Cases(CaseGenerator random)
    {
        yield return Case(random, examples: 5, batchSize: 2);
        yield return Case(random, examples: 8, batchSize: 4);
        yield return Case(random, examples: 11, batchSize: 4);
        yield return Case(random, examples: 3, batchSize: 8);
    }

    // Every label is another number, so that one that went astray shows.
    private static object?[] Case(CaseGenerator random, int examples, int batchSize) =>
    [
        random.Matrix(2, examples),
        Matrix<double>.Build.Dense(1, examples, (_, i) => i),
        random.Order(examples),
        batchSize,
    ];

    private static Matrix<double> Take(Matrix<double> matrix, int[] columns) =>
        Matrix<double>.Build.DenseOfColumnVectors(columns.Select(matrix.Column));
}
