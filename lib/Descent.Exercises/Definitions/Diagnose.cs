using Descent.Exercises.Checking;

namespace Descent.Exercises.Definitions;

/// <summary>Bias where the training error is far above the Bayes error, variance where the dev error is far above the training error.</summary>
public sealed class Diagnose : ExerciseOf<Diagnose.Function>
{
    /// <summary>The graded function.</summary>
    public delegate string Function(double trainError, double devError, double bayesError, double gap);

    public override string Title => "Bias or variance";

    public override string Notebook => "01-bias-and-variance";

    public override int Points => 4;

    public override int Lines => 6;

    public override IReadOnlyList<string> ParameterNotes =>
    [
        "the share of training examples that are classified wrongly, from 0 to 1",
        "the same on the dev set",
        "the error that nobody can avoid, 0 where the task is easy for a person",
        "a distance between two errors counts as high if it is larger than this",
    ];

    public override string Returns => "\"high bias\", \"high variance\", \"both\" or \"neither\", in these words";

    public override IReadOnlyList<string> Hints =>
    [
        "There are two distances: from the best possible error to the training error, and from the training error to the dev error. Which one is bias, which one variance?",
        "Decide the two questions one after the other, each with a bool of its own; only then choose among the four answers.",
        "high bias: trainError − bayesError > gap;  high variance: devError − trainError > gap.",
    ];

    public override Answer Reference { get; } = Right(static (trainError, devError, bayesError, gap) =>
        (trainError - bayesError > gap, devError - trainError > gap) switch
        {
            (true, true) => "both",
            (true, false) => "high bias",
            (false, true) => "high variance",
            _ => "neither",
        });

    public override IReadOnlyList<Misconception> Misconceptions { get; } =
    [
        Wrong(
            "The Bayes error is not used: bias is measured from 0. Where even an expert is wrong in 14 of 100 cases, a training error of 15 % is not high bias: compare with bayesError.",
            static (trainError, devError, bayesError, gap) =>
                (trainError > gap, devError - trainError > gap) switch
                {
                    (true, true) => "both",
                    (true, false) => "high bias",
                    (false, true) => "high variance",
                    _ => "neither",
                }),
        Wrong(
            "Variance is measured from the Bayes error: that adds the bias to it. Variance is what is lost between training and dev set, devError − trainError.",
            static (trainError, devError, bayesError, gap) =>
                (trainError - bayesError > gap, devError - bayesError > gap) switch
                {
                    (true, true) => "both",
                    (true, false) => "high bias",
                    (false, true) => "high variance",
                    _ => "neither",
                }),
        Wrong(
            "Bias is read off the dev error. It shows on the training set already: trainError − bayesError.",
            static (trainError, devError, bayesError, gap) =>
                (devError - bayesError > gap, devError - trainError > gap) switch
                {
                    (true, true) => "both",
                    (true, false) => "high bias",
                    (false, true) => "high variance",
                    _ => "neither",
                }),
        Wrong(
            "The two names have changed places: 1 % on the training set and 11 % on the dev set is high variance (overfitting), 15 % and 16 % is high bias (underfitting).",
            static (trainError, devError, bayesError, gap) =>
                (trainError - bayesError > gap, devError - trainError > gap) switch
                {
                    (true, true) => "both",
                    (true, false) => "high variance",
                    (false, true) => "high bias",
                    _ => "neither",
                }),
        Wrong(
            "High bias ends the question here, and high variance is never asked for: a network can have both. Ask both questions, then answer.",
            static (trainError, devError, bayesError, gap) =>
                trainError - bayesError > gap ? "high bias" : devError - trainError > gap ? "high variance" : "neither"),
        Wrong(
            "High variance ends the question here, and high bias is never asked for: a network can have both. Ask both questions, then answer.",
            static (trainError, devError, bayesError, gap) =>
                devError - trainError > gap ? "high variance" : trainError - bayesError > gap ? "high bias" : "neither"),
        Wrong(
            "The errors are read as accuracies: the signs are the wrong way round. A high error is bad, so bias is trainError − bayesError.",
            static (trainError, devError, bayesError, gap) =>
                (bayesError - trainError > gap, trainError - devError > gap) switch
                {
                    (true, true) => "both",
                    (true, false) => "high bias",
                    (false, true) => "high variance",
                    _ => "neither",
                }),
    ];

    public override IReadOnlyList<Answer> RightAnswers { get; } =
    [
        Right(static (trainError, devError, bayesError, gap) =>
        {
            bool bias = trainError - bayesError > gap;
            bool variance = devError - trainError > gap;
            if (bias && variance) return "both";
            if (bias) return "high bias";
            return variance ? "high variance" : "neither";
        }),
        Right(static (trainError, devError, bayesError, gap) =>
        {
            string[] answers = ["neither", "high bias", "high variance", "both"];
            return answers[(trainError > bayesError + gap ? 1 : 0) + (devError >= trainError + gap ? 2 : 0)];
        }),
        Right(static (trainError, devError, bayesError, gap) =>
        {
            // In accuracies, as the notes put it.
            double best = 1 - bayesError, train = 1 - trainError, dev = 1 - devError;
            var found = new List<string>();
            if (best - train > gap) found.Add("high bias");
            if (train - dev > gap) found.Add("high variance");
            return found.Count == 2 ? "both" : found.SingleOrDefault("neither");
        }),
    ];

    // Distances are at least a tenth of a gap away from the gap itself: rounding decides nothing.
    protected override IEnumerable<object?[]> Cases(CaseGenerator random)
    {
        yield return Case(random, bayes: 0, bias: 0.25, variance: 3);
        yield return Case(random, bayes: 0, bias: 4, variance: 0.25);
        yield return Case(random, bayes: 0, bias: 3, variance: 3);
        yield return Case(random, bayes: 0, bias: 0.25, variance: 0.25);
        yield return Case(random, bayes: 4, bias: 0.25, variance: 0.25);
        yield return Case(random, bayes: 4, bias: 0.25, variance: 2);
        yield return Case(random, bayes: 1, bias: 0.8, variance: 0.8);
    }

    private static object?[] Case(CaseGenerator random, double bayes, double bias, double variance)
    {
        double gap = random.Int(20, 50) / 1000.0;
        double bayesError = bayes * gap;
        double trainError = bayesError + (bias * random.Int(900, 1100) / 1000.0 * gap);
        double devError = trainError + (variance * random.Int(900, 1100) / 1000.0 * gap);
        return [Math.Round(trainError, 4), Math.Round(devError, 4), Math.Round(bayesError, 4), gap];
    }
}
