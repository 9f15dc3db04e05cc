using Descent.Data;
using Descent.Losses;
using Descent.Networks;

namespace Descent.Training;

/// <summary>Measures a network on the dev set after every epoch, in buffers of its own.</summary>
internal sealed class Validation(Network network, Loss loss, Dataset data)
{
    private readonly Backpropagation forward = new(network, loss, null, data.Count);

    /// <summary>Without penalty and dropout.</summary>
    public double Cost { get; private set; }

    public double Accuracy { get; private set; }

    public void Measure()
    {
        Cost = forward.CostUnchecked(data);
        ReadOnlySpan<double> a = forward.Last.A, y = data.Y.AsColumnMajorArray();
        int right = 0;
        for (int start = 0; start < a.Length; start += data.Outputs)
            if (Network.ClassOf(a.Slice(start, data.Outputs)) == Network.ClassOf(y.Slice(start, data.Outputs))) right++;
        Accuracy = (double)right / data.Count;
    }
}
