using Descent.Numerics;

namespace Descent.Data;

/// <summary>A set cut into parts that know what they are for; no example is in two of them.</summary>
public sealed class Split
{
    private readonly Dataset? dev;
    private readonly Dataset? test;

    private Split(Dataset train, Dataset? dev, Dataset? test) => (Train, this.dev, this.test) = (train, dev, test);

    /// <summary>What is learned from; there always is one.</summary>
    public Dataset Train { get; }

    /// <summary>What hyperparameters are chosen by.</summary>
    /// <exception cref="InvalidOperationException">The rule left no dev set.</exception>
    public Dataset Dev => dev ?? throw new InvalidOperationException(
        "This split has no dev set, so nothing may be chosen by looking at results; split by SplitRule.WithDev to have one.");

    /// <summary>What is looked at once, at the end.</summary>
    /// <exception cref="InvalidOperationException">The rule left no test set.</exception>
    public Dataset Test => test ?? throw new InvalidOperationException("This split has no test set; give its rule a test share above 0.");

    /// <summary>Parts that were separate from the start; each is marked as what it is for.</summary>
    public static Split Of(Dataset train, Dataset? dev, Dataset? test)
    {
        ArgumentNullException.ThrowIfNull(train);
        return new Split(train.As(DatasetRole.Train), dev?.As(DatasetRole.Dev), test?.As(DatasetRole.Test));
    }

    /// <summary>Cuts a shuffled set by a rule.</summary>
    /// <param name="data">The whole set.</param>
    /// <param name="rule">The shares; the counts are rounded so that together they are all examples.</param>
    /// <param name="seed">Of the shuffle; the same seed gives the same parts.</param>
    /// <param name="stratified">Whether each part holds the classes in the proportions of the whole.</param>
    /// <exception cref="ArgumentException">A part would be empty, or the set is a dev or test set already.</exception>
    public static Split Of(Dataset data, SplitRule rule, long seed = 0, bool stratified = false)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(rule);
        if (data.Role is DatasetRole.Dev or DatasetRole.Test)
            throw new ArgumentException($"This is a {data.Role.ToString().ToLowerInvariant()} set already; split the whole set or the training set.", nameof(data));

        int trainEnd = (int)Math.Round(rule.Train * data.Count);
        int devEnd = (int)Math.Round((rule.Train + rule.Dev) * data.Count);
        Require(trainEnd, rule.Train, "training");
        Require(devEnd - trainEnd, rule.Dev, "dev");
        Require(data.Count - devEnd, rule.Test, "test");

        int[] order = new NumPyRandom(seed).Permutation(data.Count);
        if (stratified) order = SpreadClasses(order, data.Labels);
        return Of(
            data.Select(order[..trainEnd]),
            devEnd == trainEnd ? null : data.Select(order[trainEnd..devEnd]),
            devEnd == data.Count ? null : data.Select(order[devEnd..]));

        void Require(int count, double share, string part)
        {
            if (share > 0 && count == 0)
                throw new ArgumentException(
                    $"{data.Count} examples split by {rule} leave the {part} set empty: use a rule with a larger {part} share, or more data.", nameof(rule));
        }
    }

    /// <summary>Lets <c>var (train, dev, test) = split</c> be written.</summary>
    public void Deconstruct(out Dataset train, out Dataset dev, out Dataset test) => (train, dev, test) = (Train, Dev, Test);

    /// <summary>Lets <c>var (train, test) = split</c> be written.</summary>
    public void Deconstruct(out Dataset train, out Dataset test) => (train, test) = (Train, Test);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Train.Count} training, {dev?.Count ?? 0} dev, {test?.Count ?? 0} test examples";

    // Example r of the n of a class is given the place (r + ½)/n between 0 and 1: every class is then spread evenly, and a cut
    // anywhere takes the same share of each.
    private static int[] SpreadClasses(int[] order, IReadOnlyList<int> labels)
    {
        var sizes = labels.CountBy(label => label).ToDictionary();
        var seen = new Dictionary<int, int>();
        return [.. order
            .Select(example =>
            {
                int label = labels[example];
                int rank = seen[label] = seen.GetValueOrDefault(label) + 1;
                return (example, place: (rank - 0.5) / sizes[label]);
            })
            .OrderBy(entry => entry.place)
            .Select(entry => entry.example)];
    }
}
