using Descent.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Exercises.Definitions;

/// <summary>Inverted dropout of one layer's activations: A ∘ [R &lt; keep] / keep in training, A itself afterwards.</summary>
public sealed class DropoutForward : ExerciseOf<DropoutForward.Function>
{
    /// <summary>The graded function.</summary>
    public delegate (Matrix<double> dropped, Matrix<double> mask) Function(
        Matrix<double> A, Matrix<double> R, double keepProbability, bool training);

    public override string Title => "Dropout, forward";

    public override string Notebook => "05-dropout";

    public override int Points => 5;

    public override int Lines => 4;

    public override IReadOnlyList<string> ParameterNotes =>
    [
        "units × m, the activations",
        "units × m, random numbers from 0 to 1, drawn anew for this pass",
        "the probability of keeping a unit, above 0 and at most 1",
        "true while the network learns, false when it is used",
    ];

    public override string Returns => "the activations that go on, and the mask of zeros and ones (all ones if not training), both units × m";

    public override IReadOnlyList<string> Hints =>
    [
        "A number drawn evenly from 0 to 1: with what probability is it below 0.8? And with what probability is it above?",
        "If a fifth of the units is silent, the next layer gets a fifth less on average. What must be done to the others, so that it does not notice? And is anything to be done when no unit is silent?",
        "Training: mask = [R < keep], dropped = A ∘ mask / keep. Otherwise: dropped = A, mask all ones.",
    ];

    public override Answer Reference { get; } = Right(static (A, R, keepProbability, training) =>
    {
        var mask = R.Map(r => !training || r < keepProbability ? 1.0 : 0.0, Zeros.Include);
        return (training ? A.PointwiseMultiply(mask) / keepProbability : A, mask);
    });

    public override IReadOnlyList<Misconception> Misconceptions { get; } =
    [
        Wrong(
            "What is kept is not divided by keepProbability. The next layer would get less in training than in use: inverted dropout keeps the expected activation the same.",
            static (A, R, keepProbability, training) =>
            {
                var mask = R.Map(r => !training || r < keepProbability ? 1.0 : 0.0, Zeros.Include);
                return (A.PointwiseMultiply(mask), mask);
            }),
        Wrong(
            "This drops with probability keepProbability. It is the probability of keeping a unit: the mask is 1 where R < keepProbability. Other libraries are given the probability of dropping, 1 − keepProbability.",
            static (A, R, keepProbability, training) =>
            {
                var mask = R.Map(r => !training || r > keepProbability ? 1.0 : 0.0, Zeros.Include);
                return (training ? A.PointwiseMultiply(mask) / keepProbability : A, mask);
            }),
        Wrong(
            "Units are dropped in use as well. Dropout is for training only: when training is false, A goes on as it is and the mask is all ones.",
            static (A, R, keepProbability, training) =>
            {
                var mask = R.Map(r => r < keepProbability ? 1.0 : 0.0, Zeros.Include);
                return (A.PointwiseMultiply(mask) / keepProbability, mask);
            }),
        Wrong(
            "In use the activations are divided by keepProbability, as one of the notes says. With inverted dropout the division belongs to the training; in use nothing is done.",
            static (A, R, keepProbability, training) =>
            {
                var mask = R.Map(r => !training || r < keepProbability ? 1.0 : 0.0, Zeros.Include);
                return (A.PointwiseMultiply(mask) / keepProbability, mask);
            }),
        Wrong(
            "This is the older form of dropout: nothing is rescaled in training, and in use everything is multiplied by keepProbability. Here it is inverted: divide in training, do nothing in use.",
            static (A, R, keepProbability, training) =>
            {
                var mask = R.Map(r => !training || r < keepProbability ? 1.0 : 0.0, Zeros.Include);
                return (training ? A.PointwiseMultiply(mask) : A * keepProbability, mask);
            }),
        Wrong(
            "One mask is used for all examples: the first column of R. A unit is to be dropped for one example and kept for another, so each entry of A has its own number in R.",
            static (A, R, keepProbability, training) =>
            {
                var mask = R.MapIndexed((j, _, _) => !training || R[j, 0] < keepProbability ? 1.0 : 0.0, Zeros.Include);
                return (training ? A.PointwiseMultiply(mask) / keepProbability : A, mask);
            }),
        Wrong(
            "Exactly the same number of units is kept in every column. Each unit is kept or dropped by itself: with 0.8, 8 of 10 on average, sometimes 6 and sometimes 10.",
            static (A, R, keepProbability, training) =>
            {
                var mask = R.MapIndexed(
                    (j, i, r) => !training || R.Column(i).Count(other => other < r) < Math.Round(keepProbability * R.RowCount) ? 1.0 : 0.0,
                    Zeros.Include);
                return (training ? A.PointwiseMultiply(mask) / keepProbability : A, mask);
            }),
        Wrong(
            "The mask that comes back holds 1/keepProbability. Some books (and this library, inside) fold the factor into the mask; here the mask is zeros and ones, and the division is by itself.",
            static (A, R, keepProbability, training) =>
            {
                var mask = R.Map(r => !training ? 1.0 : r < keepProbability ? 1 / keepProbability : 0.0, Zeros.Include);
                return (A.PointwiseMultiply(mask), mask);
            }),
        Wrong(
            "The mask does not come from R. If it is drawn from a fixed seed in every pass, as in some notes, it is the same mask 30,000 times: every example then meets one thinned network only. Use R, which is drawn anew for each pass.",
            static (A, R, keepProbability, training) =>
            {
                var random = new Random(1);
                var mask = R.Map(_ => !training || random.NextDouble() < keepProbability ? 1.0 : 0.0, Zeros.Include);
                return (training ? A.PointwiseMultiply(mask) / keepProbability : A, mask);
            },
            IsOtherMask),
    ];

