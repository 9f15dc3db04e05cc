using Descent.Losses;
using Descent.Networks;
using Descent.Optimizers;

namespace Descent.Training;

/// <summary>
/// The cost of a batch and its gradient with respect to every parameter. It owns the buffers, so that a step allocates
/// nothing; a smaller batch uses the first columns of the same buffers.
/// </summary>
internal sealed class Backpropagation
{
    private readonly Network network;
    private readonly Loss loss;
    private readonly LayerBuffers[] buffers;

    public Backpropagation(Network network, Loss loss, int capacity)
    {
        this.network = network;
        this.loss = loss;
        buffers = [.. network.Layers.Select(layer => new LayerBuffers(layer, capacity))];
        Parameters = [.. buffers.SelectMany(buffer => buffer.Parameters)];
    }

    /// <summary>W1, b1, W2, b2, … with the gradients of the last run.</summary>
    public IReadOnlyList<ParameterArray> Parameters { get; }

    /// <summary>Fills the gradients for <paramref name="count"/> examples and returns their cost before any update.</summary>
    public double Run(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int count)
    {
        var layers = network.Layers;
        for (int l = 0; l < buffers.Length; l++)
            layers[l].Forward(l == 0 ? x : buffers[l - 1].A(count), buffers[l].Z(count), buffers[l].A(count), count);

        var last = layers[^1];
        var output = buffers[^1];
        double cost = loss.Cost(output.Z(count), output.A(count), y, last.Units);
        loss.OutputError(last, output.Z(count), output.A(count), y, output.Delta(count));

        for (int l = buffers.Length - 1; l >= 0; l--)
        {
            var delta = buffers[l].Delta(count);
            layers[l].Gradients(delta, l == 0 ? x : buffers[l - 1].A(count), buffers[l].DW, buffers[l].Db, count);
            if (l == 0) break;
            var before = buffers[l - 1];
            layers[l].ErrorOfInputs(delta, before.Delta(count), count);
            layers[l - 1].Activation.Backpropagate(before.Z(count), before.A(count), before.Delta(count), layers[l - 1].Units);
        }

        return cost;
    }
}
