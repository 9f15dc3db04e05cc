using Descent.Data;
using Descent.Training;

namespace Descent.Charts;

/// <summary>Training that can be watched in a notebook.</summary>
public static class LiveTraining
{
    /// <summary>
    /// Trains like <see cref="Trainer.Fit"/> and shows, in one display below the cell, the cost
    /// as it falls, with a line that says epoch, cost, accuracy and the time left. What stays when the training ends is
    /// the same every time: no clock is in it. Interrupting the cell ends the training and keeps what was reached.
    /// Outside of a notebook it only trains. Set <see cref="Trainer.UpdatesPerSecond"/> where training is too fast to see.
    /// </summary>
    /// <remarks>The accuracy is the dev set's where there is one, else the training set's.</remarks>
    public static TrainingHistory FitLive(this Trainer trainer, Dataset data)
    {
        var (picture, line) = (NotebookDisplay.Here(), NotebookDisplay.Here());
        return picture is null || line is null ? trainer.Fit(data) : new LiveView(trainer, data, picture.Show, line.Show).Fit(NotebookDisplay.Interruption());
    }
}
