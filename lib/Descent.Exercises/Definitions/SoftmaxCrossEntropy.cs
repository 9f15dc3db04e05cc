using Descent.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Exercises.Definitions;

/// <summary>Softmax and cross-entropy together, from the logits: cost = mean of log Σ e^z − z_y, dZ = P − Y.</summary>
public sealed class SoftmaxCrossEntropy : ExerciseOf<SoftmaxCrossEntropy.Function>
{
    /// <summary>The graded function.</summary>
    public delegate (double cost, Matrix<double> dZ) Function(Matrix<double> Z, Matrix<double> Y);

    public override string Title => "Softmax and cross-entropy";

    public override string Notebook => "02-backpropagation";

    public override int Points => 5;

    public override int Lines => 8;

    public override IReadOnlyList<string> ParameterNotes =>
        ["classes × m, the last layer before its softmax; may be as large as ±1000", "classes × m, one 1 in each column"];

    public override string Returns => "the cost, a mean over the examples, and dZ = P − Y (classes × m, not divided by m)";

    public override IReadOnlyList<string> Hints =>
    [
        "A column of Z is one example. What must the probabilities of one example add up to, and so over what does the sum in the softmax run?",
        "e^800 is infinite in a computer. What happens to a softmax if you subtract the same number from all of a column's z, for instance the largest?",
        "With M the largest z of the column: p_k = e^(z_k − M) / Σ e^(z_j − M). Then −log p_y = log Σ e^(z_j − M) − (z_y − M): no logarithm of 0. The cost is the mean of these, and dZ = P − Y.",
    ];

    public override Answer Reference { get; } = Right(static (Z, Y) =>
    {
        var dZ = Matrix<double>.Build.Dense(Z.RowCount, Z.ColumnCount);
        double cost = 0;
        for (int i = 0; i < Z.ColumnCount; i++)
        {
            var z = Z.Column(i) - Z.Column(i).Maximum();
            var e = z.PointwiseExp();
            cost += Math.Log(e.Sum()) - z.DotProduct(Y.Column(i));
            dZ.SetColumn(i, (e / e.Sum()) - Y.Column(i));
        }

        return (cost / Z.ColumnCount, dZ);
    });

    public override IReadOnlyList<Misconception> Misconceptions { get; } =
    [
        Wrong(
            "The exponentials overflow: e^800 is infinite, and infinity divided by infinity is NaN. Subtract the largest z of each column first; the softmax stays the same.",
            static (Z, Y) =>
            {
                var E = Z.PointwiseExp();
                var P = Matrix<double>.Build.Dense(Z.RowCount, Z.ColumnCount, (k, i) => E[k, i] / E.Column(i).Sum());
                return (-Y.PointwiseMultiply(P.PointwiseLog()).RowSums().Sum() / Z.ColumnCount, P - Y);
            }),
        Wrong(
            "The softmax is right, but the cost takes the logarithm of a probability that has become exactly 0, and 0·∞ is NaN. Work it out from z: −log p_y = log Σ e^(z_j − M) − (z_y − M).",
            static (Z, Y) =>
            {
                var E = Matrix<double>.Build.Dense(Z.RowCount, Z.ColumnCount, (k, i) => Math.Exp(Z[k, i] - Z.Column(i).Maximum()));
                var P = Matrix<double>.Build.Dense(Z.RowCount, Z.ColumnCount, (k, i) => E[k, i] / E.Column(i).Sum());
                return (-Y.PointwiseMultiply(P.PointwiseLog()).RowSums().Sum() / Z.ColumnCount, P - Y);
            }),
        Wrong(
            "The softmax runs along the wrong axis: over the examples of a class. It is the classes of one example, a column, whose probabilities add up to 1.",
            static (Z, Y) =>
            {
                double cost = 0;
                var P = Matrix<double>.Build.Dense(Z.RowCount, Z.ColumnCount);
                for (int k = 0; k < Z.RowCount; k++)
                {
                    var z = Z.Row(k) - Z.Row(k).Maximum();
                    var e = z.PointwiseExp();
                    cost += (Math.Log(e.Sum()) * Y.Row(k).Sum()) - z.DotProduct(Y.Row(k));
                    P.SetRow(k, e / e.Sum());
                }

                return (cost / Z.ColumnCount, P - Y);
            }),
        Wrong(
            "The cost is the sum over the examples; the 1/m is missing. It is a mean, so that it does not grow with the batch.",
            static (Z, Y) =>
            {
                double cost = 0;
                var dZ = Z.Clone();
                for (int i = 0; i < Z.ColumnCount; i++)
                {
                    var z = Z.Column(i) - Z.Column(i).Maximum();
                    cost += Math.Log(z.PointwiseExp().Sum()) - z.DotProduct(Y.Column(i));
                    dZ.SetColumn(i, (z.PointwiseExp() / z.PointwiseExp().Sum()) - Y.Column(i));
                }

                return (cost, dZ);
            }),
        Wrong(
            "The cost is divided by all entries, classes × m. The mean is over the m examples: each has one cost.",
            static (Z, Y) =>
            {
                double cost = 0;
                var dZ = Z.Clone();
                for (int i = 0; i < Z.ColumnCount; i++)
                {
                    var z = Z.Column(i) - Z.Column(i).Maximum();
                    cost += Math.Log(z.PointwiseExp().Sum()) - z.DotProduct(Y.Column(i));
                    dZ.SetColumn(i, (z.PointwiseExp() / z.PointwiseExp().Sum()) - Y.Column(i));
                }

                return (cost / Z.ColumnCount / Z.RowCount, dZ);
            }),
        Wrong(
            "dZ is divided by m: that is the convention of books (and of this library) in which the mean is taken at the output. Here LayerBackward takes it, so dZ = P − Y; else it is taken twice.",
            static (Z, Y) =>
            {
                double cost = 0;
                var dZ = Z.Clone();
                for (int i = 0; i < Z.ColumnCount; i++)
                {
                    var z = Z.Column(i) - Z.Column(i).Maximum();
                    cost += Math.Log(z.PointwiseExp().Sum()) - z.DotProduct(Y.Column(i));
                    dZ.SetColumn(i, (z.PointwiseExp() / z.PointwiseExp().Sum()) - Y.Column(i));
                }

                return (cost / Z.ColumnCount, dZ / Z.ColumnCount);
            }),
        Wrong(
            "dZ has the wrong sign: Y − P points downhill, but a gradient points uphill, and the update subtracts it. dZ = P − Y.",
            static (Z, Y) =>
            {
                double cost = 0;
                var dZ = Z.Clone();
                for (int i = 0; i < Z.ColumnCount; i++)
                {
                    var z = Z.Column(i) - Z.Column(i).Maximum();
                    cost += Math.Log(z.PointwiseExp().Sum()) - z.DotProduct(Y.Column(i));
                    dZ.SetColumn(i, Y.Column(i) - (z.PointwiseExp() / z.PointwiseExp().Sum()));
                }

                return (cost / Z.ColumnCount, dZ);
            }),
        Wrong(
            "The cost is negative: the minus sign in front of the sum of the logarithms is missing. A logarithm of a probability is below 0, a cost is above.",
            static (Z, Y) =>
            {
                double cost = 0;
                var dZ = Z.Clone();
                for (int i = 0; i < Z.ColumnCount; i++)
                {
                    var z = Z.Column(i) - Z.Column(i).Maximum();
                    cost -= Math.Log(z.PointwiseExp().Sum()) - z.DotProduct(Y.Column(i));
                    dZ.SetColumn(i, (z.PointwiseExp() / z.PointwiseExp().Sum()) - Y.Column(i));
                }

                return (cost / Z.ColumnCount, dZ);
            }),
    ];

