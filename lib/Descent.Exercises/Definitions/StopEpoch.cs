using Descent.Exercises.Checking;

namespace Descent.Exercises.Definitions;

/// <summary>Early stopping: the best epoch on the dev set, seen before the patience ran out.</summary>
public sealed class StopEpoch : ExerciseOf<StopEpoch.Function>
{
    /// <summary>The graded function.</summary>
    public delegate int Function(double[] trainCosts, double[] devCosts, double[] testCosts, int patience);

    public override string Title => "Early stopping";

    public override string Notebook => "08-mini-batches";

    public override int Points => 4;

    public override int Lines => 10;

    public override IReadOnlyList<string> ParameterNotes =>
    [
        "the cost on the training set after each epoch; trainCosts[0] is epoch 1",
        "the same on the dev set",
        "the same on the test set",
        "the training stops when the cost has not fallen below its best for so many epochs",
    ];

    public override string Returns => "the epoch, counted from 1, whose parameters early stopping keeps: the best one it has seen when it stops";

    public override IReadOnlyList<string> Hints =>
    [
        "Which of the three sets may decide something about the training? One is learned from, one must not be looked at before the end.",
        "Go through the epochs and remember the best cost and its epoch. What has to be true of the present epoch and the best one for the patience to be at its end?",
        "If cost_e < best: best = cost_e, bestEpoch = e. If e − bestEpoch ≥ patience: stop. Return bestEpoch, also where the list ends first.",
    ];

    public override Answer Reference { get; } = Right(static (trainCosts, devCosts, testCosts, patience) => Best(devCosts, patience));

    public override IReadOnlyList<Misconception> Misconceptions { get; } =
    [
        Wrong(
            "The test set decides here, as one of the notes has it. Then it has been used for training, and its cost is no honest measure any more: use the dev set.",
            static (trainCosts, devCosts, testCosts, patience) =>
            {
                int best = 0;
                for (int e = 0; e < testCosts.Length && e - best < patience; e++)
                    if (testCosts[e] < testCosts[best]) best = e;
                return best + 1;
            }),
        Wrong(
            "The training cost decides here: it falls to the end, and nothing stops. Overfitting shows on the dev set only.",
            static (trainCosts, devCosts, testCosts, patience) =>
            {
                int best = 0;
                for (int e = 0; e < trainCosts.Length && e - best < patience; e++)
                    if (trainCosts[e] < trainCosts[best]) best = e;
                return best + 1;
            }),
        Wrong(
            "That is the best of all epochs, also of those after the stop, which a real training never reaches. Stop when the patience is at its end.",
            static (trainCosts, devCosts, testCosts, patience) => Array.IndexOf(devCosts, devCosts.Min()) + 1),
        Wrong(
            "That is the epoch at which the training stops. What is kept are the parameters of the best epoch before it.",
            static (trainCosts, devCosts, testCosts, patience) =>
            {
                int best = 0;
                for (int e = 1; e < devCosts.Length; e++)
                {
                    if (devCosts[e] < devCosts[best]) best = e;
                    if (e - best >= patience) return e + 1;
                }

                return devCosts.Length;
            }),
        Wrong(
            "Epochs are counted from 0 here. The first one is epoch 1: add 1 to the index.",
            static (trainCosts, devCosts, testCosts, patience) =>
            {
                int best = 0;
                for (int e = 0; e < devCosts.Length && e - best <= patience; e++)
                    if (devCosts[e] < devCosts[best]) best = e;
                return best;
            }),
        Wrong(
            "It waits one epoch too long. After patience epochs without a new best one it is over: wait >= patience, not wait > patience.",
            static (trainCosts, devCosts, testCosts, patience) =>
            {
                int best = 0;
                for (int e = 0; e < devCosts.Length && e - best <= patience + 1; e++)
                    if (devCosts[e] < devCosts[best]) best = e;
                return best + 1;
            }),
        Wrong(
            "It stops one epoch too early: patience epochs after the best one must have been seen, and the last of them may still be a new best.",
            static (trainCosts, devCosts, testCosts, patience) =>
            {
                int best = 0;
                for (int e = 0; e < devCosts.Length && e - best < patience; e++)
                    if (devCosts[e] < devCosts[best]) best = e;
                return best + 1;
            }),
        Wrong(
            "The wait is never set back to 0: small bumps on the way down use the patience up. Begin to count anew at each new best epoch.",
            static (trainCosts, devCosts, testCosts, patience) =>
            {
                int best = 0, wait = 0;
                for (int e = 1; e < devCosts.Length && wait < patience; e++)
                {
                    if (devCosts[e] < devCosts[best]) best = e;
                    else wait++;
                }

                return best + 1;
            }),
        Wrong(
            "It stops at the first rise, without patience. A dev cost is noisy: wait until it has not improved for patience epochs.",
            static (trainCosts, devCosts, testCosts, patience) =>
            {
                int e = 0;
                while (e + 1 < devCosts.Length && devCosts[e + 1] < devCosts[e]) e++;
                return e + 1;
            }),
        Wrong(
            "Only rises in a row are counted: a small fall that is no new best starts the count again. What counts is how long ago the best epoch was.",
            static (trainCosts, devCosts, testCosts, patience) =>
            {
                int best = 0, rises = 0;
                for (int e = 1; e < devCosts.Length && rises < patience; e++)
                {
                    rises = devCosts[e] > devCosts[e - 1] ? rises + 1 : 0;
                    if (devCosts[e] < devCosts[best]) best = e;
                }

                return best + 1;
            }),
    ];

