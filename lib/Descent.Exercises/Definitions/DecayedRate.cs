using Descent.Exercises.Checking;
using Descent.Optimizers;

namespace Descent.Exercises.Definitions;

/// <summary>A learning rate that is lowered with the epochs: α₀/(1 + decay·epoch).</summary>
public sealed class DecayedRate : ExerciseOf<DecayedRate.Function>
{
    /// <summary>The graded function.</summary>
    public delegate double Function(double learningRate, double decay, int epoch);

    public override string Title => "A rate that decays";

    public override string Notebook => "11-adam";

    public override int Points => 3;

    public override int Lines => 1;

    public override IReadOnlyList<string> ParameterNotes =>
        ["α₀, the rate of the first epoch", "how fast it falls, at least 0", "how many epochs are over: 0 during the first one"];

    public override string Returns => "the rate of this epoch";

    public override IReadOnlyList<string> Hints =>
    [
        "With decay = 1 the rate is to be a half after one epoch, a third after two, a quarter after three. What do you divide by?",
        "The divisor is 1 where epoch is 0 or decay is 0, and grows by decay with each epoch.",
        "α = α₀ / (1 + decay·epoch).",
    ];

    public override Answer Reference { get; } = Right(static (learningRate, decay, epoch) => new InverseTimeDecay(decay).Rate(learningRate, epoch));

    public override IReadOnlyList<Misconception> Misconceptions { get; } =
    [
        Wrong(
            "This is exponential decay, α₀·decay^epoch, another schedule. Here the rate is divided: α₀/(1 + decay·epoch).",
            static (learningRate, decay, epoch) => learningRate * Math.Pow(decay, epoch)),
        Wrong(
            "This is exponential decay, α₀·e^(−decay·epoch), another schedule. Here the rate is divided: α₀/(1 + decay·epoch).",
            static (learningRate, decay, epoch) => learningRate * Math.Exp(-decay * epoch)),
        Wrong(
            "epoch stands outside the divisor: α₀ / (1 + decay) * epoch grows with the epochs. The divisor is 1 + decay·epoch, all of it in brackets.",
            static (learningRate, decay, epoch) => learningRate / (1 + decay) * epoch),
        Wrong(
            "That is the factor alone, 1/(1 + decay·epoch). α₀ is missing.",
            static (learningRate, decay, epoch) => 1 / (1 + (decay * epoch))),
        Wrong(
            "The rate falls along a line, α₀·(1 − decay·epoch), and becomes negative one day. Divide by 1 + decay·epoch instead.",
            static (learningRate, decay, epoch) => learningRate * (1 - (decay * epoch))),
        Wrong(
            "The epochs are counted from 1: the first one has been slowed down already. epoch is 0 during the first one.",
            static (learningRate, decay, epoch) => learningRate / (1 + (decay * (epoch + 1)))),
        Wrong(
            "The rate is divided by 1 + decay once for each epoch: it falls exponentially. Divide once, by 1 + decay·epoch.",
            static (learningRate, decay, epoch) => learningRate / Math.Pow(1 + decay, epoch)),
        Wrong(
            "The decays are piled up: each epoch divides the rate of the one before by its own 1 + decay·epoch. Divide α₀ itself, once.",
            static (learningRate, decay, epoch) =>
            {
                for (int e = 1; e <= epoch; e++) learningRate /= 1 + (decay * e);
                return learningRate;
            }),
        Wrong(
            "The brackets are missing: α₀ / 1 + decay·epoch grows with the epochs. The sum is the divisor: α₀ / (1 + decay·epoch).",
            static (learningRate, decay, epoch) => (learningRate / 1) + (decay * epoch)),
        Wrong(
            "The root of the epoch is taken, as another schedule does. Here it is the epoch itself: α₀/(1 + decay·epoch).",
            static (learningRate, decay, epoch) => learningRate / (1 + (decay * Math.Sqrt(epoch)))),
    ];

    public override IReadOnlyList<Answer> RightAnswers { get; } =
    [
        Right(static (learningRate, decay, epoch) => learningRate / (1 + decay * epoch)),
        Right(static (learningRate, decay, epoch) => learningRate * Math.Pow(1 + epoch * decay, -1)),
        Right(static (learningRate, decay, epoch) =>
        {
            double divisor = 1;
            while (epoch-- > 0) divisor += decay;
            return learningRate / divisor;
        }),
    ];

    protected override IEnumerable<object?[]> Cases(CaseGenerator random)
    {
        yield return [0.2, 1.0, 0];
        yield return [0.2, 1.0, 2];
        yield return [random.Number(0.05, 0.9), random.Number(0.1, 0.9), random.Int(3, 6)];
        yield return [random.Number(0.05, 0.9), random.Number(1.1, 3), random.Int(7, 20)];
    }
}
