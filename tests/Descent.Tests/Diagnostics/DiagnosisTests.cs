using Descent.Diagnostics;
using Xunit;

namespace Descent.Tests.Diagnostics;

public sealed class DiagnosisTests
{
    [Theory]
    [InlineData(0.01, 0.11, 0, Verdict.HighVariance)]
    [InlineData(0.15, 0.16, 0, Verdict.HighBias)]
    [InlineData(0.15, 0.30, 0, Verdict.Both)]
    [InlineData(0.005, 0.01, 0, Verdict.Neither)]
    [InlineData(0.15, 0.16, 0.15, Verdict.Neither)]
    [InlineData(0.15, 0.30, 0.15, Verdict.HighVariance)]
    public void Errors_give_the_courses_verdicts(double train, double dev, double bayes, Verdict expected) =>
        Assert.Equal(expected, Diagnosis.OfErrors(train, dev, bayes).Verdict);

    [Theory]
    [InlineData(0.94, 0.70, Verdict.HighVariance)]
    [InlineData(0.75, 0.78, Verdict.HighBias)]
    public void Accuracies_give_the_notes_verdicts(double train, double dev, Verdict expected) =>
        Assert.Equal(expected, Diagnosis.OfAccuracies(train, dev).Verdict);

    [Fact]
    public void It_gives_the_numbers_and_the_remedies()
    {
        Diagnosis diagnosis = Diagnosis.OfErrors(0.15, 0.30, bayesError: 0.02);
        Assert.Equal(0.13, diagnosis.AvoidableBias, 1e-15);
        Assert.Equal(0.15, diagnosis.Variance, 1e-15);
        Assert.Equal(5, diagnosis.Remedies.Count);
        Assert.Equal("high bias and high variance", diagnosis.Name);
        Assert.StartsWith("high bias and high variance (training error 15 %, dev error 30 %, Bayes error 2 %: avoidable bias 13, variance 15 points)", diagnosis.ToString());
        Assert.Empty(Diagnosis.OfErrors(0.01, 0.02).Remedies);
    }

    [Theory]
    [InlineData(15, 0.1)]
    [InlineData(0.1, -0.1)]
    [InlineData(double.NaN, 0.1)]
    public void Percent_and_nonsense_are_refused(double train, double dev) =>
        Assert.Contains("0 … 1", Assert.Throws<ArgumentOutOfRangeException>(() => Diagnosis.OfErrors(train, dev)).Message);
}
