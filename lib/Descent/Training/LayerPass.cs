using System.Numerics.Tensors;
using Descent.Networks;
using Descent.Optimizers;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Training;

/// <summary>
/// One layer's way forward and back through a batch, with the buffers it needs for up to <c>capacity</c> examples. They are
/// column-major, so that a smaller batch is a prefix of them.
/// </summary>
internal sealed class LayerPass
{
    private readonly Dense layer;
    private readonly double[] z;
    private readonly double[] a;
    private readonly double[] delta;
    private readonly double[] mask;
    private readonly double[] kept;
    private int length;
    private bool dropping;

    public LayerPass(Dense layer, int capacity)
    {
        this.layer = layer;
        z = new double[layer.Units * capacity];
        a = new double[layer.Units * capacity];
        delta = new double[layer.Units * capacity];
        mask = layer.KeepProbability < 1 ? new double[z.Length] : [];
        kept = new double[mask.Length];
        DW = Matrix<double>.Build.Dense(layer.Units, layer.Inputs);
        Db = Matrix<double>.Build.Dense(layer.Units, 1);
        Weights = new ParameterArray($"W{layer.Number}", layer.Weights, DW.AsColumnMajorArray(), areWeights: true);
        Biases = new ParameterArray($"b{layer.Number}", layer.Biases, Db.AsColumnMajorArray(), areWeights: false);
    }

    public Matrix<double> DW { get; }

    public Matrix<double> Db { get; }

    public ParameterArray Weights { get; }

    public ParameterArray Biases { get; }

    public Span<double> Z => z.AsSpan(0, length);

    /// <summary>f(z), before dropout.</summary>
    public Span<double> A => a.AsSpan(0, length);

    /// <summary>What the next layer sees: f(z), after dropout where there is any.</summary>
    public Span<double> Output => dropping ? kept.AsSpan(0, length) : A;

    /// <summary>The error of this layer: ∂C/∂output on the way in, ∂C/∂z after <see cref="Backward"/>.</summary>
    public Span<double> Delta => delta.AsSpan(0, length);

    public void Forward(ReadOnlySpan<double> x, int count, DropoutMasks? dropout)
    {
        length = layer.Units * count;
        layer.Forward(x, Z, A, count);
        dropping = dropout != null && layer.KeepProbability < 1;
        if (!dropping) return;
        dropout!.Draw(layer, mask, count);
        TensorPrimitives.Multiply(A, mask.AsSpan(0, length), Output);
    }

    /// <summary>Turns <see cref="Delta"/> from ∂C/∂output into ∂C/∂z; what was dropped has no share in the error.</summary>
    public void Backward()
    {
        if (dropping) TensorPrimitives.Multiply(Delta, mask.AsSpan(0, length), Delta);
        layer.Activation.Backpropagate(Z, A, Delta, layer.Units);
    }
}
