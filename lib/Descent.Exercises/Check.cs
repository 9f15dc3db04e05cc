using Descent.Exercises.Checking;
using Descent.Exercises.Definitions;

namespace Descent.Exercises;

/// <summary>Checks a learner's function: <c>Check.LayerForward(LayerForward)</c>.</summary>
/// <remarks>
/// Each check takes the function of the right signature, and beside it any function and anything at all, so that a
/// wrong signature, or a variable of the function's name, is answered in words rather than by the compiler. The first form is needed where a notebook holds an
/// older function of the same name and another signature: the compiler then takes the one that fits.
/// </remarks>
public static class Check
{
    /// <summary>Checks <c>Diagnose</c>.</summary>
    public static Verdict Diagnose(Diagnose.Function answer) => Of("Diagnose", answer);

    /// <inheritdoc cref="Diagnose(Diagnose.Function)"/>
    public static Verdict Diagnose(Delegate answer) => Of("Diagnose", answer);

    /// <inheritdoc cref="Diagnose(Diagnose.Function)"/>
    public static Verdict Diagnose(object? answer) => Of("Diagnose", answer);

    /// <summary>Checks <c>Split</c>.</summary>
    public static Verdict Split(Split.Function answer) => Of("Split", answer);

    /// <inheritdoc cref="Split(Split.Function)"/>
    public static Verdict Split(Delegate answer) => Of("Split", answer);

    /// <inheritdoc cref="Split(Split.Function)"/>
    public static Verdict Split(object? answer) => Of("Split", answer);

    /// <summary>Checks <c>LayerForward</c>.</summary>
    public static Verdict LayerForward(LayerForward.Function answer) => Of("LayerForward", answer);

    /// <inheritdoc cref="LayerForward(LayerForward.Function)"/>
    public static Verdict LayerForward(Delegate answer) => Of("LayerForward", answer);

    /// <inheritdoc cref="LayerForward(LayerForward.Function)"/>
    public static Verdict LayerForward(object? answer) => Of("LayerForward", answer);

    /// <summary>Checks <c>LayerBackward</c>.</summary>
    public static Verdict LayerBackward(LayerBackward.Function answer) => Of("LayerBackward", answer);

    /// <inheritdoc cref="LayerBackward(LayerBackward.Function)"/>
    public static Verdict LayerBackward(Delegate answer) => Of("LayerBackward", answer);

    /// <inheritdoc cref="LayerBackward(LayerBackward.Function)"/>
    public static Verdict LayerBackward(object? answer) => Of("LayerBackward", answer);

    /// <summary>Checks <c>SoftmaxCrossEntropy</c>.</summary>
    public static Verdict SoftmaxCrossEntropy(SoftmaxCrossEntropy.Function answer) => Of("SoftmaxCrossEntropy", answer);

    /// <inheritdoc cref="SoftmaxCrossEntropy(SoftmaxCrossEntropy.Function)"/>
    public static Verdict SoftmaxCrossEntropy(Delegate answer) => Of("SoftmaxCrossEntropy", answer);

    /// <inheritdoc cref="SoftmaxCrossEntropy(SoftmaxCrossEntropy.Function)"/>
    public static Verdict SoftmaxCrossEntropy(object? answer) => Of("SoftmaxCrossEntropy", answer);

    /// <summary>Checks <c>Standardize</c>.</summary>
    public static Verdict Standardize(Standardize.Function answer) => Of("Standardize", answer);

    /// <inheritdoc cref="Standardize(Standardize.Function)"/>
    public static Verdict Standardize(Delegate answer) => Of("Standardize", answer);

    /// <inheritdoc cref="Standardize(Standardize.Function)"/>
    public static Verdict Standardize(object? answer) => Of("Standardize", answer);

    /// <summary>Checks <c>HeWeights</c>.</summary>
    public static Verdict HeWeights(HeWeights.Function answer) => Of("HeWeights", answer);

    /// <inheritdoc cref="HeWeights(HeWeights.Function)"/>
    public static Verdict HeWeights(Delegate answer) => Of("HeWeights", answer);

    /// <inheritdoc cref="HeWeights(HeWeights.Function)"/>
    public static Verdict HeWeights(object? answer) => Of("HeWeights", answer);

    /// <summary>Checks <c>ReluMeanSquares</c>.</summary>
    public static Verdict ReluMeanSquares(ReluMeanSquares.Function answer) => Of("ReluMeanSquares", answer);

