namespace Descent.Training;

/// <summary>The cost became NaN or infinite: going on would only spread it into every parameter.</summary>
public sealed class DivergedException(int epoch, int batch, double cost) : Exception(
    $"The cost is {cost} in epoch {epoch}, batch {batch}. The likely cause is a learning rate that is too large "
    + "(try a tenth of it), or inputs that are not normalized.")
{
    /// <summary>From 1.</summary>
    public int Epoch { get; } = epoch;

    /// <summary>From 1.</summary>
    public int Batch { get; } = batch;
}
