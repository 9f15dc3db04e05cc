using Descent.Exercises.Checking;
using Descent.Regularizers;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Exercises.Definitions;

/// <summary>What L2 adds to the gradient of one layer: λ/m·W to dW, nothing to db.</summary>
public sealed class L2Gradient : ExerciseOf<L2Gradient.Function>
{
    /// <summary>The graded function.</summary>
    public delegate (Matrix<double> gradW, Matrix<double> gradb) Function(
        Matrix<double> dW, Matrix<double> db, Matrix<double> W, Matrix<double> b, double lambda, int m);

    public override string Title => "The gradient with L2";

    public override string Notebook => "04-l2-regularization";

    public override int Points => 5;

    public override int Lines => 2;

    public override IReadOnlyList<string> ParameterNotes =>
    [
        "units × inputs, the gradient of the cross-entropy (a mean over the examples already)",
        "units × 1, the same for the biases",
        "units × inputs",
        "units × 1",
        "how much the penalty counts, at least 0",
        "the number of examples",
    ];

    public override string Returns => "the gradients of the cost with its penalty, shaped like W and b, as new matrices";

    public override IReadOnlyList<string> Hints =>
    [
        "The penalty is λ/(2m) times the sum of all squared weights. What is the slope of w² at w? And which of W and b is in the penalty at all?",
        "The slope of a sum is the sum of the slopes: keep dW, and add the penalty's own slope to it, entry by entry.",
        "gradW = dW + λ/m·W;  gradb = db.",
    ];

    public override Answer Reference { get; } = Right(static (dW, db, W, b, lambda, m) =>
    {
        double[] gradient = dW.ToColumnMajorArray();
        new L2(lambda).AddGradient(W.ToColumnMajorArray(), gradient, m);
        return (Matrix<double>.Build.Dense(dW.RowCount, dW.ColumnCount, gradient), db);
    });

    public override IReadOnlyList<Misconception> Misconceptions { get; } =
    [
        Wrong(
            "The bias is regularized too. The penalty holds the weights only, so gradb is db as it is.",
            static (dW, db, W, b, lambda, m) => (dW + (lambda / m * W), db + (lambda / m * b))),
        Wrong(
            "The 1/m is missing: the penalty is λ/(2m)·Σw², its slope λ/m·w.",
            static (dW, db, W, b, lambda, m) => (dW + (lambda * W), db)),
        Wrong(
            "There is a ½ too many: the slope of λ/(2m)·w² is λ/m·w, since the 2 of the square cancels it.",
            static (dW, db, W, b, lambda, m) => (dW + (lambda / (2 * m) * W), db)),
        Wrong(
            "There is a 2 too many. That is the slope where a book's penalty is λ/m·Σw²; with the ½ of this course it is λ/m·w.",
            static (dW, db, W, b, lambda, m) => (dW + (2 * lambda / m * W), db)),
        Wrong(
            "The sign is the wrong way round: the weights would be pushed away from 0. The penalty's slope λ/m·W is added; the update subtracts it.",
            static (dW, db, W, b, lambda, m) => (dW - (lambda / m * W), db)),
        Wrong(
            "That is the slope of L1, λ/m·sign(W): it pulls all weights equally. L2 pulls in proportion to the weight: λ/m·W.",
            static (dW, db, W, b, lambda, m) => (dW + (lambda / m * W.PointwiseSign()), db)),
        Wrong(
            "The penalty itself is added, λ/(2m)·w², not its slope. The slope of w² is 2w.",
            static (dW, db, W, b, lambda, m) => (dW + (lambda / (2 * m) * W.PointwiseMultiply(W)), db)),
        Wrong(
            "Only the penalty's part is left. The data still count: dW + λ/m·W.",
            static (dW, db, W, b, lambda, m) => (lambda / m * W, db)),
        Wrong(
            "The numbers are right, but the penalty is added into dW itself. A second call would add it again: put the sum in a new matrix.",
            static (dW, db, W, b, lambda, m) =>
            {
                dW.Add(W * (lambda / m), dW);
                return (dW, db);
            }),
    ];

    public override IReadOnlyList<Answer> RightAnswers { get; } =
    [
        Right(static (dW, db, W, b, lambda, m) => (dW + lambda / m * W, db)),
        Right(static (dW, db, W, b, lambda, m) =>
        {
            var gradW = dW.Clone();
            for (int j = 0; j < W.RowCount; j++)
                for (int k = 0; k < W.ColumnCount; k++)
                    gradW[j, k] += W[j, k] * lambda / m;
            return (gradW, db.Clone());
        }),
        Right(static (dW, db, W, b, lambda, m) => ((dW * m + W * lambda) / m, db + 0 * b)),
    ];

    protected override IEnumerable<object?[]> Cases(CaseGenerator random)
    {
        yield return Case(random, 2, 3);
        yield return Case(random, 4, 1);
        yield return Case(random, 3, 5);
    }

    private static object?[] Case(CaseGenerator random, int units, int inputs) =>
    [
        random.Matrix(units, inputs), random.Matrix(units, 1), random.Matrix(units, inputs), random.Matrix(units, 1),
        random.Number(0.5, 3), random.Int(3, 9),
    ];
}
