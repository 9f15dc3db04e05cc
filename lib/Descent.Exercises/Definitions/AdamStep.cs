using Descent.Exercises.Checking;
using Descent.Optimizers;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Exercises.Definitions;

/// <summary>A step of Adam: momentum and RMSProp together, both corrected for their start at 0.</summary>
public sealed class AdamStep : ExerciseOf<AdamStep.Function>
{
    /// <summary>The graded function.</summary>
    public delegate (Matrix<double> newW, Matrix<double> newv, Matrix<double> news) Function(
        Matrix<double> W, Matrix<double> dW, Matrix<double> v, Matrix<double> s, int t,
        double learningRate, double beta1, double beta2, double epsilon);

    public override string Title => "A step of Adam";

    public override string Notebook => "11-adam";

    public override int Points => 6;

    public override int Lines => 6;

    public override IReadOnlyList<string> ParameterNotes =>
    [
        "units × inputs, the weights",
        "units × inputs, their gradient",
        "units × inputs, the average of the gradients so far (0 at the beginning)",
        "units × inputs, the average of the squared gradients so far (0 at the beginning)",
        "the number of this step, 1 for the first",
        "α, above 0",
        "β1, of the average of the gradients",
        "β2, of the average of the squares",
        "ε, outside the root, as in the paper",
    ];

    public override string Returns => "the new weights, the new v and the new s (both uncorrected), as new matrices";

    public override IReadOnlyList<string> Hints =>
    [
        "Which of the two averages sits above the fraction line, and which below? And after the first step, how large is each, compared with the gradient and its square?",
        "v and s go on to the next step as they are; only the step itself uses the corrected ones. Each is corrected with its own β, to the power t.",
        "v ← β1·v + (1−β1)·dW;  s ← β2·s + (1−β2)·dW²;  v̂ = v/(1−β1^t);  ŝ = s/(1−β2^t);  W ← W − α·v̂/(√ŝ + ε).",
    ];

    public override Answer Reference { get; } = Right(static (W, dW, v, s, t, learningRate, beta1, beta2, epsilon) =>
    {
        var parameters = LibraryStep.Take(new Adam(learningRate, beta1, beta2, epsilon), W, dW, t, v, s);
        return (LibraryStep.Matrix(W, parameters.Values), LibraryStep.Matrix(W, parameters.Memory[0]), LibraryStep.Matrix(W, parameters.Memory[1]));
    });