    public override IReadOnlyList<Answer> RightAnswers { get; } =
    [
        Right(static (Z, Y) =>
        {
            int m = Z.ColumnCount;
            double cost = 0;
            var P = Matrix<double>.Build.Dense(Z.RowCount, m);
            for (int i = 0; i < m; i++)
            {
                var shifted = Z.Column(i) - Z.Column(i).Maximum();
                var e = shifted.PointwiseExp();
                P.SetColumn(i, e / e.Sum());
                cost += Math.Log(e.Sum()) - shifted.DotProduct(Y.Column(i));
            }

            return (cost / m, P - Y);
        }),

        // Against the right class's own z, as a sum of odds: log(1 + Σ e^(z_j − z_y)), safe also where that overflows.
        Right(static (Z, Y) =>
        {
            double cost = 0;
            var dZ = Y.Negate();
            for (int i = 0; i < Z.ColumnCount; i++)
            {
                int right = Y.Column(i).MaximumIndex();
                double largest = Z.Column(i).Maximum();
                double logOfSum = largest + Math.Log(Z.Column(i).Sum(z => Math.Exp(z - largest)));
                cost += (logOfSum - Z[right, i]) / Z.ColumnCount;
                for (int k = 0; k < Z.RowCount; k++)
                {
                    dZ[k, i] += Math.Exp(Z[k, i] - logOfSum);
                }
            }

            return (cost, dZ);
        }),
        Right(static (Z, Y) =>
        {
            var costs = new List<double>();
            var columns = new List<Vector<double>>();
            foreach (var (z, y) in Z.EnumerateColumns().Zip(Y.EnumerateColumns()))
            {
                var e = z.Subtract(z.Maximum()).Map(Math.Exp, Zeros.Include);
                costs.Add(Math.Log(e.Sum()) + z.Maximum() - (z * y));
                columns.Add(e.Divide(e.Sum()) - y);
            }

            return (costs.Average(), Matrix<double>.Build.DenseOfColumnVectors(columns));
        }),
    ];

    public override IReadOnlyList<Property> Properties { get; } =
    [
        new(
            "The columns of dZ do not add up to 0. The probabilities of an example add up to 1, and so do its labels: P − Y must cancel in each column.",
            static (arguments, result) => ((Matrix<double>)((object?[])result!)[1]!).ColumnSums().All(sum => Math.Abs(sum) < 1e-9)),
    ];

    protected override IEnumerable<object?[]> Cases(CaseGenerator random)
    {
        yield return [random.Matrix(3, 2), random.OneHot(3, 2)];
        yield return [random.Matrix(2, 5), random.OneHot(2, 5)];
        yield return [random.Matrix(4, 6) * 3, random.OneHot(4, 6)];

        // One logit far above the others: once at the right class, once at a wrong one.
        var large = random.Matrix(3, 3);
        var labels = Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 0, 1 }, { 0, 1, 0 }, { 0, 0, 0 } });
        large[0, 0] = random.Int(800, 1000);
        large[0, 1] = random.Int(800, 1000);
        yield return [large, labels];
    }
}
