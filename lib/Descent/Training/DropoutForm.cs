namespace Descent.Training;

/// <summary>Which units dropout silences in a forward pass of the training. Prediction never drops anything.</summary>
public enum DropoutForm
{
    /// <summary>
    /// Inverted dropout (N. Srivastava et al., 2014): every unit is kept with its layer's keep-probability, for each example
    /// anew, and what is kept is divided by that probability, so that the expected activation stays the same.
    /// </summary>
    Inverted,

    /// <summary>
    /// For the lesson only, the older form: whole units are dropped for a batch, and nothing is rescaled. At prediction the
    /// activations are 1/keep times as large as in training, unless the weights are multiplied by keep.
    /// </summary>
    WholeUnits,

    /// <summary>
    /// For the lesson only, inverted with the seed set again in every forward pass, as some notes do: the mask never changes,
    /// so every example meets one thinned network only.
    /// </summary>
    RepeatedMask,
}