    /// <inheritdoc cref="ReluMeanSquares(ReluMeanSquares.Function)"/>
    public static Verdict ReluMeanSquares(Delegate answer) => Of("ReluMeanSquares", answer);

    /// <inheritdoc cref="ReluMeanSquares(ReluMeanSquares.Function)"/>
    public static Verdict ReluMeanSquares(object? answer) => Of("ReluMeanSquares", answer);

    /// <summary>Checks <c>L2Cost</c>.</summary>
    public static Verdict L2Cost(L2Cost.Function answer) => Of("L2Cost", answer);

    /// <inheritdoc cref="L2Cost(L2Cost.Function)"/>
    public static Verdict L2Cost(Delegate answer) => Of("L2Cost", answer);

    /// <inheritdoc cref="L2Cost(L2Cost.Function)"/>
    public static Verdict L2Cost(object? answer) => Of("L2Cost", answer);

    /// <summary>Checks <c>L2Gradient</c>.</summary>
    public static Verdict L2Gradient(L2Gradient.Function answer) => Of("L2Gradient", answer);

    /// <inheritdoc cref="L2Gradient(L2Gradient.Function)"/>
    public static Verdict L2Gradient(Delegate answer) => Of("L2Gradient", answer);

    /// <inheritdoc cref="L2Gradient(L2Gradient.Function)"/>
    public static Verdict L2Gradient(object? answer) => Of("L2Gradient", answer);

    /// <summary>Checks <c>DropoutForward</c>.</summary>
    public static Verdict DropoutForward(DropoutForward.Function answer) => Of("DropoutForward", answer);

    /// <inheritdoc cref="DropoutForward(DropoutForward.Function)"/>
    public static Verdict DropoutForward(Delegate answer) => Of("DropoutForward", answer);

    /// <inheritdoc cref="DropoutForward(DropoutForward.Function)"/>
    public static Verdict DropoutForward(object? answer) => Of("DropoutForward", answer);

    /// <summary>Checks <c>DropoutBackward</c>.</summary>
    public static Verdict DropoutBackward(DropoutBackward.Function answer) => Of("DropoutBackward", answer);

    /// <inheritdoc cref="DropoutBackward(DropoutBackward.Function)"/>
    public static Verdict DropoutBackward(Delegate answer) => Of("DropoutBackward", answer);

    /// <inheritdoc cref="DropoutBackward(DropoutBackward.Function)"/>
    public static Verdict DropoutBackward(object? answer) => Of("DropoutBackward", answer);

    /// <summary>Checks <c>NumericalSlope</c>.</summary>
    public static Verdict NumericalSlope(NumericalSlope.Function answer) => Of("NumericalSlope", answer);

    /// <inheritdoc cref="NumericalSlope(NumericalSlope.Function)"/>
    public static Verdict NumericalSlope(Delegate answer) => Of("NumericalSlope", answer);

    /// <inheritdoc cref="NumericalSlope(NumericalSlope.Function)"/>
    public static Verdict NumericalSlope(object? answer) => Of("NumericalSlope", answer);

    /// <summary>Checks <c>GradientDifference</c>.</summary>
    public static Verdict GradientDifference(GradientDifference.Function answer) => Of("GradientDifference", answer);

    /// <inheritdoc cref="GradientDifference(GradientDifference.Function)"/>
    public static Verdict GradientDifference(Delegate answer) => Of("GradientDifference", answer);

    /// <inheritdoc cref="GradientDifference(GradientDifference.Function)"/>
    public static Verdict GradientDifference(object? answer) => Of("GradientDifference", answer);

    /// <summary>Checks <c>MendBackward</c>.</summary>
    public static Verdict MendBackward(MendBackward.Function answer) => Of("MendBackward", answer);

    /// <inheritdoc cref="MendBackward(MendBackward.Function)"/>
    public static Verdict MendBackward(Delegate answer) => Of("MendBackward", answer);

    /// <inheritdoc cref="MendBackward(MendBackward.Function)"/>
    public static Verdict MendBackward(object? answer) => Of("MendBackward", answer);

    /// <summary>Checks <c>Partition</c>.</summary>
    public static Verdict Partition(Partition.Function answer) => Of("Partition", answer);

    /// <inheritdoc cref="Partition(Partition.Function)"/>
    public static Verdict Partition(Delegate answer) => Of("Partition", answer);

