using Descent.Exercises.Checking;
using Descent.Regularizers;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Exercises.Definitions;

/// <summary>The cost with its L2 penalty: J + λ/(2m)·Σ‖W‖².</summary>
public sealed class L2Cost : ExerciseOf<L2Cost.Function>
{
    /// <summary>The graded function.</summary>
    public delegate double Function(double crossEntropy, Matrix<double>[] W, Matrix<double>[] b, double lambda, int m);

    public override string Title => "The cost with L2";

    public override string Notebook => "04-l2-regularization";

    public override int Points => 4;

    public override int Lines => 4;

    public override IReadOnlyList<string> ParameterNotes =>
    [
        "the cost without a penalty, a mean over the examples",
        "the weights of all layers, W[0] of the first",
        "their biases, each units × 1",
        "how much the penalty counts, at least 0",
        "the number of examples",
    ];

    public override string Returns => "the cost with the penalty";

    public override IReadOnlyList<string> Hints =>
    [
        "A penalty is a price on size. Which of the parameters make a boundary bend sharply, and which only shift it?",
        "The size of a matrix is here the sum of the squares of all its entries: the Frobenius norm, squared. MathNet's L2Norm() is another norm.",
        "J = crossEntropy + λ/(2m)·Σ_l Σ_j Σ_k (W^l_jk)², over all layers, weights only.",
    ];

    public override Answer Reference { get; } = Right(static (crossEntropy, W, b, lambda, m) =>
        crossEntropy + W.Sum(w => new L2(lambda).Penalty(w.ToColumnMajorArray(), m)));

    public override IReadOnlyList<Misconception> Misconceptions { get; } =
    [
        Wrong(
            "The ½ is missing. Some books have λ/m; here the penalty is λ/(2m)·Σ‖W‖², so that its slope is λ/m·W without a 2.",
            static (crossEntropy, W, b, lambda, m) => crossEntropy + (lambda / m * W.Sum(w => w.Enumerate().Sum(x => x * x)))),
        Wrong(
            "The 1/m is missing: the penalty would not shrink as data grow. Some books fold it into λ; here it is λ/(2m)·Σ‖W‖².",
            static (crossEntropy, W, b, lambda, m) => crossEntropy + (lambda / 2 * W.Sum(w => w.Enumerate().Sum(x => x * x)))),
        Wrong(
            "The biases are penalized too. They only shift a boundary and are few: the penalty is on the weights alone.",
            static (crossEntropy, W, b, lambda, m) => crossEntropy + (lambda / (2 * m) * W.Concat(b).Sum(w => w.Enumerate().Sum(x => x * x)))),
        Wrong(
            "The norm is not squared: that is the root of the sum of squares. The penalty takes the sum of squares itself.",
            static (crossEntropy, W, b, lambda, m) => crossEntropy + (lambda / (2 * m) * W.Sum(w => w.FrobeniusNorm()))),
        Wrong(
            "MathNet's L2Norm() of a matrix is its spectral norm, how far it can stretch a vector. What is wanted is the sum of the squares of all entries: FrobeniusNorm(), squared.",
            static (crossEntropy, W, b, lambda, m) => crossEntropy + (lambda / (2 * m) * W.Sum(w => w.L2Norm() * w.L2Norm()))),
        Wrong(
            "That is L1, the sum of absolute values. L2 adds up squares.",
            static (crossEntropy, W, b, lambda, m) => crossEntropy + (lambda / (2 * m) * W.Sum(w => w.Enumerate().Sum(Math.Abs)))),
        Wrong(
            "m stands above the fraction line: lambda / 2 * m is (λ/2)·m in C#. Write lambda / (2 * m).",
            static (crossEntropy, W, b, lambda, m) => crossEntropy + (lambda / 2 * m * W.Sum(w => w.Enumerate().Sum(x => x * x)))),
        Wrong(
            "Only the first layer is penalized. The sum runs over the weights of all layers.",
            static (crossEntropy, W, b, lambda, m) => crossEntropy + (lambda / (2 * m) * W[0].Enumerate().Sum(x => x * x))),
        Wrong(
            "Only the last layer is penalized. The sum runs over the weights of all layers.",
            static (crossEntropy, W, b, lambda, m) => crossEntropy + (lambda / (2 * m) * W[^1].Enumerate().Sum(x => x * x))),
        Wrong(
            "That is the penalty alone. The cost is the cross-entropy plus the penalty.",
            static (crossEntropy, W, b, lambda, m) => lambda / (2 * m) * W.Sum(w => w.Enumerate().Sum(x => x * x))),
        Wrong(
            "The penalty is 0: 1 / (2 * m) is 0 in C#, since both are whole numbers. Write 1.0 / (2 * m), or begin with lambda.",
            static (crossEntropy, W, b, lambda, m) => crossEntropy + (1 / (2 * m) * lambda * W.Sum(w => w.Enumerate().Sum(x => x * x)))),
    ];

    public override IReadOnlyList<Answer> RightAnswers { get; } =
    [
        Right(static (crossEntropy, W, b, lambda, m) =>
        {
            double squares = 0;
            foreach (var w in W) squares += w.PointwiseMultiply(w).RowSums().Sum();
            return crossEntropy + lambda / (2 * m) * squares;
        }),
        Right(static (crossEntropy, W, b, lambda, m) => crossEntropy + W.Select(w => 0.5 * lambda * Math.Pow(w.FrobeniusNorm(), 2) / m).Sum()),

        // ‖W‖² is the trace of W·Wᵀ.
        Right(static (crossEntropy, W, b, lambda, m) =>
        {
            double cost = crossEntropy;
            for (int l = W.Length - 1; l >= 0; l--) cost += (W[l] * W[l].Transpose()).Trace() * lambda / m / 2;
            return cost;
        }),
    ];

    protected override IEnumerable<object?[]> Cases(CaseGenerator random)
    {
        yield return Case(random, 3, 2, 1);
        yield return Case(random, 2, 4, 3, 2);
        yield return Case(random, 5, 3);
    }

    private static object?[] Case(CaseGenerator random, params int[] units) =>
    [
        random.Number(0.1, 2),
        units.Zip(units.Skip(1), (inputs, outputs) => random.Matrix(outputs, inputs)).ToArray(),
        units.Skip(1).Select(outputs => random.Matrix(outputs, 1)).ToArray(),
        random.Number(0.5, 3),
        random.Int(3, 9),
    ];
}
