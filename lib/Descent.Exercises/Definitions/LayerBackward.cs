using Descent.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Exercises.Definitions;

/// <summary>One ReLU layer backward: dZ = dA ∘ (Z > 0), dW = dZ·Xᵀ/m, db = Σ dZ/m, dX = Wᵀ·dZ.</summary>
public sealed class LayerBackward : ExerciseOf<LayerBackward.Function>
{
    /// <summary>The graded function.</summary>
    public delegate (Matrix<double> dX, Matrix<double> dW, Matrix<double> db) Function(
        Matrix<double> dA, Matrix<double> Z, Matrix<double> X, Matrix<double> W);

    public override string Title => "One layer, backward";

    public override string Notebook => "02-backpropagation";

    public override int Points => 6;

    public override int Lines => 5;

    public override IReadOnlyList<string> ParameterNotes =>
    [
        "units × m, the slope of each example's own cost with respect to A (not divided by m)",
        "units × m, kept from the forward pass",
        "inputs × m, what the layer was given",
        "units × inputs",
    ];

    public override string Returns => "dX (inputs × m, not divided by m), dW (units × inputs) and db (units × 1), both averaged over the m examples";

    public override IReadOnlyList<string> Hints =>
    [
        "Where Z was negative, the ReLU gave 0 and would still give 0 if Z moved a little. What is the slope there, and what does that do to dA?",
        "Write dZ first. Then check shapes: dW must be units × inputs; which product of dZ (units × m) and X (inputs × m) gives that? And summing dZ over what gives units × 1?",
        "dZ = dA ∘ [Z > 0];  dW = dZ·Xᵀ/m;  db = the sum of dZ's columns, divided by m;  dX = Wᵀ·dZ.",
    ];

    public override Answer Reference { get; } = Right(static (dA, Z, X, W) =>
    {
        var dZ = dA.PointwiseMultiply(Z.Map(z => z > 0 ? 1.0 : 0.0, Zeros.Include));
        return (W.TransposeThisAndMultiply(dZ), dZ.TransposeAndMultiply(X) / X.ColumnCount, dZ.RowSums().ToColumnMatrix() / X.ColumnCount);
    });

    public override IReadOnlyList<Misconception> Misconceptions { get; } =
    [
        Wrong(
            "The 1/m is missing from dW and db. The cost is a mean over the examples, so its slopes are means too: divide both by m.",
            static (dA, Z, X, W) =>
            {
                var dZ = dA.PointwiseMultiply(Z.Map(z => z > 0 ? 1.0 : 0.0, Zeros.Include));
                return (W.Transpose() * dZ, dZ * X.Transpose(), dZ.RowSums().ToColumnMatrix());
            }),
        Wrong(
            "dW and db are 0: 1 / m is 0 in C#, since both are whole numbers. Divide by m itself, or write 1.0 / m.",
            static (dA, Z, X, W) =>
            {
                int m = X.ColumnCount;
                var dZ = dA.PointwiseMultiply(Z.Map(z => z > 0 ? 1.0 : 0.0, Zeros.Include));
                return (W.Transpose() * dZ, dZ * X.Transpose() * (1 / m), dZ.RowSums().ToColumnMatrix() * (1 / m));
            }),
        Wrong(
            "The mean is taken over the inputs, the rows of X. m counts the examples: X.ColumnCount.",
            static (dA, Z, X, W) =>
            {
                var dZ = dA.PointwiseMultiply(Z.Map(z => z > 0 ? 1.0 : 0.0, Zeros.Include));
                return (W.Transpose() * dZ, dZ * X.Transpose() / X.RowCount, dZ.RowSums().ToColumnMatrix() / X.RowCount);
            }),
        Wrong(
            "The 1/m is missing from db: dW has it, the bias needs it as well.",
            static (dA, Z, X, W) =>
            {
                var dZ = dA.PointwiseMultiply(Z.Map(z => z > 0 ? 1.0 : 0.0, Zeros.Include));
                return (W.Transpose() * dZ, dZ * X.Transpose() / X.ColumnCount, dZ.RowSums().ToColumnMatrix());
            }),
        Wrong(
            "dX is divided by m as well. The mean is taken once, where the slopes of the parameters are made; dX is handed to the layer before, which takes it there.",
            static (dA, Z, X, W) =>
            {
                var dZ = dA.PointwiseMultiply(Z.Map(z => z > 0 ? 1.0 : 0.0, Zeros.Include)) / X.ColumnCount;
                return (W.Transpose() * dZ, dZ * X.Transpose(), dZ.RowSums().ToColumnMatrix());
            }),
        Wrong(
            "db is summed along the wrong axis: one number for each example. A bias belongs to a unit, so sum each row of dZ, over the examples: units × 1.",
            static (dA, Z, X, W) =>
            {
                var dZ = dA.PointwiseMultiply(Z.Map(z => z > 0 ? 1.0 : 0.0, Zeros.Include));
                return (W.Transpose() * dZ, dZ * X.Transpose() / X.ColumnCount, dZ.ColumnSums().ToRowMatrix() / X.ColumnCount);
            }),
        Wrong(
            "The ReLU's slope is missing: dA goes straight through. Where Z was negative the slope is 0, so dZ = dA ∘ [Z > 0].",
            static (dA, Z, X, W) => (W.Transpose() * dA, dA * X.Transpose() / X.ColumnCount, dA.RowSums().ToColumnMatrix() / X.ColumnCount)),
        Wrong(
            "The slope of the ReLU is asked of dA, not of Z: [dA > 0] drops every negative error. What counts is where Z was positive.",
            static (dA, Z, X, W) =>
            {
                var dZ = dA.PointwiseMaximum(0);
                return (W.Transpose() * dZ, dZ * X.Transpose() / X.ColumnCount, dZ.RowSums().ToColumnMatrix() / X.ColumnCount);
            }),
        Wrong(
            "dA is multiplied by ReLU(Z) itself instead of its slope. The slope of max(0, z) is 1 where z > 0 and 0 elsewhere.",
            static (dA, Z, X, W) =>
            {
                var dZ = dA.PointwiseMultiply(Z.PointwiseMaximum(0));
                return (W.Transpose() * dZ, dZ * X.Transpose() / X.ColumnCount, dZ.RowSums().ToColumnMatrix() / X.ColumnCount);
            }),
        Wrong(
            "dX is made from dA. The error passes the ReLU first: dX = Wᵀ·dZ, with the same dZ that dW uses.",
            static (dA, Z, X, W) =>
            {
                var dZ = dA.PointwiseMultiply(Z.Map(z => z > 0 ? 1.0 : 0.0, Zeros.Include));
                return (W.Transpose() * dA, dZ * X.Transpose() / X.ColumnCount, dZ.RowSums().ToColumnMatrix() / X.ColumnCount);
            }),
        Wrong(
            "dW is transposed: X·dZᵀ is the form for books in which W is inputs × units. Here W is units × inputs, and dW has W's own shape: dZ·Xᵀ.",
            static (dA, Z, X, W) =>
            {
                var dZ = dA.PointwiseMultiply(Z.Map(z => z > 0 ? 1.0 : 0.0, Zeros.Include));
                return (W.Transpose() * dZ, X * dZ.Transpose() / X.ColumnCount, dZ.RowSums().ToColumnMatrix() / X.ColumnCount);
            }),
        Wrong(
            "The numbers are right, but dA is overwritten with dZ, and whoever handed it over still needs it. Write dZ to a matrix of its own.",
            static (dA, Z, X, W) =>
            {
                dA.PointwiseMultiply(Z.Map(z => z > 0 ? 1.0 : 0.0, Zeros.Include), dA);
                return (W.Transpose() * dA, dA * X.Transpose() / X.ColumnCount, dA.RowSums().ToColumnMatrix() / X.ColumnCount);
            }),
    ];

