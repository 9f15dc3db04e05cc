using Descent.Exercises.Checking;

namespace Descent.Exercises.Definitions;

/// <summary>The exponentially weighted average with bias correction: v = βv + (1−β)x, v̂ = v/(1−β^t).</summary>
public sealed class MovingAverage : ExerciseOf<MovingAverage.Function>
{
    /// <summary>The graded function.</summary>
    public delegate double[] Function(double[] values, double beta);

    public override string Title => "The exponentially weighted average";

    public override string Notebook => "09-momentum";

    public override int Points => 5;

    public override int Lines => 6;

    public override IReadOnlyList<string> ParameterNotes => ["x_1, x_2, …", "how much of the past is kept, at least 0 and below 1"];

    public override string Returns => "the corrected average after each value, as many numbers as values";

    public override IReadOnlyList<string> Hints =>
    [
        "v begins at 0. After the first value, what is v, and what should an average of one value be?",
        "There are two numbers: v, which goes on to the next turn, and the corrected one, which goes into the result. Does the correction of one turn come back in the next?",
        "a_t = β·a_(t−1) + (1−β)·x_t with a_0 = 0;  the result is a_t / (1 − β^t), t = 1, 2, …",
    ];

    public override Answer Reference { get; } = Right(static (values, beta) =>
    {
        double v = 0;
        return [.. values.Select((x, i) => (v = (beta * v) + ((1 - beta) * x)) / (1 - Math.Pow(beta, i + 1)))];
    });

    public override IReadOnlyList<Misconception> Misconceptions { get; } =
    [
        Wrong(
            "The correction is missing. v begins at 0, so the first averages are far too small: divide by 1 − β^t.",
            static (values, beta) =>
            {
                double v = 0;
                return [.. values.Select(x => v = (beta * v) + ((1 - beta) * x))];
            }),
        Wrong(
            "β and 1 − β have changed places: β is the share of the old average, 1 − β that of the new value.",
            static (values, beta) =>
            {
                double v = 0;
                return [.. values.Select((x, i) => (v = ((1 - beta) * v) + (beta * x)) / (1 - Math.Pow(1 - beta, i + 1)))];
            }),
        Wrong(
            "β and 1 − β have changed places in the average, though not in the correction: v = β·v + (1−β)·x.",
            static (values, beta) =>
            {
                double v = 0;
                return [.. values.Select((x, i) => (v = ((1 - beta) * v) + (beta * x)) / (1 - Math.Pow(beta, i + 1)))];
            }),
        Wrong(
            "The correction divides by 1 − β in every step. It is 1 − β^t, β to the power t: it fades away as t grows.",
            static (values, beta) =>
            {
                double v = 0;
                return [.. values.Select(x => (v = (beta * v) + ((1 - beta) * x)) / (1 - beta))];
            }),
        Wrong(
            "The factor 1 − β of the new value is missing: v adds up instead of averaging. Other books do that for momentum; an average needs it.",
            static (values, beta) =>
            {
                double v = 0;
                return [.. values.Select((x, i) => (v = (beta * v) + x) / (1 - Math.Pow(beta, i + 1)))];
            }),
        Wrong(
            "The corrected average goes on into the next step, and is corrected again. Keep v as it is, and correct a copy.",
            static (values, beta) =>
            {
                double v = 0;
                return [.. values.Select((x, i) => v = ((beta * v) + ((1 - beta) * x)) / (1 - Math.Pow(beta, i + 1)))];
            }),
        Wrong(
            "t begins at 0: the first correction divides by 1 − β⁰ = 0. The first value has t = 1.",
            static (values, beta) =>
            {
                double v = 0;
                return [.. values.Select((x, i) => (v = (beta * v) + ((1 - beta) * x)) / (1 - Math.Pow(beta, i)))];
            }),
        Wrong(
            "v begins at the first value instead of 0. Some books do that in place of the correction, but then the first value counts too much for long: begin at 0 and divide by 1 − β^t.",
            static (values, beta) =>
            {
                double v = values[0];
                return [.. values.Select((x, i) => i == 0 ? v : v = (beta * v) + ((1 - beta) * x))];
            }),
        Wrong(
            "That is the mean of all values so far: the first counts as much as the last. Here older values fade: v = β·v + (1−β)·x.",
            static (values, beta) => [.. values.Select((_, i) => values.Take(i + 1).Average())]),
    ];

    public override IReadOnlyList<Answer> RightAnswers { get; } =
    [
        Right(static (values, beta) =>
        {
            var result = new double[values.Length];
            double v = 0;
            for (int t = 1; t <= values.Length; t++)
            {
                v = beta * v + (1 - beta) * values[t - 1];
                result[t - 1] = v / (1 - Math.Pow(beta, t));
            }

            return result;
        }),

        // The weights written out: β^age over their sum.
        Right(static (values, beta) =>
        {
            double[] result = new double[values.Length];
            for (int t = 0; t < values.Length; t++)
            {
                double sum = 0, weights = 0;
                for (int age = 0; age <= t; age++)
                {
                    sum += Math.Pow(beta, age) * values[t - age];
                    weights += Math.Pow(beta, age);
                }

                result[t] = sum / weights;
            }

            return result;
        }),
        Right(static (values, beta) =>
        {
            // Numerator and denominator, each by the same rule.
            double top = 0, bottom = 0;
            var result = new List<double>();
            foreach (double x in values)
            {
                (top, bottom) = (beta * top + x, beta * bottom + 1);
                result.Add(top / bottom);
            }

            return result.ToArray();
        }),
    ];

    protected override IEnumerable<object?[]> Cases(CaseGenerator random)
    {
        yield return [random.Numbers(3, 1, 20), 0.9];
        yield return [random.Numbers(5, -5, 5), random.Number(0.6, 0.95)];
        yield return [random.Numbers(12, 0, 30), random.Number(0.1, 0.45)];
    }
}
