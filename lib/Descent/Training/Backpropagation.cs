using Descent.Data;
using Descent.Losses;
using Descent.Networks;
using Descent.Numerics;
using Descent.Optimizers;
using Descent.Regularizers;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Training;

/// <summary>
/// The cost of a network on examples, and its gradient with respect to every parameter. Forward, layer by layer, z = W·x + b
/// and a = f(z); then back from the output error δ = ∂C/∂z of the last layer L down to layer 1:
/// dW = δ·xᵀ, db = Σ δ, and Wᵀ·δ, times f′(z), is the δ of the layer before.
/// It owns its buffers: after the first call nothing is allocated.
/// </summary>
public sealed class Backpropagation
{
    private readonly Network network;
    private readonly Loss loss;
    private readonly Regularizer? regularizer;
    private readonly LayerPass[] passes;
    private readonly double[] ones;

    /// <param name="network">Whose parameters; they are read anew in every call.</param>
    /// <param name="loss">Must fit the last layer.</param>
    /// <param name="regularizer">Adds its penalty to the cost and its gradient to every dW; null adds nothing.</param>
    /// <param name="capacity">The most examples of a call, at least 1.</param>
    /// <exception cref="ArgumentException">The loss is not made for the last layer's activation.</exception>
    public Backpropagation(Network network, Loss loss, Regularizer? regularizer, int capacity)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(loss);
        Require.AtLeastOne(capacity, nameof(capacity));
        network.RequireComplete();
        loss.Require(network.Layers[^1].Activation);
        this.network = network;
        this.loss = loss;
        this.regularizer = regularizer;
        passes = [.. network.Layers.Select(layer => new LayerPass(layer, capacity))];
        ones = [.. Enumerable.Repeat(1.0, capacity)];
        Parameters = [.. passes.SelectMany<LayerPass, ParameterArray>(pass => [pass.Weights, pass.Biases])];
    }

    /// <summary>W1, b1, W2, b2, …: the network's own arrays, with the gradients of the last <see cref="Run(Dataset)"/>.</summary>
    public IReadOnlyList<ParameterArray> Parameters { get; }

    /// <summary>∂C/∂W of layer <paramref name="layer"/> (from 1), shaped like W.</summary>
    public Matrix<double> dW(int layer) => Pass(layer).DW;

    /// <summary>∂C/∂b of layer <paramref name="layer"/> (from 1), shaped like b.</summary>
    public Matrix<double> db(int layer) => Pass(layer).Db;

    /// <summary>The whole gradient as one vector, in the order of <see cref="Network.Parameters"/>.</summary>
    public Vector<double> Gradient =>
        ParameterVector.Of(passes.SelectMany<LayerPass, Matrix<double>>(pass => [pass.DW, pass.Db]));

    /// <summary>The cost, penalty included, with dropout off.</summary>
    /// <exception cref="ArgumentException">The data do not fit the network or the loss, or are more examples than the capacity.</exception>
    public double Cost(Dataset data)
    {
        RequireFit(data);
        return CostUnchecked(data);
    }

    /// <summary>The cost, penalty included, with dropout off; fills the gradients.</summary>
    /// <exception cref="ArgumentException">The data do not fit the network or the loss, or are more examples than the capacity.</exception>
    public double Run(Dataset data)
    {
        RequireFit(data);
        return RunUnchecked(data);
    }

    internal IReadOnlyList<LayerPass> Passes => passes;

    internal LayerPass Last => passes[^1];

    /// <summary>For data that were checked already.</summary>
    internal double CostUnchecked(Dataset data) => Forward(data.X.AsColumnMajorArray(), data.Y.AsColumnMajorArray(), data.Count, null);

    /// <inheritdoc cref="CostUnchecked"/>
    internal double RunUnchecked(Dataset data) => Run(data.X.AsColumnMajorArray(), data.Y.AsColumnMajorArray(), data.Count, null);

    internal double Run(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int count, DropoutMasks? dropout)
    {
        double cost = Forward(x, y, count, dropout);
        Backward(x, y, count);
        return cost;
    }

    private void RequireFit(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        network.RequireFit(data, loss);
        if (data.Count > ones.Length)
            throw new ArgumentException($"There are {data.Count} examples, but this was made for at most {ones.Length}: give its constructor a capacity of {data.Count}.", nameof(data));
    }

    private LayerPass Pass(int layer) => layer >= 1 && layer <= passes.Length ? passes[layer - 1]
        : throw new ArgumentOutOfRangeException(nameof(layer), $"There is no layer {layer}; they are counted 1 … {passes.Length}.");

    private double Forward(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int count, DropoutMasks? dropout)
    {
        dropout?.Begin();
        for (int l = 0; l < passes.Length; l++)
            passes[l].Forward(l == 0 ? x : passes[l - 1].Output, count, dropout);

        double cost = loss.Cost(Last.Z, Last.A, y, network.Outputs);
        if (regularizer != null)
            foreach (var pass in passes) cost += regularizer.Penalty(pass.Weights.Values, count);
        return cost;
    }

    private void Backward(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int count)
    {
        loss.OutputError(network.Layers[^1].Activation, Last.Z, Last.A, y, Last.Delta, network.Outputs);
        for (int l = passes.Length - 1; l >= 0; l--)
        {
            var layer = network.Layers[l];
            var pass = passes[l];
            layer.Gradients(pass.Delta, l == 0 ? x : passes[l - 1].Output, ones, pass.Weights.Gradient, pass.Biases.Gradient, count);
            regularizer?.AddGradient(pass.Weights.Values, pass.Weights.Gradient, count);
            if (l == 0) break;
            layer.ErrorOfInputs(pass.Delta, passes[l - 1].Delta, count);
            passes[l - 1].Backward();
        }
    }
}
