using System.Globalization;

namespace Descent.Training;

/// <summary>Where a training stands after an epoch.</summary>
/// <param name="Epoch">The epoch that ended, from 1.</param>
/// <param name="Epochs">How many were asked for.</param>
/// <param name="Cost">The cost of its last mini-batch before that batch's update, what the notes print.</param>
/// <param name="ValidationCost">The cost on the validation set after the epoch; NaN without one.</param>
/// <param name="Elapsed">Time since the training began.</param>
public readonly record struct TrainingProgress(int Epoch, int Epochs, double Cost, double ValidationCost, TimeSpan Elapsed)
{
    /// <summary>An estimate of the time left: the epochs to come take as long as those made.</summary>
    public TimeSpan Remaining => Elapsed * ((double)(Epochs - Epoch) / Epoch);

    /// <summary>One line that says all this.</summary>
    public override string ToString()
    {
        var culture = CultureInfo.InvariantCulture;
        string validation = double.IsNaN(ValidationCost) ? "" : string.Create(culture, $", validation {ValidationCost:F6}");
        return string.Create(culture, $"epoch {Epoch}/{Epochs}: cost {Cost:F6}{validation}, {Remaining.TotalSeconds:F1} s left");
    }
}
