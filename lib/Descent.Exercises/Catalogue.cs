using Descent.Exercises.Definitions;

namespace Descent.Exercises;

/// <summary>All exercises, in the order of the course.</summary>
public static class Catalogue
{
    // Each is made when it is asked for: a check in a notebook needs one of them, and at once.
    private static readonly (string Id, Lazy<Exercise> Exercise)[] entries =
    [
        Entry<Diagnose>(),
        Entry<Split>(),
        Entry<LayerForward>(),
        Entry<LayerBackward>(),
        Entry<SoftmaxCrossEntropy>(),
        Entry<Standardize>(),
        Entry<HeWeights>(),
        Entry<ReluMeanSquares>(),
        Entry<L2Cost>(),
        Entry<L2Gradient>(),
        Entry<DropoutForward>(),
        Entry<DropoutBackward>(),
        Entry<NumericalSlope>(),
        Entry<GradientDifference>(),
        Entry<MendBackward>(),
        Entry<Partition>(),
        Entry<EpochCost>(),
        Entry<StopEpoch>(),
        Entry<MovingAverage>(),
        Entry<MomentumStep>(),
        Entry<RmsPropStep>(),
        Entry<AdamStep>(),
        Entry<DecayedRate>(),
    ];

    /// <summary>The exercises; their points make 100.</summary>
    public static IReadOnlyList<Exercise> All => [.. entries.Select(entry => entry.Exercise.Value)];

    /// <summary>The exercise of that name, or null.</summary>
    public static Exercise? Find(string id)
    {
        foreach (var (name, exercise) in entries)
            if (name == id) return exercise.Value;
        return null;
    }

    private static (string Id, Lazy<Exercise> Exercise) Entry<TExercise>()
        where TExercise : Exercise, new() => (typeof(TExercise).Name, new Lazy<Exercise>(static () => new TExercise()));
}
