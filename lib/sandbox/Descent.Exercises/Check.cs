using Descent.Exercises.Checking;

namespace Descent.Exercises;

/// <summary>The checks as a cell may call them while it is graded: they do nothing.</summary>
public static class Check
{
    public static Verdict Diagnose(Delegate answer) => Verdict.None;

    public static Verdict Split(Delegate answer) => Verdict.None;

    public static Verdict LayerForward(Delegate answer) => Verdict.None;

    public static Verdict LayerBackward(Delegate answer) => Verdict.None;

    public static Verdict SoftmaxCrossEntropy(Delegate answer) => Verdict.None;

    public static Verdict Standardize(Delegate answer) => Verdict.None;

    public static Verdict HeWeights(Delegate answer) => Verdict.None;

    public static Verdict ReluMeanSquares(Delegate answer) => Verdict.None;

    public static Verdict L2Cost(Delegate answer) => Verdict.None;

    public static Verdict L2Gradient(Delegate answer) => Verdict.None;

    public static Verdict DropoutForward(Delegate answer) => Verdict.None;

    public static Verdict DropoutBackward(Delegate answer) => Verdict.None;

    public static Verdict NumericalSlope(Delegate answer) => Verdict.None;

    public static Verdict GradientDifference(Delegate answer) => Verdict.None;

    public static Verdict MendBackward(Delegate answer) => Verdict.None;

    public static Verdict Partition(Delegate answer) => Verdict.None;

    public static Verdict EpochCost(Delegate answer) => Verdict.None;

    public static Verdict StopEpoch(Delegate answer) => Verdict.None;

    public static Verdict MovingAverage(Delegate answer) => Verdict.None;

    public static Verdict MomentumStep(Delegate answer) => Verdict.None;

    public static Verdict RmsPropStep(Delegate answer) => Verdict.None;

    public static Verdict AdamStep(Delegate answer) => Verdict.None;

    public static Verdict DecayedRate(Delegate answer) => Verdict.None;
}
