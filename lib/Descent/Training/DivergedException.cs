namespace Descent.Training;

/// <summary>The cost became NaN or infinite: going on would only spread it into every parameter.</summary>
public sealed class DivergedException(int epoch, int batch, double cost) : Exception(
    $"The cost is {cost} in epoch {epoch}, batch {batch}. {Cause(epoch, batch)}")
{
    /// <summary>From 1.</summary>
    public int Epoch { get; } = epoch;

    /// <summary>From 1.</summary>
    public int Batch { get; } = batch;

    private static string Cause(int epoch, int batch) => epoch == 1 && batch == 1
        ? "No update has been made yet, so the start is the likely cause: weights that are too large (try Initializer.He) or inputs that are not normalized."
        : "The likely cause is a learning rate that is too large (try a tenth of it), or inputs that are not normalized.";
}
