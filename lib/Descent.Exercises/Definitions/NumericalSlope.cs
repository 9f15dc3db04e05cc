using Descent.Diagnostics;
using Descent.Exercises.Checking;

namespace Descent.Exercises.Definitions;

/// <summary>The slope of a polynomial cost from two of its values: (J(θ+ε) − J(θ−ε)) / 2ε.</summary>
public sealed class NumericalSlope : ExerciseOf<NumericalSlope.Function>
{
    /// <summary>The graded function.</summary>
    public delegate double Function(double[] coefficients, double theta, double epsilon);

    public override string Title => "A slope from two costs";

    public override string Notebook => "07-gradient-checking";

    public override int Points => 3;

    public override int Lines => 5;

    public override IReadOnlyList<string> ParameterNotes =>
    [
        "c_0, c_1, c_2, … of the cost J(θ) = c_0 + c_1·θ + c_2·θ² + …",
        "where the slope is wanted",
        "how far to step to each side, above 0",
    ];

    public override string Returns => "the numerical slope: the difference of the costs on both sides, over their distance";

    public override IReadOnlyList<string> Hints =>
    [
        "A slope is height over length. If you step ε to the right and ε to the left, how far apart are the two points?",
        "Write J first, as a function inside yours: a loop over the coefficients, or one line with Select and Sum. Then call it twice.",
        "(J(θ + ε) − J(θ − ε)) / (2ε),  J(θ) = Σ_k c_k·θ^k.",
    ];

    public override Answer Reference { get; } = Right(static (coefficients, theta, epsilon) =>
        GradientCheck.OneDimension(t => coefficients.Select((c, k) => c * Math.Pow(t, k)).Sum(), static _ => 0, theta, epsilon).Entries[0].Numeric);

    public override IReadOnlyList<Misconception> Misconceptions { get; } =
    [
        Wrong(
            "That is the one-sided difference, (J(θ+ε) − J(θ))/ε: its error shrinks with ε, that of the two-sided one with ε². Step to both sides.",
            static (coefficients, theta, epsilon) =>
            {
                double J(double t) => coefficients.Select((c, k) => c * Math.Pow(t, k)).Sum();
                return (J(theta + epsilon) - J(theta)) / epsilon;
            }),
        Wrong(
            "That is the difference to the left side only, (J(θ) − J(θ−ε))/ε. Step to both sides: its error shrinks with ε² instead of ε.",
            static (coefficients, theta, epsilon) =>
            {
                double J(double t) => coefficients.Select((c, k) => c * Math.Pow(t, k)).Sum();
                return (J(theta) - J(theta - epsilon)) / epsilon;
            }),
        Wrong(
            "The difference is divided by ε, but the two points are 2ε apart: the slope is twice too large.",
            static (coefficients, theta, epsilon) =>
            {
                double J(double t) => coefficients.Select((c, k) => c * Math.Pow(t, k)).Sum();
                return (J(theta + epsilon) - J(theta - epsilon)) / epsilon;
            }),
        Wrong(
            "a / 2 * ε is (a/2)·ε in C#: the division comes first. Write a / (2 * ε).",
            static (coefficients, theta, epsilon) =>
            {
                double J(double t) => coefficients.Select((c, k) => c * Math.Pow(t, k)).Sum();
                return (J(theta + epsilon) - J(theta - epsilon)) / 2 * epsilon;
            }),
        Wrong(
            "The sign is the wrong way round: right minus left, J(θ+ε) − J(θ−ε).",
            static (coefficients, theta, epsilon) =>
            {
                double J(double t) => coefficients.Select((c, k) => c * Math.Pow(t, k)).Sum();
                return (J(theta - epsilon) - J(theta + epsilon)) / (2 * epsilon);
            }),
        Wrong(
            "That is the exact derivative. A check that uses the formula under test proves nothing: work it out from costs alone.",
            static (coefficients, theta, epsilon) => coefficients.Select((c, k) => k == 0 ? 0 : k * c * Math.Pow(theta, k - 1)).Sum()),
        Wrong(
            "The coefficients are read from the highest power down, as NumPy's polyval does. Here coefficients[0] is the constant.",
            static (coefficients, theta, epsilon) =>
            {
                double J(double t) => coefficients.Reverse().Select((c, k) => c * Math.Pow(t, k)).Sum();
                return (J(theta + epsilon) - J(theta - epsilon)) / (2 * epsilon);
            }),
    ];

    public override IReadOnlyList<Answer> RightAnswers { get; } =
    [
        Right(static (coefficients, theta, epsilon) =>
        {
            double J(double t)
            {
                double sum = 0;
                for (int k = 0; k < coefficients.Length; k++) sum += coefficients[k] * Math.Pow(t, k);
                return sum;
            }

            return (J(theta + epsilon) - J(theta - epsilon)) / (2 * epsilon);
        }),

        // Horner's scheme.
        Right(static (coefficients, theta, epsilon) =>
        {
            double right = 0, left = 0;
            for (int k = coefficients.Length - 1; k >= 0; k--)
            {
                right = (right * (theta + epsilon)) + coefficients[k];
                left = (left * (theta - epsilon)) + coefficients[k];
            }

            return 0.5 / epsilon * (right - left);
        }),

        // The mean of the one-sided differences.
        Right(static (coefficients, theta, epsilon) =>
        {
            Func<double, double> J = t => coefficients.Select((c, k) => c * Math.Pow(t, k)).Sum();
            return (((J(theta + epsilon) - J(theta)) / epsilon) + ((J(theta) - J(theta - epsilon)) / epsilon)) / 2;
        }),
    ];

    // Steps are wide, so that the forms differ by more than rounding; there is a cube, so that the exact slope differs too.
    protected override IEnumerable<object?[]> Cases(CaseGenerator random)
    {
        yield return [(double[])[1, 2, 3, 1], 2.0, 0.1];
        yield return [random.Numbers(4, 0.5, 3), random.Number(0.5, 2), random.Int(5, 20) / 100.0];
        yield return [random.Numbers(6, 0.5, 2), random.Number(-2, -0.5), random.Int(5, 20) / 100.0];
    }
}
