using Descent.Data;
using Descent.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Exercises.Definitions;

/// <summary>(x − μ)/σ for each feature, with the training set's μ and σ for both sets.</summary>
public sealed class Standardize : ExerciseOf<Standardize.Function>
{
    /// <summary>The graded function.</summary>
    public delegate (Matrix<double> train, Matrix<double> dev) Function(Matrix<double> train, Matrix<double> dev);

    public override string Title => "Features on one scale";

    public override string Notebook => "03-initialization";

    public override int Points => 4;

    public override int Lines => 6;

    public override IReadOnlyList<string> ParameterNotes =>
        ["features × m, one example a column; no feature is constant", "features × some other number of examples"];

    public override string Returns => "both sets with (x − μ)/σ for every feature, as new matrices";

    public override IReadOnlyList<string> Hints =>
    [
        "A feature is a row. Whose mean and deviation may be used for the dev set, if the network is to see the same measurement as the same number?",
        "Work out μ and σ of each row of the training set first, σ with 1/m. Then apply the same two numbers to the row of both sets.",
        "μ = 1/m·Σ x,  σ = √(1/m·Σ (x − μ)²), both over the training set's row;  x ← (x − μ)/σ in both sets.",
    ];

    public override Answer Reference { get; } = Right(static (train, dev) =>
    {
        var standardizer = Standardizer.Fit(new Dataset(train, Matrix<double>.Build.Dense(1, train.ColumnCount)));
        return (standardizer.Apply(train), standardizer.Apply(dev));
    });

    public override IReadOnlyList<Misconception> Misconceptions { get; } =
    [
        Wrong(
            "That divides by σ², as one of the notes does: a feature with deviation 100 would end up at 0.01. Divide by σ, the root of the variance.",
            static (train, dev) =>
            {
                var mean = train.RowSums() / train.ColumnCount;
                var variance = Vector<double>.Build.Dense(train.RowCount, k => train.Row(k).Sum(x => (x - mean[k]) * (x - mean[k])) / train.ColumnCount);
                return (train.MapIndexed((k, _, x) => (x - mean[k]) / variance[k]), dev.MapIndexed((k, _, x) => (x - mean[k]) / variance[k]));
            }),
        Wrong(
            "The dev set is scaled with its own μ and σ. The same measurement would then be two different numbers for the network: use the training set's for both.",
            static (train, dev) =>
            {
                Matrix<double> Scale(Matrix<double> X)
                {
                    var mean = X.RowSums() / X.ColumnCount;
                    var variance = Vector<double>.Build.Dense(X.RowCount, k => X.Row(k).Sum(x => (x - mean[k]) * (x - mean[k])) / X.ColumnCount);
                    return X.MapIndexed((k, _, x) => (x - mean[k]) / Math.Sqrt(variance[k]));
                }

                return (Scale(train), Scale(dev));
            }),
        Wrong(
            "μ and σ are measured over both sets together: the dev set leaks into the training. Measure them on the training set alone.",
            static (train, dev) =>
            {
                var X = train.Append(dev);
                var mean = X.RowSums() / X.ColumnCount;
                var variance = Vector<double>.Build.Dense(X.RowCount, k => X.Row(k).Sum(x => (x - mean[k]) * (x - mean[k])) / X.ColumnCount);
                return (train.MapIndexed((k, _, x) => (x - mean[k]) / Math.Sqrt(variance[k])), dev.MapIndexed((k, _, x) => (x - mean[k]) / Math.Sqrt(variance[k])));
            }),
        Wrong(
            "The dev set comes back as it was. It needs the same scale as the training set: (x − μ)/σ with the training set's numbers.",
            static (train, dev) =>
            {
                var mean = train.RowSums() / train.ColumnCount;
                var variance = Vector<double>.Build.Dense(train.RowCount, k => train.Row(k).Sum(x => (x - mean[k]) * (x - mean[k])) / train.ColumnCount);
                return (train.MapIndexed((k, _, x) => (x - mean[k]) / Math.Sqrt(variance[k])), dev);
            }),
        Wrong(
            "The mean is taken away, but nothing is divided by σ: the features still have different scales.",
            static (train, dev) =>
            {
                var mean = train.RowSums() / train.ColumnCount;
                return (train.MapIndexed((k, _, x) => x - mean[k]), dev.MapIndexed((k, _, x) => x - mean[k]));
            }),
        Wrong(
            "σ is worked out with 1/(m−1), as statistics books do for a sample. The course uses 1/m, so that the training set has deviation 1 exactly.",
            static (train, dev) =>
            {
                var mean = train.RowSums() / train.ColumnCount;
                var variance = Vector<double>.Build.Dense(train.RowCount, k => train.Row(k).Sum(x => (x - mean[k]) * (x - mean[k])) / (train.ColumnCount - 1));
                return (train.MapIndexed((k, _, x) => (x - mean[k]) / Math.Sqrt(variance[k])), dev.MapIndexed((k, _, x) => (x - mean[k]) / Math.Sqrt(variance[k])));
            }),
        Wrong(
            "One μ and one σ are used for all features together. Each feature, a row, has its own.",
            static (train, dev) =>
            {
                double mean = train.RowSums().Sum() / (train.RowCount * train.ColumnCount);
                double sigma = Math.Sqrt(train.Enumerate().Sum(x => (x - mean) * (x - mean)) / (train.RowCount * train.ColumnCount));
                return ((train - mean) / sigma, (dev - mean) / sigma);
            }),
        Wrong(
            "The wrong axis: μ and σ are those of each column, an example. A feature is a row: average over the examples.",
            static (train, dev) =>
            {
                Matrix<double> Scale(Matrix<double> X)
                {
                    var mean = X.ColumnSums() / X.RowCount;
                    var sigma = Vector<double>.Build.Dense(X.ColumnCount, i => Math.Sqrt(X.Column(i).Sum(x => (x - mean[i]) * (x - mean[i])) / X.RowCount));
                    return X.MapIndexed((_, i, x) => (x - mean[i]) / sigma[i]);
                }

                return (Scale(train), Scale(dev));
            }),
    ];

