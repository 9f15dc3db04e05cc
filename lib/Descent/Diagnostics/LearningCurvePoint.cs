namespace Descent.Diagnostics;

/// <summary>One training of a <see cref="LearningCurve"/>.</summary>
/// <param name="Examples">The size of its training set.</param>
/// <param name="TrainError">The error on that set.</param>
/// <param name="DevError">The error on the dev set.</param>
public readonly record struct LearningCurvePoint(int Examples, double TrainError, double DevError);
