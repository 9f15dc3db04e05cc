using Descent.Numerics;

namespace Descent.Optimizers;

/// <summary>Exponential decay: α = α₀·factor^epoch, lowered after every whole epoch.</summary>
/// <param name="factor">In (0, 1], for instance 0.95.</param>
public sealed class ExponentialDecay(double factor) : LearningRateSchedule
{
    private readonly double factor = Require.Share(factor, nameof(factor));

    /// <inheritdoc/>
    public override double Rate(double learningRate, double epoch) => learningRate * Math.Pow(factor, Math.Floor(epoch));
}
