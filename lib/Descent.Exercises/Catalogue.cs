using Descent.Exercises.Definitions;

namespace Descent.Exercises;

/// <summary>All exercises, in the order of the course.</summary>
public static class Catalogue
{
    /// <summary>The exercises; their points make 100.</summary>
    public static IReadOnlyList<Exercise> All { get; } =
    [
        new Diagnose(),
        new Split(),
        new LayerForward(),
        new LayerBackward(),
        new SoftmaxCrossEntropy(),
        new Standardize(),
        new HeWeights(),
        new ReluMeanSquares(),
        new L2Cost(),
        new L2Gradient(),
        new DropoutForward(),
        new DropoutBackward(),
        new NumericalSlope(),
        new CheckGradient(),
        new MendBackward(),
        new Partition(),
        new EpochCost(),
        new StopEpoch(),
        new MovingAverage(),
        new MomentumStep(),
        new RmsPropStep(),
        new AdamStep(),
        new DecayedRate(),
    ];

    /// <summary>The exercise of that name, or null.</summary>
    public static Exercise? Find(string id) => All.FirstOrDefault(e => e.Id == id);
}
