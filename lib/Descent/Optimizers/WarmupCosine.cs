using Descent.Numerics;

namespace Descent.Optimizers;

/// <summary>
/// Warm-up and cosine: α rises in a line from 0 to α₀ during the warm-up and then falls to 0 along half a cosine,
/// α = α₀·(1 + cos π·u)/2 with u from 0 to 1 (I. Loshchilov, F. Hutter, "SGDR", 2017, without restarts).
/// It changes with every step.
/// </summary>
/// <param name="warmup">Epochs of warm-up, at least 0.</param>
/// <param name="epochs">Epochs in all, more than the warm-up.</param>
public sealed class WarmupCosine(double warmup, double epochs) : LearningRateSchedule
{
    private readonly double warmup = Require.NotNegative(warmup, nameof(warmup));
    private readonly double epochs = epochs > warmup ? epochs
        : throw new ArgumentOutOfRangeException(nameof(epochs), $"{epochs} epochs with {warmup} of warm-up leave none for the cosine.");

    /// <inheritdoc/>
    public override double Rate(double learningRate, double epoch)
    {
        if (epoch < warmup) return learningRate * epoch / warmup;
        double u = Math.Min(1, (epoch - warmup) / (epochs - warmup));
        return learningRate * (1 + Math.Cos(Math.PI * u)) / 2;
    }
}
