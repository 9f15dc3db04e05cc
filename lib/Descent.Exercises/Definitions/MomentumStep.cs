using Descent.Exercises.Checking;
using Descent.Optimizers;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Exercises.Definitions;

/// <summary>A step of gradient descent with momentum: v = βv + (1−β)dW, W = W − αv.</summary>
public sealed class MomentumStep : ExerciseOf<MomentumStep.Function>
{
    /// <summary>The graded function.</summary>
    public delegate (Matrix<double> newW, Matrix<double> newv) Function(
        Matrix<double> W, Matrix<double> dW, Matrix<double> v, double learningRate, double beta);

    public override string Title => "A step with momentum";

    public override string Notebook => "09-momentum";

    public override int Points => 4;

    public override int Lines => 3;

    public override IReadOnlyList<string> ParameterNotes =>
    [
        "units × inputs, the weights",
        "units × inputs, their gradient",
        "units × inputs, the average of the gradients so far (0 at the beginning)",
        "α, above 0",
        "β, at least 0 and below 1",
    ];

    public override string Returns => "the new weights and the new average, as new matrices";

    public override IReadOnlyList<string> Hints =>
    [
        "Plain descent follows today's gradient. What does momentum follow, and which numbers must it remember for that?",
        "First bring v up to date, as the exponentially weighted average of the gradients; then take the step with the new v.",
        "v ← β·v + (1−β)·dW;  W ← W − α·v.",
    ];

    public override Answer Reference { get; } = Right(static (W, dW, v, learningRate, beta) =>
    {
        var parameters = LibraryStep.Take(new Momentum(learningRate, beta), W, dW, steps: 1, v);
        return (LibraryStep.Matrix(W, parameters.Values), LibraryStep.Matrix(W, parameters.Memory[0]));
    });

    public override IReadOnlyList<Misconception> Misconceptions { get; } =
    [
        Wrong(
            "This is the accumulating form, v = β·v + dW, of many other books and libraries. It takes steps 1/(1−β) times as large: the course's form is an average, v = β·v + (1−β)·dW.",
            static (W, dW, v, learningRate, beta) =>
            {
                var u = (beta * v) + dW;
                return (W - (learningRate * u), u);
            }),
        Wrong(
            "This is the form with the rate inside, v = β·v − α·dW and W + v. The course keeps the rate out of the average: v = β·v + (1−β)·dW, W − α·v.",
            static (W, dW, v, learningRate, beta) =>
            {
                var u = (beta * v) - (learningRate * dW);
                return (W + u, u);
            }),
        Wrong(
            "The step is taken with the old v. Bring v up to date first: today's gradient counts today.",
            static (W, dW, v, learningRate, beta) => (W - (learningRate * v), (beta * v) + ((1 - beta) * dW))),
        Wrong(
            "The step follows dW and v is worked out for nothing: that is plain gradient descent. W ← W − α·v.",
            static (W, dW, v, learningRate, beta) => (W - (learningRate * dW), (beta * v) + ((1 - beta) * dW))),
        Wrong(
            "The step is right, but the old v comes back, and the next step would begin with it. Return the new one.",
            static (W, dW, v, learningRate, beta) => (W - (learningRate * ((beta * v) + ((1 - beta) * dW))), v)),
        Wrong(
            "The learning rate is missing from the step: W ← W − α·v.",
            static (W, dW, v, learningRate, beta) =>
            {
                var u = (beta * v) + ((1 - beta) * dW);
                return (W - u, u);
            }),
        Wrong(
            "The step goes uphill: the average of the gradients points up, so it is subtracted.",
            static (W, dW, v, learningRate, beta) =>
            {
                var u = (beta * v) + ((1 - beta) * dW);
                return (W + (learningRate * u), u);
            }),
        Wrong(
            "β and 1 − β have changed places: β is the share of the old v, 1 − β that of the new gradient.",
            static (W, dW, v, learningRate, beta) =>
            {
                var u = ((1 - beta) * v) + (beta * dW);
                return (W - (learningRate * u), u);
            }),
        Wrong(
            "This is Nesterov's step, which looks one step ahead: W − α·(β·v + (1−β)·dW) with the new v. Plain momentum steps along the new v itself.",
            static (W, dW, v, learningRate, beta) =>
            {
                var u = (beta * v) + ((1 - beta) * dW);
                return (W - (learningRate * ((beta * u) + ((1 - beta) * dW))), u);
            }),
        Wrong(
            "The new v is divided by 1 − β, as if corrected in its first step for ever. Momentum is used here without correction.",
            static (W, dW, v, learningRate, beta) =>
            {
                var u = (beta * v) + ((1 - beta) * dW);
                return (W - (learningRate / (1 - beta) * u), u);
            }),
        Wrong(
            "The numbers are right, but v itself is overwritten. Return the new average in a matrix of its own, and leave the argument as it was.",
            static (W, dW, v, learningRate, beta) =>
            {
                v.Multiply(beta, v);
                v.Add((1 - beta) * dW, v);
                return (W - (learningRate * v), v);
            }),
    ];

    public override IReadOnlyList<Answer> RightAnswers { get; } =
    [
        Right(static (W, dW, v, learningRate, beta) =>
        {
            var newv = beta * v + (1 - beta) * dW;
            return (W - learningRate * newv, newv);
        }),

        // v moved a little towards the gradient.
        Right(static (W, dW, v, learningRate, beta) =>
        {
            var moved = v + (1 - beta) * (dW - v);
            return (W.Subtract(moved.Multiply(learningRate)), moved);
        }),
        Right(static (W, dW, v, learningRate, beta) =>
        {
            var (newW, newv) = (W.Clone(), v.Clone());
            for (int j = 0; j < W.RowCount; j++)
            {
                for (int k = 0; k < W.ColumnCount; k++)
                {
                    newv[j, k] = beta * v[j, k] + (1 - beta) * dW[j, k];
                    newW[j, k] -= learningRate * newv[j, k];
                }
            }

            return (newW, newv);
        }),
    ];

    protected override IEnumerable<object?[]> Cases(CaseGenerator random)
    {
        yield return [random.Matrix(1, 2), random.Matrix(1, 2), random.Matrix(1, 2), 0.1, 0.9];
        yield return [random.Matrix(2, 3), random.Matrix(2, 3), random.Matrix(2, 3), random.Number(0.05, 0.5), random.Number(0.55, 0.95)];
        yield return [random.Matrix(4, 2), random.Matrix(4, 2), random.Matrix(4, 2), random.Number(0.05, 0.5), random.Number(0.1, 0.45)];
    }
}
