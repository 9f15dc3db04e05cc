using Descent.Exercises.Checking;
using Descent.Optimizers;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Exercises.Definitions;

/// <summary>A step of RMSProp: s = βs + (1−β)dW², W = W − α·dW/(√s + ε).</summary>
public sealed class RmsPropStep : ExerciseOf<RmsPropStep.Function>
{
    /// <summary>The graded function.</summary>
    public delegate (Matrix<double> newW, Matrix<double> news) Function(
        Matrix<double> W, Matrix<double> dW, Matrix<double> s, double learningRate, double beta, double epsilon);

    public override string Title => "A step of RMSProp";

    public override string Notebook => "11-adam";

    public override int Points => 4;

    public override int Lines => 3;

    public override IReadOnlyList<string> ParameterNotes =>
    [
        "units × inputs, the weights",
        "units × inputs, their gradient",
        "units × inputs, the average of the squared gradients so far (0 at the beginning)",
        "α, above 0",
        "β, at least 0 and below 1",
        "ε, against division by 0; outside the root, as in the paper",
    ];

    public override string Returns => "the new weights and the new average, as new matrices";

    public override IReadOnlyList<string> Hints =>
    [
        "A direction in which the slopes are large should get a smaller step. What would you divide the gradient by, if you knew the usual size of the slopes in each direction?",
        "s is the average of the squares, entry by entry; its root is the usual size. Everything here is element by element: PointwiseMultiply, PointwiseSqrt, PointwiseDivide.",
        "s ← β·s + (1−β)·dW²;  W ← W − α·dW/(√s + ε).",
    ];

    public override Answer Reference { get; } = Right(static (W, dW, s, learningRate, beta, epsilon) =>
    {
        var parameters = LibraryStep.Take(new RMSProp(learningRate, beta, epsilon), W, dW, steps: 1, s);
        return (LibraryStep.Matrix(W, parameters.Values), LibraryStep.Matrix(W, parameters.Memory[0]));
    });

    public override IReadOnlyList<Misconception> Misconceptions { get; } =
    [
        Wrong(
            "That is momentum, though one of the notes calls it RMSProp: S = β·S + (1−β)·dW and W − α·S. RMSProp squares the gradient in the average, and divides by its root.",
            static (W, dW, s, learningRate, beta, epsilon) =>
            {
                var news = (beta * s) + ((1 - beta) * dW);
                return (W - (learningRate * news), news);
            }),
        Wrong(
            "The root is missing: dW is divided by s. Divide by its usual size, √s, so that the step has the size of the learning rate.",
            static (W, dW, s, learningRate, beta, epsilon) =>
            {
                var news = (beta * s) + ((1 - beta) * dW.PointwiseMultiply(dW));
                return (W - (learningRate * dW).PointwiseDivide(news + epsilon), news);
            }),
        Wrong(
            "ε stands inside the root: √(s + ε). Some books and libraries have that; the course follows the paper's √s + ε.",
            static (W, dW, s, learningRate, beta, epsilon) =>
            {
                var news = (beta * s) + ((1 - beta) * dW.PointwiseMultiply(dW));
                return (W - (learningRate * dW).PointwiseDivide((news + epsilon).PointwiseSqrt()), news);
            }),
        Wrong(
            "The factors β and 1 − β are missing: s adds up all squares for ever. That is AdaGrad, whose steps die away; RMSProp averages.",
            static (W, dW, s, learningRate, beta, epsilon) =>
            {
                var news = s + dW.PointwiseMultiply(dW);
                return (W - (learningRate * dW).PointwiseDivide(news.PointwiseSqrt() + epsilon), news);
            }),
        Wrong(
            "The factor 1 − β of the new square is missing: s becomes 1/(1−β) times too large. s = β·s + (1−β)·dW².",
            static (W, dW, s, learningRate, beta, epsilon) =>
            {
                var news = (beta * s) + dW.PointwiseMultiply(dW);
                return (W - (learningRate * dW).PointwiseDivide(news.PointwiseSqrt() + epsilon), news);
            }),
        Wrong(
            "β and 1 − β have changed places: β is the share of the old s, 1 − β that of the new square.",
            static (W, dW, s, learningRate, beta, epsilon) =>
            {
                var news = ((1 - beta) * s) + (beta * dW.PointwiseMultiply(dW));
                return (W - (learningRate * dW).PointwiseDivide(news.PointwiseSqrt() + epsilon), news);
            }),
        Wrong(
            "The step divides by the old s. Bring s up to date first, else the first step divides by 0.",
            static (W, dW, s, learningRate, beta, epsilon) =>
                (W - (learningRate * dW).PointwiseDivide(s.PointwiseSqrt() + epsilon), (beta * s) + ((1 - beta) * dW.PointwiseMultiply(dW)))),
        Wrong(
            "ε is missing: where a slope has always been 0, that is 0/0. Divide by √s + ε.",
            static (W, dW, s, learningRate, beta, epsilon) =>
            {
                var news = (beta * s) + ((1 - beta) * dW.PointwiseMultiply(dW));
                return (W - (learningRate * dW).PointwiseDivide(news.PointwiseSqrt()), news);
            }),
        Wrong(
            "The step goes uphill: the gradient points up, so it is subtracted.",
            static (W, dW, s, learningRate, beta, epsilon) =>
            {
                var news = (beta * s) + ((1 - beta) * dW.PointwiseMultiply(dW));
                return (W + (learningRate * dW).PointwiseDivide(news.PointwiseSqrt() + epsilon), news);
            }),
        Wrong(
            "The numbers are right, but s itself is overwritten. Return the new average in a matrix of its own, and leave the argument as it was.",
            static (W, dW, s, learningRate, beta, epsilon) =>
            {
                s.Multiply(beta, s);
                s.Add((1 - beta) * dW.PointwiseMultiply(dW), s);
                return (W - (learningRate * dW).PointwiseDivide(s.PointwiseSqrt() + epsilon), s);
            }),
    ];