    public override IReadOnlyList<Misconception> Misconceptions { get; } =
    [
        Wrong(
            "This is Adam with β1 in the second correction, as two of the notes have it: the first step is ten times too large with the usual rates. Use 1 − β2^t for s.",
            static (W, dW, v, s, t, learningRate, beta1, beta2, epsilon) =>
            {
                var newv = (beta1 * v) + ((1 - beta1) * dW);
                var news = (beta2 * s) + ((1 - beta2) * dW.PointwiseMultiply(dW));
                var v1 = newv / (1 - Math.Pow(beta1, t));
                var s1 = news / (1 - Math.Pow(beta1, t));
                var newW = W - (learningRate * v1).PointwiseDivide(s1.PointwiseSqrt() + epsilon);
                return (newW, newv, news);
            }),
        Wrong(
            "The corrections are missing. v and s begin at 0 and are too small at first, s more so than v: divide v by 1 − β1^t and s by 1 − β2^t.",
            static (W, dW, v, s, t, learningRate, beta1, beta2, epsilon) =>
            {
                var newv = (beta1 * v) + ((1 - beta1) * dW);
                var news = (beta2 * s) + ((1 - beta2) * dW.PointwiseMultiply(dW));
                var v1 = newv;
                var s1 = news;
                var newW = W - (learningRate * v1).PointwiseDivide(s1.PointwiseSqrt() + epsilon);
                return (newW, newv, news);
            }),
        Wrong(
            "Only s is corrected. v begins at 0 as well: divide it by 1 − β1^t.",
            static (W, dW, v, s, t, learningRate, beta1, beta2, epsilon) =>
            {
                var newv = (beta1 * v) + ((1 - beta1) * dW);
                var news = (beta2 * s) + ((1 - beta2) * dW.PointwiseMultiply(dW));
                var v1 = newv;
                var s1 = news / (1 - Math.Pow(beta2, t));
                var newW = W - (learningRate * v1).PointwiseDivide(s1.PointwiseSqrt() + epsilon);
                return (newW, newv, news);
            }),
        Wrong(
            "Only v is corrected. s begins at 0 as well: divide it by 1 − β2^t.",
            static (W, dW, v, s, t, learningRate, beta1, beta2, epsilon) =>
            {
                var newv = (beta1 * v) + ((1 - beta1) * dW);
                var news = (beta2 * s) + ((1 - beta2) * dW.PointwiseMultiply(dW));
                var v1 = newv / (1 - Math.Pow(beta1, t));
                var s1 = news;
                var newW = W - (learningRate * v1).PointwiseDivide(s1.PointwiseSqrt() + epsilon);
                return (newW, newv, news);
            }),
        Wrong(
            "The corrections divide by 1 − β in every step. It is β to the power t, 1 − β^t: the correction fades away as t grows.",
            static (W, dW, v, s, t, learningRate, beta1, beta2, epsilon) =>
            {
                var newv = (beta1 * v) + ((1 - beta1) * dW);
                var news = (beta2 * s) + ((1 - beta2) * dW.PointwiseMultiply(dW));
                var v1 = newv / (1 - beta1);
                var s1 = news / (1 - beta2);
                var newW = W - (learningRate * v1).PointwiseDivide(s1.PointwiseSqrt() + epsilon);
                return (newW, newv, news);
            }),
        Wrong(
            "ε stands inside the root: √(ŝ + ε). Two of the notes have that; the paper has √ŝ + ε. Accuracy does not tell them apart, the fourth digit of the cost does.",
            static (W, dW, v, s, t, learningRate, beta1, beta2, epsilon) =>
            {
                var newv = (beta1 * v) + ((1 - beta1) * dW);
                var news = (beta2 * s) + ((1 - beta2) * dW.PointwiseMultiply(dW));
                var v1 = newv / (1 - Math.Pow(beta1, t));
                var s1 = news / (1 - Math.Pow(beta2, t));
                var newW = W - (learningRate * v1).PointwiseDivide((s1 + epsilon).PointwiseSqrt());
                return (newW, newv, news);
            }),
        Wrong(
            "The root is missing: the step divides by ŝ. Divide by its usual size, √ŝ + ε.",
            static (W, dW, v, s, t, learningRate, beta1, beta2, epsilon) =>
            {
                var newv = (beta1 * v) + ((1 - beta1) * dW);
                var news = (beta2 * s) + ((1 - beta2) * dW.PointwiseMultiply(dW));
                var v1 = newv / (1 - Math.Pow(beta1, t));
                var s1 = news / (1 - Math.Pow(beta2, t));
                var newW = W - (learningRate * v1).PointwiseDivide(s1 + epsilon);
                return (newW, newv, news);
            }),
        Wrong(
            "The step uses dW above the fraction line: that is RMSProp with a correction. Adam follows the corrected average v̂.",
            static (W, dW, v, s, t, learningRate, beta1, beta2, epsilon) =>
            {
                var newv = (beta1 * v) + ((1 - beta1) * dW);
                var news = (beta2 * s) + ((1 - beta2) * dW.PointwiseMultiply(dW));
                var v1 = newv / (1 - Math.Pow(beta1, t));
                var s1 = news / (1 - Math.Pow(beta2, t));
                var newW = W - (learningRate * dW).PointwiseDivide(s1.PointwiseSqrt() + epsilon);
                return (newW, newv, news);
            }),
        Wrong(
            "s averages the gradient, not its square: then √s is the root of something that may be negative. s ← β2·s + (1−β2)·dW².",
            static (W, dW, v, s, t, learningRate, beta1, beta2, epsilon) =>
            {
                var newv = (beta1 * v) + ((1 - beta1) * dW);
                var news = (beta2 * s) + ((1 - beta2) * dW);
                var v1 = newv / (1 - Math.Pow(beta1, t));
                var s1 = news / (1 - Math.Pow(beta2, t));
                var newW = W - (learningRate * v1).PointwiseDivide(s1.PointwiseSqrt() + epsilon);
                return (newW, newv, news);
            }),
        Wrong(
            "The corrected averages are returned. They serve this step only: what goes on to the next step are v and s themselves, or they are corrected twice.",
            static (W, dW, v, s, t, learningRate, beta1, beta2, epsilon) =>
            {
                var newv = (beta1 * v) + ((1 - beta1) * dW);
                var news = (beta2 * s) + ((1 - beta2) * dW.PointwiseMultiply(dW));
                var v1 = newv / (1 - Math.Pow(beta1, t));
                var s1 = news / (1 - Math.Pow(beta2, t));
                var newW = W - (learningRate * v1).PointwiseDivide(s1.PointwiseSqrt() + epsilon);
                return (newW, v1, s1);
            }),
        Wrong(
            "β1 and β2 have changed places: β1 belongs to v, the average of the gradients, β2 to s, that of the squares.",
            static (W, dW, v, s, t, learningRate, beta1, beta2, epsilon) =>
            {
                var newv = (beta2 * v) + ((1 - beta2) * dW);
                var news = (beta1 * s) + ((1 - beta1) * dW.PointwiseMultiply(dW));
                var v1 = newv / (1 - Math.Pow(beta2, t));
                var s1 = news / (1 - Math.Pow(beta1, t));
                var newW = W - (learningRate * v1).PointwiseDivide(s1.PointwiseSqrt() + epsilon);
                return (newW, newv, news);
            }),
        Wrong(
            "The factors 1 − β1 and 1 − β2 are missing from the averages: v and s add up instead.",
            static (W, dW, v, s, t, learningRate, beta1, beta2, epsilon) =>
            {
                var newv = (beta1 * v) + dW;
                var news = (beta2 * s) + dW.PointwiseMultiply(dW);
                var v1 = newv / (1 - Math.Pow(beta1, t));
                var s1 = news / (1 - Math.Pow(beta2, t));
                var newW = W - (learningRate * v1).PointwiseDivide(s1.PointwiseSqrt() + epsilon);
                return (newW, newv, news);
            }),
        Wrong(
            "The corrections use t + 1, as if t began at 0. It is 1 in the first step already: 1 − β^t.",
            static (W, dW, v, s, t, learningRate, beta1, beta2, epsilon) =>
            {
                var newv = (beta1 * v) + ((1 - beta1) * dW);
                var news = (beta2 * s) + ((1 - beta2) * dW.PointwiseMultiply(dW));
                var v1 = newv / (1 - Math.Pow(beta1, t + 1));
                var s1 = news / (1 - Math.Pow(beta2, t + 1));
                var newW = W - (learningRate * v1).PointwiseDivide(s1.PointwiseSqrt() + epsilon);
                return (newW, newv, news);
            }),
        Wrong(
            "The step goes uphill: it is subtracted, W − α·v̂/(√ŝ + ε).",
            static (W, dW, v, s, t, learningRate, beta1, beta2, epsilon) =>
            {
                var newv = (beta1 * v) + ((1 - beta1) * dW);
                var news = (beta2 * s) + ((1 - beta2) * dW.PointwiseMultiply(dW));
                var v1 = newv / (1 - Math.Pow(beta1, t));
                var s1 = news / (1 - Math.Pow(beta2, t));
                var newW = W + (learningRate * v1).PointwiseDivide(s1.PointwiseSqrt() + epsilon);
                return (newW, newv, news);
            }),
        Wrong(
            "The numbers are right, but v and s themselves are overwritten. Return the new averages in matrices of their own, and leave the arguments as they were.",
            static (W, dW, v, s, t, learningRate, beta1, beta2, epsilon) =>
            {
                v.Multiply(beta1, v);
                v.Add((1 - beta1) * dW, v);
                s.Multiply(beta2, s);
                s.Add((1 - beta2) * dW.PointwiseMultiply(dW), s);
                var v1 = v / (1 - Math.Pow(beta1, t));
                var s1 = s / (1 - Math.Pow(beta2, t));
                return (W - (learningRate * v1).PointwiseDivide(s1.PointwiseSqrt() + epsilon), v, s);
            }),
    ];