    public override IReadOnlyList<Answer> RightAnswers { get; } =
    [
        Right(static (train, dev) =>
        {
            int m = train.ColumnCount;
            var mean = train.RowSums() / m;
            var sigma = train.MapIndexed((k, i, x) => Math.Pow(x - mean[k], 2)).RowSums().Divide(m).PointwiseSqrt();
            return (train.MapIndexed((k, i, x) => (x - mean[k]) / sigma[k]),
                dev.MapIndexed((k, i, x) => (x - mean[k]) / sigma[k]));
        }),

        // σ² as mean of squares minus square of mean.
        Right(static (train, dev) =>
        {
            var (a, b) = (train.Clone(), dev.Clone());
            for (int k = 0; k < train.RowCount; k++)
            {
                double mean = train.Row(k).Average();
                double sigma = Math.Sqrt(train.Row(k).Average(x => x * x) - (mean * mean));
                a.SetRow(k, (train.Row(k) - mean) / sigma);
                b.SetRow(k, (dev.Row(k) - mean) / sigma);
            }

            return (a, b);
        }),
        Right(static (train, dev) =>
        {
            var ones = Matrix<double>.Build.Dense(train.ColumnCount, 1, 1.0 / train.ColumnCount);
            var mean = train * ones;
            var centred = train - (mean * Matrix<double>.Build.Dense(1, train.ColumnCount, 1));
            var scale = Matrix<double>.Build.DenseOfDiagonalVector((centred.PointwiseMultiply(centred) * ones).Column(0).PointwiseSqrt()).Inverse();
            return (scale * centred, scale * (dev - (mean * Matrix<double>.Build.Dense(1, dev.ColumnCount, 1))));
        }),
    ];

    protected override IEnumerable<object?[]> Cases(CaseGenerator random)
    {
        yield return [Features(random, 2, 4), Features(random, 2, 3)];
        yield return [Features(random, 3, 7), Features(random, 3, 5)];
        yield return [Features(random, 4, 12), Features(random, 4, 6)];
    }

    // Features of very different scales, no two examples of which agree.
    private static Matrix<double> Features(CaseGenerator random, int features, int examples)
    {
        double[] shifts = [.. Enumerable.Range(0, features).Select(k => Math.Pow(10, k) * (k + 1))];
        return Matrix<double>.Build.Dense(features, examples, (k, i) =>
            Math.Round(shifts[k] + ((i - (examples / 2.0) + random.Number(0.1, 0.9)) * Math.Pow(6, k)), 2));
    }
}
