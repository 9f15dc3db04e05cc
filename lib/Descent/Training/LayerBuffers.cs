using Descent.Networks;
using Descent.Optimizers;

namespace Descent.Training;

/// <summary>One layer's work space for batches of up to <c>capacity</c> examples; column-major, so fewer examples are a prefix.</summary>
internal sealed class LayerBuffers
{
    private readonly int units;
    private readonly double[] z;
    private readonly double[] a;
    private readonly double[] delta;

    public LayerBuffers(Dense layer, int capacity)
    {
        units = layer.Units;
        z = new double[units * capacity];
        a = new double[units * capacity];
        delta = new double[units * capacity];
        DW = new double[layer.Weights.Length];
        Db = new double[layer.Biases.Length];
        Parameters =
        [
            new ParameterArray($"W{layer.Number}", layer.Weights, DW, areWeights: true),
            new ParameterArray($"b{layer.Number}", layer.Biases, Db, areWeights: false),
        ];
    }

    public double[] DW { get; }

    public double[] Db { get; }

    public IReadOnlyList<ParameterArray> Parameters { get; }

    public Span<double> Z(int count) => z.AsSpan(0, units * count);

    public Span<double> A(int count) => a.AsSpan(0, units * count);

    public Span<double> Delta(int count) => delta.AsSpan(0, units * count);
}