    public override IReadOnlyList<Answer> RightAnswers { get; } =
    [
        Right(static (A, R, keepProbability, training) =>
        {
            if (!training) return (A, Matrix<double>.Build.Dense(A.RowCount, A.ColumnCount, 1));
            var mask = R.Map(r => r < keepProbability ? 1.0 : 0.0, Zeros.Include);
            return (A.PointwiseMultiply(mask) / keepProbability, mask);
        }),
        Right(static (A, R, keepProbability, training) =>
        {
            double keep = training ? keepProbability : 1;
            var mask = (R - keep).PointwiseSign().Map(s => s > 0 ? 0.0 : 1.0, Zeros.Include);
            return (A.PointwiseMultiply(mask).Divide(keep), mask);
        }),
        Right(static (A, R, keepProbability, training) =>
        {
            var dropped = A.Clone();
            var mask = A.Clone();
            for (int i = 0; i < A.ColumnCount; i++)
            {
                for (int j = 0; j < A.RowCount; j++)
                {
                    mask[j, i] = training && R[j, i] > keepProbability ? 0 : 1;
                    dropped[j, i] *= training ? mask[j, i] * (1 / keepProbability) : 1;
                }
            }

            return (dropped, mask);
        }),
    ];

    public override IReadOnlyList<Property> Properties { get; } =
    [
        new(
            "The mask holds other numbers than 0 and 1.",
            static (_, result) => ((Matrix<double>)((object?[])result!)[1]!).ForAll(x => x is 0 or 1)),
    ];

    protected override IEnumerable<object?[]> Cases(CaseGenerator random)
    {
        yield return Case(random, units: 3, examples: 4, keep: 0.5, training: true);
        yield return Case(random, units: 4, examples: 6, keep: 0.5, training: false);
        yield return Case(random, units: 10, examples: 6, keep: random.Number(0.6, 0.7), training: true);
        yield return Case(random, units: 6, examples: 9, keep: random.Number(0.25, 0.75), training: true);
    }

    // Half-way between thousandths, so that no number equals the keep-probability.
    private static object?[] Case(CaseGenerator random, int units, int examples, double keep, bool training) =>
    [
        random.Matrix(units, examples, 0.1, 3),
        Matrix<double>.Build.Dense(units, examples, (_, _) => (random.Int(0, 999) + 0.5) / 1000),
        keep,
        training,
    ];

    // A proper mask, rightly applied, that has nothing to do with R.
    private static bool IsOtherMask(object?[] arguments, object? result)
    {
        var (A, keep, training) = ((Matrix<double>)arguments[0]!, (double)arguments[2]!, (bool)arguments[3]!);
        var (dropped, mask) = ((Matrix<double>)((object?[])result!)[0]!, (Matrix<double>)((object?[])result)[1]!);
        return mask.ForAll(x => x is 0 or 1) && PlainValue.Agree(dropped, training ? A.PointwiseMultiply(mask) / keep : A, 1e-6);
    }
}
