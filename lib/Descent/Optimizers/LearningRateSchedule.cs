namespace Descent.Optimizers;

/// <summary>How the learning rate changes during a training.</summary>
public abstract class LearningRateSchedule
{
    /// <summary>The rate of a step.</summary>
    /// <param name="learningRate">α₀, the optimizer's own rate.</param>
    /// <param name="epoch">
    /// Passes over the data made before the step, from 0; 2.5 is in the middle of the third. Without a trainer each step is one.
    /// </param>
    public abstract double Rate(double learningRate, double epoch);
}