    public override IReadOnlyList<Answer> RightAnswers { get; } =
    [
        Right(static (W, dW, s, learningRate, beta, epsilon) =>
        {
            var news = beta * s + (1 - beta) * dW.PointwiseMultiply(dW);
            return (W - learningRate * dW.PointwiseDivide(news.PointwiseSqrt() + epsilon), news);
        }),
        Right(static (W, dW, s, learningRate, beta, epsilon) =>
        {
            var (newW, news) = (W.Clone(), s.Clone());
            for (int j = 0; j < W.RowCount; j++)
            {
                for (int k = 0; k < W.ColumnCount; k++)
                {
                    news[j, k] += (1 - beta) * (dW[j, k] * dW[j, k] - s[j, k]);
                    newW[j, k] -= learningRate / (Math.Sqrt(news[j, k]) + epsilon) * dW[j, k];
                }
            }

            return (newW, news);
        }),
        Right(static (W, dW, s, learningRate, beta, epsilon) =>
        {
            var average = s.Map2((old, g) => beta * old + (1 - beta) * Math.Pow(g, 2), dW, Zeros.Include);
            var rates = average.Map(a => learningRate / (epsilon + Math.Pow(a, 0.5)), Zeros.Include);
            return (W - rates.PointwiseMultiply(dW), average);
        }),
    ];

    // ε is large, so that its place shows.
    protected override IEnumerable<object?[]> Cases(CaseGenerator random)
    {
        yield return [random.Matrix(1, 2), random.Matrix(1, 2), random.Matrix(1, 2, 0.1, 2), 0.1, 0.9, 0.1];
        yield return [random.Matrix(2, 3), random.Matrix(2, 3), random.Matrix(2, 3, 0.1, 2), random.Number(0.05, 0.5), random.Number(0.55, 0.95), random.Number(0.05, 0.2)];
        yield return [random.Matrix(4, 2), random.Matrix(4, 2), random.Matrix(4, 2, 0.1, 2), random.Number(0.05, 0.5), random.Number(0.1, 0.45), random.Number(0.05, 0.2)];
    }
}
