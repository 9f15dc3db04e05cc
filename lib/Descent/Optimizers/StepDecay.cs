using Descent.Numerics;

namespace Descent.Optimizers;

/// <summary>Step decay: α = α₀·factor^⌊epoch/every⌋, for instance halved every ten epochs.</summary>
/// <param name="every">Epochs between two steps, at least 1.</param>
/// <param name="factor">In (0, 1].</param>
public sealed class StepDecay(int every, double factor = 0.5) : LearningRateSchedule
{
    private readonly int every = Require.AtLeastOne(every, nameof(every));
    private readonly double factor = Require.Share(factor, nameof(factor));

    /// <inheritdoc/>
    public override double Rate(double learningRate, double epoch) => learningRate * Math.Pow(factor, Math.Floor(epoch / every));
}
