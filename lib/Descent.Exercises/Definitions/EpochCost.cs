using Descent.Exercises.Checking;

namespace Descent.Exercises.Definitions;

/// <summary>The cost of an epoch: the mean over its examples, not over its batches.</summary>
public sealed class EpochCost : ExerciseOf<EpochCost.Function>
{
    /// <summary>The graded function.</summary>
    public delegate double Function(double[] batchCosts, int[] batchSizes);

    public override string Title => "The cost of an epoch";

    public override string Notebook => "08-mini-batches";

    public override int Points => 3;

    public override int Lines => 3;

    public override IReadOnlyList<string> ParameterNotes =>
        ["the cost of each mini-batch, a mean over its examples", "how many examples each holds; the last may be smaller"];

    public override string Returns => "the mean cost over all examples of the epoch";

    public override IReadOnlyList<string> Hints =>
    [
        "A batch of 20 examples and one of 64: should a cost of the one count as much as a cost of the other?",
        "What is the sum of the costs of all examples of a batch, if you know their mean and their number?",
        "Σ_k n_k·C_k / Σ_k n_k.",
    ];

    public override Answer Reference { get; } = Right(static (batchCosts, batchSizes) =>
        batchCosts.Zip(batchSizes, (cost, size) => cost * size).Sum() / batchSizes.Sum());

    public override IReadOnlyList<Misconception> Misconceptions { get; } =
    [
        Wrong(
            "That is the cost of the last batch, which is what the notes print as \"the cost at epoch i\": a few examples, hence the noise. Use all batches.",
            static (batchCosts, batchSizes) => batchCosts[^1]),
        Wrong(
            "Every batch counts the same here, so an example of the small last batch counts more than others. Weigh each batch with its number of examples.",
            static (batchCosts, batchSizes) => batchCosts.Average()),
        Wrong(
            "The costs are added up: an epoch of more batches would look worse. Take the mean over the examples.",
            static (batchCosts, batchSizes) => batchCosts.Sum()),
        Wrong(
            "The costs are divided by the number of examples, but not weighed: each is the mean of its batch already. Multiply each by its batch's size first.",
            static (batchCosts, batchSizes) => batchCosts.Sum() / batchSizes.Sum()),
        Wrong(
            "The weighted sum is divided by the number of batches. Divide by the number of examples.",
            static (batchCosts, batchSizes) => batchCosts.Zip(batchSizes, (cost, size) => cost * size).Sum() / batchCosts.Length),
        Wrong(
            "The weighted sum is not divided by anything. Divide by the number of examples.",
            static (batchCosts, batchSizes) => batchCosts.Zip(batchSizes, (cost, size) => cost * size).Sum()),
        Wrong(
            "The costs are mean values already, and are divided by their batch's size once more. Multiply by it, to get the sum over the batch.",
            static (batchCosts, batchSizes) => batchCosts.Zip(batchSizes, (cost, size) => cost / size).Sum()),
        Wrong(
            "That is the lowest cost of any batch: a lucky batch, not the epoch.",
            static (batchCosts, batchSizes) => batchCosts.Min()),
    ];

    public override IReadOnlyList<Answer> RightAnswers { get; } =
    [
        Right(static (batchCosts, batchSizes) =>
        {
            double sum = 0;
            int examples = 0;
            for (int k = 0; k < batchCosts.Length; k++)
            {
                sum += batchCosts[k] * batchSizes[k];
                examples += batchSizes[k];
            }

            return sum / examples;
        }),

        // A running mean.
        Right(static (batchCosts, batchSizes) =>
        {
            double mean = 0, seen = 0;
            foreach (var (cost, size) in batchCosts.Zip(batchSizes))
            {
                seen += size;
                mean += (cost - mean) * size / seen;
            }

            return mean;
        }),
        Right(static (batchCosts, batchSizes) =>
            batchSizes.SelectMany((size, k) => Enumerable.Repeat(batchCosts[k], size)).Average()),
    ];

    protected override IEnumerable<object?[]> Cases(CaseGenerator random)
    {
        yield return Case(random, 4, 1);
        yield return Case(random, 64, 64, random.Int(10, 30));
        yield return Case(random, 32, 32, 32, 32, 32, random.Int(1, 16));
    }

    // The last batch is the unlucky one: its cost is neither the lowest nor the mean.
    private static object?[] Case(CaseGenerator random, params int[] sizes)
    {
        double[] costs = random.Numbers(sizes.Length, 0.1, 1);
        costs[^1] = Math.Round(costs.Max() + random.Number(0.1, 1), 2);
        return [costs, sizes];
    }
}
