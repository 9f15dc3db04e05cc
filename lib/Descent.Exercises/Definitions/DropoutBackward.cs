using Descent.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Exercises.Definitions;

/// <summary>Dropout backward: the slope passes the same mask and the same factor.</summary>
public sealed class DropoutBackward : ExerciseOf<DropoutBackward.Function>
{
    /// <summary>The graded function.</summary>
    public delegate Matrix<double> Function(Matrix<double> dA, Matrix<double> mask, double keepProbability);

    public override string Title => "Dropout, backward";

    public override string Notebook => "05-dropout";

    public override int Points => 4;

    public override int Lines => 1;

    public override IReadOnlyList<string> ParameterNotes =>
    [
        "units × m, the slope with respect to the activations that went on",
        "units × m, the zeros and ones of the forward pass",
        "the probability of keeping a unit",
    ];

    public override string Returns => "units × m, the slope with respect to the activations before dropout";

    public override IReadOnlyList<string> Hints =>
    [
        "Forward, an activation was multiplied by a number: 0, or 1/keepProbability. If y = c·x, what is the slope of y with respect to x?",
        "Which units can have had an influence on the cost? Only those: no new mask, the very one of the forward pass.",
        "dA ∘ mask / keepProbability.",
    ];

    public override Answer Reference { get; } = Right(static (dA, mask, keepProbability) => dA.PointwiseMultiply(mask) / keepProbability);

    public override IReadOnlyList<Misconception> Misconceptions { get; } =
    [
        Wrong(
            "The division by keepProbability is missing. Forward, what was kept was made larger by it; the slope has the same factor.",
            static (dA, mask, keepProbability) => dA.PointwiseMultiply(mask)),
        Wrong(
            "The mask is not used: units that were silent get a slope. They had no influence on the cost, so theirs is 0.",
            static (dA, mask, keepProbability) => dA / keepProbability),
        Wrong(
            "The slope comes back as it was. Forward, each activation was multiplied by mask/keepProbability; backward, its slope is too.",
            static (dA, mask, keepProbability) => dA.Clone()),
        Wrong(
            "The slope is multiplied by keepProbability. Forward it was a division, and the slope has the same factor: 1/keepProbability.",
            static (dA, mask, keepProbability) => dA.PointwiseMultiply(mask) * keepProbability),
        Wrong(
            "The mask is the wrong way round: the units that were kept are silenced now. 1 means kept.",
            static (dA, mask, keepProbability) => dA.PointwiseMultiply(1 - mask) / keepProbability),
        Wrong(
            "The division is by 1 − keepProbability, the probability of dropping. Forward it was by keepProbability.",
            static (dA, mask, keepProbability) => dA.PointwiseMultiply(mask) / (1 - keepProbability)),
        Wrong(
            "The numbers are right, but dA has been overwritten. Write the result to a new matrix.",
            static (dA, mask, keepProbability) =>
            {
                dA.PointwiseMultiply(mask, dA);
                dA.Divide(keepProbability, dA);
                return dA;
            }),
        Wrong(
            "A new mask has been drawn. Backward, the slope must pass the units that were kept forward, not others: use the mask that is given.",
            static (dA, mask, keepProbability) =>
            {
                var random = new Random(1);
                return dA.Map(d => random.NextDouble() < keepProbability ? d / keepProbability : 0, Zeros.Include);
            },
            IsOtherMask),
    ];

    public override IReadOnlyList<Answer> RightAnswers { get; } =
    [
        Right(static (dA, mask, keepProbability) => dA.PointwiseMultiply(mask) / keepProbability),
        Right(static (dA, mask, keepProbability) => dA.Map2((d, kept) => kept == 1 ? d * (1 / keepProbability) : 0, mask, Zeros.Include)),
        Right(static (dA, mask, keepProbability) =>
        {
            var result = Matrix<double>.Build.Dense(dA.RowCount, dA.ColumnCount);
            foreach (var (j, i, kept) in mask.EnumerateIndexed(Zeros.AllowSkip)) result[j, i] = kept * dA[j, i] / keepProbability;
            return result;
        }),
    ];

    protected override IEnumerable<object?[]> Cases(CaseGenerator random)
    {
        yield return Case(random, 2, 3, 0.8);
        yield return Case(random, 4, 5, random.Number(0.55, 0.9));
        yield return Case(random, 6, 8, random.Number(0.1, 0.45));
    }

    private static object?[] Case(CaseGenerator random, int units, int examples, double keep)
    {
        var mask = Matrix<double>.Build.Dense(units, examples, (_, _) => random.Number(0, 1) < keep ? 1 : 0);
        mask[0, 0] = 1;
        mask[1, 1] = 0;
        return [random.Matrix(units, examples), mask, keep];
    }

    // Every entry is 0 or rightly scaled, but not where the mask says so.
    private static bool IsOtherMask(object?[] arguments, object? result)
    {
        var (dA, keep) = ((Matrix<double>)arguments[0]!, (double)arguments[2]!);
        var zeros = ((Matrix<double>)result!).Map(x => x == 0 ? 0.0 : 1.0, Zeros.Include);
        return PlainValue.Agree(result, dA.PointwiseMultiply(zeros) / keep, 1e-6);
    }
}
