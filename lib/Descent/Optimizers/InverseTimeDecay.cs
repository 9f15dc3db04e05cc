using Descent.Numerics;

namespace Descent.Optimizers;

/// <summary>1/t decay: α = α₀/(1 + decay·epoch), lowered after every whole epoch.</summary>
/// <param name="decay">At least 0; with 1 the rate is halved after one epoch and a third after two.</param>
public sealed class InverseTimeDecay(double decay) : LearningRateSchedule
{
    private readonly double decay = Require.NotNegative(decay, nameof(decay));

    /// <inheritdoc/>
    public override double Rate(double learningRate, double epoch) => learningRate / (1 + decay * Math.Floor(epoch));
}
