using Descent.Diagnostics;
using Descent.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Exercises.Definitions;

/// <summary>The gradient check of logistic regression: numerical slopes and their relative distance from a gradient.</summary>
public sealed class GradientDifference : ExerciseOf<GradientDifference.Function>
{
    /// <summary>The graded function.</summary>
    public delegate (Matrix<double> numerical, double difference) Function(
        Matrix<double> theta, Matrix<double> gradient, Matrix<double> X, Matrix<double> Y, double epsilon);

    public override string Title => "The gradient check";

    public override string Notebook => "07-gradient-checking";

    public override int Points => 6;

    public override int Lines => 12;

    public override IReadOnlyList<string> ParameterNotes =>
    [
        "features × 1, the parameters",
        "features × 1, what is to be checked",
        "features × m, one example a column",
        "1 × m, labels 0 and 1",
        "how far to step to each side, above 0",
    ];

    public override string Returns => "the numerical gradient (features × 1) of Cost(theta, X, Y), and ‖gradient − numerical‖ / (‖gradient‖ + ‖numerical‖)";

    public override IReadOnlyList<string> Hints =>
    [
        "One parameter at a time: which parameters must have their old values while you move number k?",
        "Work on copies: in each turn make one copy with theta[k] + ε and one with theta[k] − ε, and leave theta alone. Column(0).L2Norm() is the length of a column.",
        "numerical_k = (J(θ + ε·e_k) − J(θ − ε·e_k)) / 2ε, where e_k is 1 at k and 0 elsewhere;  difference = ‖g − ĝ‖ / (‖g‖ + ‖ĝ‖), with lengths, not their squares.",
    ];

    public override Answer Reference { get; } = Right(static (theta, gradient, X, Y, epsilon) =>
    {
        var moved = theta.Clone();
        var check = GradientCheck.Of(() => Cost(moved, X, Y), epsilon, 1, ("theta", moved, gradient));
        return (Matrix<double>.Build.Dense(theta.RowCount, 1, [.. check.Entries.Select(entry => entry.Numeric)]), check.Difference);
    });

