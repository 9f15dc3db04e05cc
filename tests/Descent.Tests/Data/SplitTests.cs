using Descent.Data;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Descent.Tests.Data;

public sealed class SplitTests
{
    [Fact]
    public void The_notes_rules_give_the_notes_counts()
    {
        Assert.Equal((60, 20, 20), Counts(Numbered(100).Split(SplitRule.WithDev)));
        Assert.Equal((98, 1, 1), Counts(Numbered(100).Split(SplitRule.Million)));
        Assert.Equal((1990, 5, 5), Counts(Numbered(2000).Split(SplitRule.BeyondMillion)));
        Split split = Numbered(10).Split(SplitRule.WithoutDev);
        Assert.Equal((7, 3), (split.Train.Count, split.Test.Count));
        Assert.Contains("no dev set", Assert.Throws<InvalidOperationException>(() => split.Dev).Message);
    }

    [Theory]
    [InlineData(100, 0.6)]
    [InlineData(10_000, 0.6)]
    [InlineData(1_000_000, 0.98)]
    [InlineData(5_000_000, 0.995)]
    public void The_rule_follows_the_number_of_examples(int count, double train) => Assert.Equal(train, SplitRule.For(count).Train);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_example_is_in_one_part(bool stratified)
    {
        for (int count = 10; count < 60; count++)
        {
            var (train, dev, test) = Numbered(count).Split(SplitRule.WithDev, seed: count, stratified);
            var all = train.X.Row(0).Concat(dev.X.Row(0)).Concat(test.X.Row(0)).Order();
            Assert.Equal(Enumerable.Range(0, count).Select(j => (double)j), all);
        }
    }

    [Fact]
    public void Parts_know_what_they_are_for()
    {
        var (train, dev, test) = Numbered(20).Split(SplitRule.WithDev);
        Assert.Equal((DatasetRole.Train, DatasetRole.Dev, DatasetRole.Test), (train.Role, dev.Role, test.Role));
        var error = Assert.Throws<ArgumentException>(() => test.Split(SplitRule.WithDev));
        Assert.Contains("test set already", error.Message);
    }

    [Fact]
    public void A_seed_decides_the_parts_and_another_seed_changes_them()
    {
        Dataset data = Numbered(100);
        Assert.Equal(data.Split(SplitRule.WithDev, seed: 4).Test.X, data.Split(SplitRule.WithDev, seed: 4).Test.X);
        Assert.NotEqual(data.Split(SplitRule.WithDev, seed: 4).Test.X, data.Split(SplitRule.WithDev, seed: 5).Test.X);
    }

    [Fact]
    public void A_stratified_split_keeps_the_proportions_of_rare_classes()
    {
        // 200 examples, 10 % of class 1 and 5 % of class 2: the dev set of 40 gets 4 and 2.
        int[] labels = [.. Enumerable.Range(0, 200).Select(j => j % 10 == 0 ? 1 : j % 20 == 1 ? 2 : 0)];
        var data = new Dataset(Matrix<double>.Build.Dense(1, 200), OneHot.Encode(labels, 3));
        for (long seed = 0; seed < 20; seed++)
        {
            var (train, dev, test) = data.Split(SplitRule.WithDev, seed, stratified: true);
            foreach (var (part, share) in new[] { (train, 0.6), (dev, 0.2), (test, 0.2) })
            {
                Assert.InRange(part.Labels.Count(label => label == 1), 20 * share - 1, 20 * share + 1);
                Assert.InRange(part.Labels.Count(label => label == 2), 10 * share - 1, 10 * share + 1);
            }
        }
    }

    [Fact]
    public void A_part_that_would_be_empty_is_refused()
    {
        string said = Assert.Throws<ArgumentException>(() => Numbered(20).Split(SplitRule.BeyondMillion)).Message;
        Assert.Contains("20 examples", said);
        Assert.Contains("99.5 % / 0.25 % / 0.25 %", said);
    }

    [Theory]
    [InlineData(0.6, 0.2, 0.3)]
    [InlineData(0, 0.5, 0.5)]
    [InlineData(1.2, -0.1, -0.1)]
    [InlineData(double.NaN, 0.5, 0.5)]
    public void Shares_that_make_no_whole_are_refused(double train, double dev, double test) =>
        Assert.Contains("sum of 1", Assert.Throws<ArgumentException>(() => new SplitRule(train, dev, test)).Message);

    // Feature 0 is the example's number.
    private static Dataset Numbered(int count) => new(
        Matrix<double>.Build.Dense(1, count, (_, j) => j),
        Matrix<double>.Build.Dense(1, count, (_, j) => j % 3 == 0 ? 1 : 0));

    private static (int, int, int) Counts(Split split) => (split.Train.Count, split.Dev.Count, split.Test.Count);
}
