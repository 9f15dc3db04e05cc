using System.Globalization;

namespace Descent.Data;

/// <summary>Which share of the examples is for training, for choosing (dev) and for the final test. The shares sum to 1.</summary>
public sealed record SplitRule
{
    /// <summary>70 % / 30 %, without a dev set: nothing is chosen by looking at results.</summary>
    public static SplitRule WithoutDev { get; } = new(0.7, 0, 0.3);

    /// <summary>60 % / 20 % / 20 %, for hundreds to tens of thousands of examples.</summary>
    public static SplitRule WithDev { get; } = new(0.6, 0.2, 0.2);

    /// <summary>98 % / 1 % / 1 %, for about a million examples: 10,000 tell two networks apart.</summary>
    public static SplitRule Million { get; } = new(0.98, 0.01, 0.01);

    /// <summary>99.5 % / 0.25 % / 0.25 %, for more than a million examples.</summary>
    public static SplitRule BeyondMillion { get; } = new(0.995, 0.0025, 0.0025);

    /// <param name="train">Above 0.</param>
    /// <param name="dev">0 for no dev set.</param>
    /// <param name="test">0 for no test set (it exists elsewhere already).</param>
    /// <exception cref="ArgumentException">A share is out of range or they do not sum to 1.</exception>
    public SplitRule(double train, double dev, double test)
    {
        if (!(train > 0 && dev >= 0 && test >= 0 && Math.Abs(train + dev + test - 1) < 1e-9))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"The shares are train {train}, dev {dev} and test {test}; expected train above 0, none negative, and a sum of 1, such as 0.6, 0.2, 0.2."));
        (Train, Dev, Test) = (train, dev, test);
    }

    /// <summary>The share that is learned from, in (0, 1].</summary>
    public double Train { get; }

    /// <summary>The share that hyperparameters are chosen by, in [0, 1); 0 for none.</summary>
    public double Dev { get; }

    /// <summary>The share that is looked at once, at the end, in [0, 1); 0 for none.</summary>
    public double Test { get; }

    /// <summary>
    /// The rule for so many examples. The notes give 60/20/20 up to tens of thousands, 98/1/1 at a million and 99.5/0.25/0.25
    /// beyond; that the first change comes at 100,000 is our reading.
    /// </summary>
    public static SplitRule For(int count) => count switch
    {
        < 1 => throw new ArgumentOutOfRangeException(nameof(count), $"{count} examples cannot be split; there must be at least 1."),
        < 100_000 => WithDev,
        <= 1_000_000 => Million,
        _ => BeyondMillion,
    };

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{100 * Train:0.##} % / {100 * Dev:0.##} % / {100 * Test:0.##} %");
}