    /// <inheritdoc cref="Partition(Partition.Function)"/>
    public static Verdict Partition(object? answer) => Of("Partition", answer);

    /// <summary>Checks <c>EpochCost</c>.</summary>
    public static Verdict EpochCost(EpochCost.Function answer) => Of("EpochCost", answer);

    /// <inheritdoc cref="EpochCost(EpochCost.Function)"/>
    public static Verdict EpochCost(Delegate answer) => Of("EpochCost", answer);

    /// <inheritdoc cref="EpochCost(EpochCost.Function)"/>
    public static Verdict EpochCost(object? answer) => Of("EpochCost", answer);

    /// <summary>Checks <c>StopEpoch</c>.</summary>
    public static Verdict StopEpoch(StopEpoch.Function answer) => Of("StopEpoch", answer);

    /// <inheritdoc cref="StopEpoch(StopEpoch.Function)"/>
    public static Verdict StopEpoch(Delegate answer) => Of("StopEpoch", answer);

    /// <inheritdoc cref="StopEpoch(StopEpoch.Function)"/>
    public static Verdict StopEpoch(object? answer) => Of("StopEpoch", answer);

    /// <summary>Checks <c>MovingAverage</c>.</summary>
    public static Verdict MovingAverage(MovingAverage.Function answer) => Of("MovingAverage", answer);

    /// <inheritdoc cref="MovingAverage(MovingAverage.Function)"/>
    public static Verdict MovingAverage(Delegate answer) => Of("MovingAverage", answer);

    /// <inheritdoc cref="MovingAverage(MovingAverage.Function)"/>
    public static Verdict MovingAverage(object? answer) => Of("MovingAverage", answer);

    /// <summary>Checks <c>MomentumStep</c>.</summary>
    public static Verdict MomentumStep(MomentumStep.Function answer) => Of("MomentumStep", answer);

    /// <inheritdoc cref="MomentumStep(MomentumStep.Function)"/>
    public static Verdict MomentumStep(Delegate answer) => Of("MomentumStep", answer);

    /// <inheritdoc cref="MomentumStep(MomentumStep.Function)"/>
    public static Verdict MomentumStep(object? answer) => Of("MomentumStep", answer);

    /// <summary>Checks <c>RmsPropStep</c>.</summary>
    public static Verdict RmsPropStep(RmsPropStep.Function answer) => Of("RmsPropStep", answer);

    /// <inheritdoc cref="RmsPropStep(RmsPropStep.Function)"/>
    public static Verdict RmsPropStep(Delegate answer) => Of("RmsPropStep", answer);

    /// <inheritdoc cref="RmsPropStep(RmsPropStep.Function)"/>
    public static Verdict RmsPropStep(object? answer) => Of("RmsPropStep", answer);

    /// <summary>Checks <c>AdamStep</c>.</summary>
    public static Verdict AdamStep(AdamStep.Function answer) => Of("AdamStep", answer);

    /// <inheritdoc cref="AdamStep(AdamStep.Function)"/>
    public static Verdict AdamStep(Delegate answer) => Of("AdamStep", answer);

    /// <inheritdoc cref="AdamStep(AdamStep.Function)"/>
    public static Verdict AdamStep(object? answer) => Of("AdamStep", answer);

    /// <summary>Checks <c>DecayedRate</c>.</summary>
    public static Verdict DecayedRate(DecayedRate.Function answer) => Of("DecayedRate", answer);

    /// <inheritdoc cref="DecayedRate(DecayedRate.Function)"/>
    public static Verdict DecayedRate(Delegate answer) => Of("DecayedRate", answer);

    /// <inheritdoc cref="DecayedRate(DecayedRate.Function)"/>
    public static Verdict DecayedRate(object? answer) => Of("DecayedRate", answer);

    /// <summary>
    /// Compiles beforehand what every check needs, so that the first one answers at once: checks a right answer and a wrong one
    /// of the catalogue's own.
    /// </summary>
    public static void WarmUp()
    {
        var exercise = Catalogue.Find(nameof(LayerForward))!;
        Checker.Check(exercise, exercise.RightAnswers[0].Code);
        _ = Checker.Check(exercise, exercise.Misconceptions[0].Code).Example;
    }

    private static Verdict Of(string id, object? answer) => Checker.Check(Catalogue.Find(id)!, answer);
}
