namespace Descent.Training;

/// <summary>Where a training stands after an epoch.</summary>
/// <param name="Epoch">The epoch that ended, from 1.</param>
/// <param name="Epochs">How many were asked for.</param>
/// <param name="Cost">The cost of its last mini-batch before that batch's update, what the notes print.</param>
public readonly record struct TrainingProgress(int Epoch, int Epochs, double Cost);