    public override IReadOnlyList<Answer> RightAnswers { get; } =
    [
        Right(static (trainCosts, devCosts, testCosts, patience) =>
        {
            double best = double.PositiveInfinity;
            int bestEpoch = 0;
            for (int epoch = 1; epoch <= devCosts.Length; epoch++)
            {
                if (devCosts[epoch - 1] < best)
                {
                    best = devCosts[epoch - 1];
                    bestEpoch = epoch;
                }

                if (epoch - bestEpoch >= patience) break;
            }

            return bestEpoch;
        }),

        // The first epoch that nothing in the next ones beats.
        Right(static (trainCosts, devCosts, testCosts, patience) =>
            Enumerable.Range(1, devCosts.Length).First(e =>
                devCosts.Take(e - 1).All(c => c > devCosts[e - 1]) && devCosts.Skip(e).Take(patience).All(c => c >= devCosts[e - 1]))),
        Right(static (trainCosts, devCosts, testCosts, patience) =>
        {
            var seen = new List<double>();
            int wait = 0;
            foreach (double cost in devCosts)
            {
                wait = seen.Count == 0 || cost < seen.Min() ? 0 : wait + 1;
                seen.Add(cost);
                if (wait == patience) break;
            }

            return seen.IndexOf(seen.Min()) + 1;
        }),
    ];

    protected override IEnumerable<object?[]> Cases(CaseGenerator random)
    {
        yield return Case(random, patience: 2, zigzag: 0);
        yield return Case(random, patience: 3, zigzag: 3);
        int patience = random.Int(3, 4);
        yield return Case(random, patience, zigzag: patience + 1);
    }

    // Down, with as many bumps as there is patience, to the best; then up and down without a new best until the patience is at
    // its end, or one epoch longer; then, too late, lower than ever; then a long rise; then lowest of all.
    private static object?[] Case(CaseGenerator random, int patience, int zigzag)
    {
        var dev = new List<double> { 3 };
        for (int i = random.Int(1, 3); i > 0; i--) Move(-0.1);
        for (int i = 0; i < patience; i++)
        {
            Move(+0.05);
            Move(-0.2);
        }

        if (zigzag == 0)
        {
            Move(+0.1);
            Move(+0.1);
        }
        else
        {
            for (int i = 0; i < zigzag; i++) Move(i % 2 == 0 ? +0.3 : -0.1);
            Move(-0.9);
            for (int i = 0; i <= patience; i++) Move(+0.1);
            Move(-1);
        }

        double[] train = [.. dev.Select((_, e) => Math.Round(1.8 / (1 + (0.2 * (e + 1))), 3))];
        double[] test = [.. dev];
        test[0] = 0.01 * random.Int(10, 20);
        return [train, dev.ToArray(), test, patience];

        void Move(double step) => dev.Add(Math.Round(dev[^1] + (step * random.Int(90, 110) / 100.0), 3));
    }

    private static int Best(double[] costs, int patience)
    {
        int best = 0;
        for (int e = 1; e < costs.Length && e - best <= patience; e++)
            if (costs[e] < costs[best]) best = e;
        return best + 1;
    }
}