    public override IReadOnlyList<Misconception> Misconceptions { get; } =
    [
        Wrong(
            "The difference is not relative. A distance of 0.01 is nothing for a gradient of 1000 and everything for one of 0.02: divide by ‖gradient‖ + ‖numerical‖.",
            static (theta, gradient, X, Y, epsilon) =>
            {
                double Cost(Matrix<double> t) => (t.Transpose() * X).Row(0).Zip(Y.Row(0), (z, y) => Math.Max(z, 0) - (z * y) + Math.Log(1 + Math.Exp(-Math.Abs(z)))).Average();
                Matrix<double> Move(int k, double step) => theta.MapIndexed((j, _, t) => j == k ? t + step : t, Zeros.Include);
                var numerical = theta.MapIndexed((k, _, _) => (Cost(Move(k, epsilon)) - Cost(Move(k, -epsilon))) / (2 * epsilon), Zeros.Include);
                return (numerical, (gradient - numerical).FrobeniusNorm());
            }),
        Wrong(
            "The lengths are squared: ‖g‖² instead of ‖g‖. A difference of 1e-4 would look like 1e-8, and a bug would pass.",
            static (theta, gradient, X, Y, epsilon) =>
            {
                double Cost(Matrix<double> t) => (t.Transpose() * X).Row(0).Zip(Y.Row(0), (z, y) => Math.Max(z, 0) - (z * y) + Math.Log(1 + Math.Exp(-Math.Abs(z)))).Average();
                Matrix<double> Move(int k, double step) => theta.MapIndexed((j, _, t) => j == k ? t + step : t, Zeros.Include);
                var numerical = theta.MapIndexed((k, _, _) => (Cost(Move(k, epsilon)) - Cost(Move(k, -epsilon))) / (2 * epsilon), Zeros.Include);
                return (numerical, (gradient - numerical).Enumerate().Sum(x => x * x) / (gradient.Enumerate().Sum(x => x * x) + numerical.Enumerate().Sum(x => x * x)));
            }),
        Wrong(
            "The difference is divided by the length of the sum, ‖g + ĝ‖. Where the two point in opposite directions that is nearly 0: divide by the sum of the lengths, ‖g‖ + ‖ĝ‖.",
            static (theta, gradient, X, Y, epsilon) =>
            {
                double Cost(Matrix<double> t) => (t.Transpose() * X).Row(0).Zip(Y.Row(0), (z, y) => Math.Max(z, 0) - (z * y) + Math.Log(1 + Math.Exp(-Math.Abs(z)))).Average();
                Matrix<double> Move(int k, double step) => theta.MapIndexed((j, _, t) => j == k ? t + step : t, Zeros.Include);
                var numerical = theta.MapIndexed((k, _, _) => (Cost(Move(k, epsilon)) - Cost(Move(k, -epsilon))) / (2 * epsilon), Zeros.Include);
                return (numerical, (gradient - numerical).FrobeniusNorm() / (gradient + numerical).FrobeniusNorm());
            }),
        Wrong(
            "The slopes are one-sided: (J(θ+ε) − J(θ))/ε. Step to both sides and divide by 2ε; the error then shrinks with ε².",
            static (theta, gradient, X, Y, epsilon) =>
            {
                double Cost(Matrix<double> t) => (t.Transpose() * X).Row(0).Zip(Y.Row(0), (z, y) => Math.Max(z, 0) - (z * y) + Math.Log(1 + Math.Exp(-Math.Abs(z)))).Average();
                Matrix<double> Move(int k, double step) => theta.MapIndexed((j, _, t) => j == k ? t + step : t, Zeros.Include);
                var numerical = theta.MapIndexed((k, _, _) => (Cost(Move(k, epsilon)) - Cost(theta)) / epsilon, Zeros.Include);
                return (numerical, (gradient - numerical).FrobeniusNorm() / (gradient.FrobeniusNorm() + numerical.FrobeniusNorm()));
            }),
        Wrong(
            "The slopes are half as large as they should be or less: after θ + ε, only one ε was taken away, which leads back to θ. From the moved value it takes 2ε to reach θ − ε. And var t = theta makes no copy: both are the same matrix; theta.Clone() copies.",
            static (theta, gradient, X, Y, epsilon) =>
            {
                double Cost(Matrix<double> t) => (t.Transpose() * X).Row(0).Zip(Y.Row(0), (z, y) => Math.Max(z, 0) - (z * y) + Math.Log(1 + Math.Exp(-Math.Abs(z)))).Average();
                Matrix<double> Move(int k, double step) => theta.MapIndexed((j, _, t) => j == k ? t + step : t, Zeros.Include);
                var numerical = theta.MapIndexed((k, _, _) => (Cost(Move(k, epsilon)) - Cost(theta)) / (2 * epsilon), Zeros.Include);
                return (numerical, (gradient - numerical).FrobeniusNorm() / (gradient.FrobeniusNorm() + numerical.FrobeniusNorm()));
            }),
        Wrong(
            "The difference is divided by ε, but the two points are 2ε apart: the numerical gradient is twice too large.",
            static (theta, gradient, X, Y, epsilon) =>
            {
                double Cost(Matrix<double> t) => (t.Transpose() * X).Row(0).Zip(Y.Row(0), (z, y) => Math.Max(z, 0) - (z * y) + Math.Log(1 + Math.Exp(-Math.Abs(z)))).Average();
                Matrix<double> Move(int k, double step) => theta.MapIndexed((j, _, t) => j == k ? t + step : t, Zeros.Include);
                var numerical = theta.MapIndexed((k, _, _) => (Cost(Move(k, epsilon)) - Cost(Move(k, -epsilon))) / epsilon, Zeros.Include);
                return (numerical, (gradient - numerical).FrobeniusNorm() / (gradient.FrobeniusNorm() + numerical.FrobeniusNorm()));
            }),
        Wrong(
            "All parameters are moved at once, so every slope is the same number. Move one parameter and leave the others where they are.",
            static (theta, gradient, X, Y, epsilon) =>
            {
                double Cost(Matrix<double> t) => (t.Transpose() * X).Row(0).Zip(Y.Row(0), (z, y) => Math.Max(z, 0) - (z * y) + Math.Log(1 + Math.Exp(-Math.Abs(z)))).Average();
                var numerical = theta.Map(_ => (Cost(theta + epsilon) - Cost(theta - epsilon)) / (2 * epsilon), Zeros.Include);
                return (numerical, (gradient - numerical).FrobeniusNorm() / (gradient.FrobeniusNorm() + numerical.FrobeniusNorm()));
            }),
        Wrong(
            "A parameter that was moved stays at θ − ε: the slopes after it belong to another point. Put the old value back before the next one, or make a new copy in each turn.",
            static (theta, gradient, X, Y, epsilon) =>
            {
                double Cost(Matrix<double> t) => (t.Transpose() * X).Row(0).Zip(Y.Row(0), (z, y) => Math.Max(z, 0) - (z * y) + Math.Log(1 + Math.Exp(-Math.Abs(z)))).Average();
                var moved = theta.Clone();
                var numerical = theta.Clone();
                for (int k = 0; k < theta.RowCount; k++)
                {
                    moved[k, 0] = theta[k, 0] + epsilon;
                    double right = Cost(moved);
                    moved[k, 0] = theta[k, 0] - epsilon;
                    numerical[k, 0] = (right - Cost(moved)) / (2 * epsilon);
                }

                return (numerical, (gradient - numerical).FrobeniusNorm() / (gradient.FrobeniusNorm() + numerical.FrobeniusNorm()));
            }),
    ];