    public override IReadOnlyList<Answer> RightAnswers { get; } =
    [
        Right(static (dA, Z, X, W) =>
        {
            int m = X.ColumnCount;
            var dZ = dA.PointwiseMultiply(Z.Map(z => z > 0 ? 1.0 : 0.0, Zeros.Include));
            var dW = dZ * X.Transpose() / m;
            var db = dZ.RowSums().ToColumnMatrix() / m;
            var dX = W.Transpose() * dZ;
            return (dX, dW, db);
        }),

        // One example after another, as the derivation goes.
        Right(static (dA, Z, X, W) =>
        {
            int m = X.ColumnCount;
            var dX = Matrix<double>.Build.Dense(X.RowCount, m);
            var dW = Matrix<double>.Build.Dense(W.RowCount, W.ColumnCount);
            var db = Matrix<double>.Build.Dense(W.RowCount, 1);
            for (int i = 0; i < m; i++)
            {
                for (int j = 0; j < W.RowCount; j++)
                {
                    double delta = Z[j, i] > 0 ? dA[j, i] : 0;
                    db[j, 0] += delta / m;
                    for (int k = 0; k < W.ColumnCount; k++)
                    {
                        dW[j, k] += delta * X[k, i] / m;
                        dX[k, i] += W[j, k] * delta;
                    }
                }
            }

            return (dX, dW, db);
        }),
        Right(static (dA, Z, X, W) =>
        {
            var dZ = dA.Map2((d, z) => z >= 0 ? d : 0, Z, Zeros.Include);
            var mean = Matrix<double>.Build.Dense(X.ColumnCount, 1, 1.0 / X.ColumnCount);
            return ((dZ.Transpose() * W).Transpose(), (X * dZ.Transpose()).Transpose().Divide(X.ColumnCount), dZ * mean);
        }),
    ];

    protected override IEnumerable<object?[]> Cases(CaseGenerator random)
    {
        yield return Case(random, units: 2, inputs: 3, examples: 4);
        yield return Case(random, units: 4, inputs: 2, examples: 3);
        yield return Case(random, units: 5, inputs: 6, examples: 9);
    }

    private static object?[] Case(CaseGenerator random, int units, int inputs, int examples) =>
        [random.Matrix(units, examples), random.Matrix(units, examples), random.Matrix(inputs, examples), random.Matrix(units, inputs)];
}
