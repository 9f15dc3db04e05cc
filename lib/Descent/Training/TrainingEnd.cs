namespace Descent.Training;

/// <summary>Why a training ended.</summary>
public enum TrainingEnd
{
    /// <summary>Every epoch was made.</summary>
    AllEpochs,

    /// <summary>The validation cost had not improved for as many epochs as the patience allows.</summary>
    EarlyStopping,

    /// <summary>Somebody asked for it, between two batches.</summary>
    Cancelled,
}