    public override IReadOnlyList<Answer> RightAnswers { get; } =
    [
        Right(static (W, dW, v, s, t, learningRate, beta1, beta2, epsilon) =>
        {
            var newv = beta1 * v + (1 - beta1) * dW;
            var news = beta2 * s + (1 - beta2) * dW.PointwiseMultiply(dW);
            var vCorrected = newv / (1 - Math.Pow(beta1, t));
            var sCorrected = news / (1 - Math.Pow(beta2, t));
            return (W - learningRate * vCorrected.PointwiseDivide(sCorrected.PointwiseSqrt() + epsilon), newv, news);
        }),

        // The paper's own shortcut: both corrections in the rate, and ε scaled with them.
        Right(static (W, dW, v, s, t, learningRate, beta1, beta2, epsilon) =>
        {
            var newv = v + (1 - beta1) * (dW - v);
            var news = s + (1 - beta2) * (dW.PointwisePower(2) - s);
            double root = Math.Sqrt(1 - Math.Pow(beta2, t));
            double rate = learningRate * root / (1 - Math.Pow(beta1, t));
            return (W - rate * newv.PointwiseDivide(news.PointwiseSqrt() + epsilon * root), newv, news);
        }),
        Right(static (W, dW, v, s, t, learningRate, beta1, beta2, epsilon) =>
        {
            var (newW, newv, news) = (W.Clone(), v.Clone(), s.Clone());
            double power1 = 1, power2 = 1;
            for (int i = 0; i < t; i++) (power1, power2) = (power1 * beta1, power2 * beta2);
            for (int j = 0; j < W.RowCount; j++)
            {
                for (int k = 0; k < W.ColumnCount; k++)
                {
                    double g = dW[j, k];
                    newv[j, k] = beta1 * v[j, k] + g - beta1 * g;
                    news[j, k] = beta2 * s[j, k] + g * g - beta2 * g * g;
                    newW[j, k] -= learningRate * (newv[j, k] / (1 - power1)) / (Math.Sqrt(news[j, k] / (1 - power2)) + epsilon);
                }
            }

            return (newW, newv, news);
        }),
    ];

    // ε is large, so that its place shows; the first case is a first step.
    protected override IEnumerable<object?[]> Cases(CaseGenerator random)
    {
        var zero = Matrix<double>.Build.Dense(1, 2);
        yield return [random.Matrix(1, 2), random.Matrix(1, 2), zero, zero.Clone(), 1, 0.1, 0.9, 0.999, 0.1];
        yield return Case(random, 2, 3, beta1: random.Number(0.8, 0.95), beta2: random.Number(0.96, 0.99));
        yield return Case(random, 3, 2, beta1: random.Number(0.3, 0.5), beta2: random.Number(0.6, 0.9));
    }

    private static object?[] Case(CaseGenerator random, int units, int inputs, double beta1, double beta2) =>
    [
        random.Matrix(units, inputs), random.Matrix(units, inputs), random.Matrix(units, inputs), random.Matrix(units, inputs, 0.1, 2),
        random.Int(2, 5), random.Number(0.05, 0.5), beta1, beta2, random.Number(0.05, 0.2),
    ];
}
