using Descent.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Exercises.Definitions;

/// <summary>Cuts shuffled examples into a training, a dev and a test set.</summary>
public sealed class Split : ExerciseOf<Split.Function>
{
    /// <summary>The graded function.</summary>
    public delegate (Matrix<double> train, Matrix<double> dev, Matrix<double> test) Function(
        Matrix<double> X, int[] order, int devCount, int testCount);

    public override string Title => "Training, dev and test set";

    public override string Notebook => "01-bias-and-variance";

    public override int Points => 4;

    public override int Lines => 6;

    public override IReadOnlyList<string> ParameterNotes =>
    [
        "features × m, one example a column",
        "the numbers 0 … m−1, shuffled: place i of the shuffled set holds example order[i]",
        "how many examples the dev set gets",
        "how many examples the test set gets",
    ];

    public override string Returns => "the first m − devCount − testCount examples in the given order, the next devCount, the last testCount";

    public override IReadOnlyList<string> Hints =>
    [
        "Why must the examples be shuffled before the cut? Think of a file in which all examples of one class come first.",
        "Write the shuffled matrix first: which column of X stands in its column 0? Then cut it in three; SubMatrix takes the first row, the number of rows, the first column and the number of columns.",
        "With n = m − devCount − testCount, column i of the shuffled set is column order[i] of X; train is 0 … n−1, dev is n … n+devCount−1, test is the rest.",
    ];

    public override Answer Reference { get; } = Right(static (X, order, devCount, testCount) =>
    {
        var shuffled = Matrix<double>.Build.DenseOfColumnVectors(order.Select(X.Column));
        int n = order.Length - devCount - testCount;
        return (shuffled.SubMatrix(0, X.RowCount, 0, n),
            shuffled.SubMatrix(0, X.RowCount, n, devCount),
            shuffled.SubMatrix(0, X.RowCount, n + devCount, testCount));
    });

    public override IReadOnlyList<Misconception> Misconceptions { get; } =
    [
        Wrong(
            "The examples are not shuffled: order is not used. In a file sorted by class or by day, the dev set would then hold what the training set never saw.",
            static (X, order, devCount, testCount) =>
            {
                int n = X.ColumnCount - devCount - testCount;
                return (X.SubMatrix(0, X.RowCount, 0, n), X.SubMatrix(0, X.RowCount, n, devCount), X.SubMatrix(0, X.RowCount, n + devCount, testCount));
            }),
        Wrong(
            "The order is used the wrong way round: example i was put at place order[i]. Place i is to hold example order[i].",
            static (X, order, devCount, testCount) =>
            {
                var shuffled = X.Clone();
                for (int i = 0; i < order.Length; i++) shuffled.SetColumn(order[i], X.Column(i));
                int n = order.Length - devCount - testCount;
                return (shuffled.SubMatrix(0, X.RowCount, 0, n), shuffled.SubMatrix(0, X.RowCount, n, devCount), shuffled.SubMatrix(0, X.RowCount, n + devCount, testCount));
            }),
        Wrong(
            "Dev and test set begin at the same place, so they share examples. What is tuned on the dev set would have been tuned on the test set too: begin the test set after the dev set.",
            static (X, order, devCount, testCount) =>
            {
                var shuffled = Matrix<double>.Build.DenseOfColumnVectors(order.Select(X.Column));
                int n = order.Length - devCount - testCount;
                return (shuffled.SubMatrix(0, X.RowCount, 0, n), shuffled.SubMatrix(0, X.RowCount, n, devCount), shuffled.SubMatrix(0, X.RowCount, n, testCount));
            }),
        Wrong(
            "The training set holds all examples, those of the dev and test set too. A network would be tested on what it has learned by heart.",
            static (X, order, devCount, testCount) =>
            {
                var shuffled = Matrix<double>.Build.DenseOfColumnVectors(order.Select(X.Column));
                int n = order.Length - devCount - testCount;
                return (shuffled, shuffled.SubMatrix(0, X.RowCount, n, devCount), shuffled.SubMatrix(0, X.RowCount, n + devCount, testCount));
            }),
        Wrong(
            "Dev and test set are cut from the front here. Some books do that; in this exercise the training set comes first, then dev, then test.",
            static (X, order, devCount, testCount) =>
            {
                var shuffled = Matrix<double>.Build.DenseOfColumnVectors(order.Select(X.Column));
                int n = order.Length - devCount - testCount;
                return (shuffled.SubMatrix(0, X.RowCount, devCount + testCount, n), shuffled.SubMatrix(0, X.RowCount, 0, devCount), shuffled.SubMatrix(0, X.RowCount, devCount, testCount));
            }),
        Wrong(
            "One example is lost between the training and the dev set: if the training set has n columns, 0 … n−1, the dev set begins at column n.",
            static (X, order, devCount, testCount) =>
            {
                var shuffled = Matrix<double>.Build.DenseOfColumnVectors(order.Select(X.Column));
                int n = order.Length - devCount - testCount;
                return (shuffled.SubMatrix(0, X.RowCount, 0, n - 1), shuffled.SubMatrix(0, X.RowCount, n, devCount), shuffled.SubMatrix(0, X.RowCount, n + devCount, testCount));
            }),
    ];

    public override IReadOnlyList<Answer> RightAnswers { get; } =
    [
        Right(static (X, order, devCount, testCount) =>
        {
            int n = X.ColumnCount - devCount - testCount;
            var shuffled = Matrix<double>.Build.Dense(X.RowCount, X.ColumnCount, (k, i) => X[k, order[i]]);
            var train = shuffled.SubMatrix(0, X.RowCount, 0, n);
            var dev = shuffled.SubMatrix(0, X.RowCount, n, devCount);
            var test = shuffled.SubMatrix(0, X.RowCount, n + devCount, testCount);
            return (train, dev, test);
        }),
        Right(static (X, order, devCount, testCount) =>
        {
            Matrix<double> Take(IEnumerable<int> examples) => Matrix<double>.Build.DenseOfColumnVectors(examples.Select(X.Column));
            return (Take(order.SkipLast(devCount + testCount)), Take(order.SkipLast(testCount).TakeLast(devCount)), Take(order.TakeLast(testCount)));
        }),

        // The shuffle as a product with a permutation matrix.
        Right(static (X, order, devCount, testCount) =>
        {
            var P = Matrix<double>.Build.Dense(order.Length, order.Length, (k, i) => order[i] == k ? 1.0 : 0.0);
            var S = X * P;
            int end = order.Length - testCount, middle = end - devCount;
            return (S.SubMatrix(0, S.RowCount, 0, middle), S.SubMatrix(0, S.RowCount, middle, end - middle), S.SubMatrix(0, S.RowCount, end, testCount));
        }),
    ];

    protected override IEnumerable<object?[]> Cases(CaseGenerator random)
    {
        yield return [random.Matrix(2, 6), random.Order(6), 1, 2];
        yield return [random.Matrix(3, 12), random.Order(12), 3, 2];
        yield return [random.Matrix(1, 20), random.Order(20), 4, 4];
    }
}