    public override IReadOnlyList<Answer> RightAnswers { get; } =
    [
        Right(static (theta, gradient, X, Y, epsilon) =>
        {
            // The cost, computed from z so that no logarithm of 0 is taken.
            double J(Matrix<double> t) => (t.Transpose() * X).Row(0).Zip(Y.Row(0), (z, y) => Math.Max(z, 0) - z * y + Math.Log(1 + Math.Exp(-Math.Abs(z)))).Average();
            var numerical = Matrix<double>.Build.Dense(theta.RowCount, 1);
            for (int k = 0; k < theta.RowCount; k++)
            {
                var right = theta.Clone();
                var left = theta.Clone();
                right[k, 0] += epsilon;
                left[k, 0] -= epsilon;
                numerical[k, 0] = (J(right) - J(left)) / (2 * epsilon);
            }

            double difference = (gradient - numerical).Column(0).L2Norm() / (gradient.Column(0).L2Norm() + numerical.Column(0).L2Norm());
            return (numerical, difference);
        }),

        // The parameter itself is moved, forth, back and forth again, which may leave a trace in its last digit.
        Right(static (theta, gradient, X, Y, epsilon) =>
        {
            double J() => (theta.Transpose() * X).Row(0).Zip(Y.Row(0), (z, y) => Math.Log(1 + Math.Exp(y == 1 ? -z : z))).Average();
            var numerical = Matrix<double>.Build.Dense(theta.RowCount, 1);
            for (int k = 0; k < theta.RowCount; k++)
            {
                theta[k, 0] += epsilon;
                double right = J();
                theta[k, 0] -= 2 * epsilon;
                double left = J();
                theta[k, 0] += epsilon;
                numerical[k, 0] = (right - left) / (2 * epsilon);
            }

            return (numerical, (gradient - numerical).FrobeniusNorm() / (gradient.FrobeniusNorm() + numerical.FrobeniusNorm()));
        }),

        // The parameter itself is moved and put back.
        Right(static (theta, gradient, X, Y, epsilon) =>
        {
            double J() => (theta.Transpose() * X).Row(0).Zip(Y.Row(0), (z, y) => Math.Log(1 + Math.Exp(y == 1 ? -z : z))).Average();
            var numerical = theta.Clone();
            for (int k = 0; k < theta.RowCount; k++)
            {
                double old = theta[k, 0];
                theta[k, 0] = old + epsilon;
                double right = J();
                theta[k, 0] = old - epsilon;
                numerical[k, 0] = (right - J()) / 2 / epsilon;
                theta[k, 0] = old;
            }

            return (numerical, (numerical - gradient).FrobeniusNorm() / (numerical.FrobeniusNorm() + gradient.FrobeniusNorm()));
        }),

        // A step along each column of the unit matrix, and the cost with logarithms of the sigmoid.
        Right(static (theta, gradient, X, Y, epsilon) =>
        {
            double J(Vector<double> t)
            {
                var a = (X.Transpose() * t).Map(z => 1 / (1 + Math.Exp(-z)), Zeros.Include);
                return -(Y.Row(0).DotProduct(a.PointwiseLog()) + (1 - Y.Row(0)).DotProduct((1 - a).PointwiseLog())) / X.ColumnCount;
            }

            var at = theta.Column(0);
            var steps = Matrix<double>.Build.DenseIdentity(theta.RowCount) * epsilon;
            var slopes = Vector<double>.Build.DenseOfEnumerable(steps.EnumerateColumns().Select(e => (J(at + e) - J(at - e)) / (2 * epsilon)));
            return (slopes.ToColumnMatrix(), Math.Sqrt((slopes - gradient.Column(0)).Sum(x => x * x)) / (slopes.Norm(2) + gradient.Column(0).Norm(2)));
        }),
    ];

    // Steps are wide, so that the forms differ by more than rounding.
    protected override IEnumerable<object?[]> Cases(CaseGenerator random)
    {
        yield return Case(random, features: 2, examples: 3);
        yield return Case(random, features: 4, examples: 5);
        yield return Case(random, features: 3, examples: 8);
    }

    private static object?[] Case(CaseGenerator random, int features, int examples) =>
    [
        random.Matrix(features, 1), random.Matrix(features, 1), random.Matrix(features, examples), random.Labels(examples),
        random.Int(10, 30) / 100.0,
    ];

    private static double Cost(Matrix<double> theta, Matrix<double> X, Matrix<double> Y) =>
        theta.TransposeThisAndMultiply(X).Row(0)
            .Zip(Y.Row(0), static (z, y) => Math.Max(z, 0) - (z * y) + Math.Log(1 + Math.Exp(-Math.Abs(z)))).Average();
}
