using Descent.Exercises.Checking;
using Descent.Exercises.Definitions;

namespace Descent.Exercises;

/// <summary>Checks a learner's function: <c>Check.LayerForward(LayerForward)</c>.</summary>
/// <remarks>
/// Each check takes the function of the right signature, and beside it any function at all, so that a wrong
/// signature is answered in words rather than by the compiler. The first form is needed where a notebook holds an
/// older function of the same name and another signature: the compiler then takes the one that fits.
/// </remarks>
public static class Check
{
    public static Verdict LayerForward(LayerForward.Function answer) => Of("LayerForward", answer);

    public static Verdict LayerForward(Delegate answer) => Of("LayerForward", answer);

    public static Verdict LayerBackward(LayerBackward.Function answer) => Of("LayerBackward", answer);

    public static Verdict LayerBackward(Delegate answer) => Of("LayerBackward", answer);

    public static Verdict SoftmaxCrossEntropy(SoftmaxCrossEntropy.Function answer) => Of("SoftmaxCrossEntropy", answer);

    public static Verdict SoftmaxCrossEntropy(Delegate answer) => Of("SoftmaxCrossEntropy", answer);

    private static Verdict Of(string id, Delegate answer) => Checker.Check(Catalogue.Find(id)!, answer);
}
