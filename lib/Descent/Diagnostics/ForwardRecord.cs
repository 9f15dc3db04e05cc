using Descent.Data;
using Descent.Networks;
using Descent.Numerics;

namespace Descent.Diagnostics;

/// <summary>
/// One forward pass of all examples, kept. A unit's values are contiguous (m numbers a unit), unlike in training: a gradient
/// check moves one unit at a time.
/// </summary>
internal sealed class ForwardRecord
{
    private readonly double[][] inputs;
    private readonly double[][] z;

    public ForwardRecord(Network network, Dataset data)
    {
        Examples = data.Count;
        int depth = network.Layers.Count;
        (inputs, z) = (new double[depth + 1][], new double[depth][]);
        inputs[0] = new double[data.Features * Examples];
        Transpose(data.X.AsColumnMajorArray(), inputs[0], data.Features, Examples);
        for (int l = 0; l < depth; l++)
        {
            Dense layer = network.Layers[l];
            z[l] = new double[layer.Units * Examples];
            inputs[l + 1] = new double[layer.Units * Examples];
            Product(layer, inputs[l], z[l], Examples);
            Activate(layer, z[l], inputs[l + 1], Examples);
        }
    }

    /// <summary>m.</summary>
    public int Examples { get; }

    /// <summary>All units' z in layer l, counted from 0.</summary>
    public ReadOnlySpan<double> Z(int l) => z[l];

    /// <summary>One unit's z in layer l.</summary>
    public ReadOnlySpan<double> Z(int l, int unit) => z[l].AsSpan(unit * Examples, Examples);

    /// <summary>What layer l receives from unit j of the layer before, or from feature j.</summary>
    public ReadOnlySpan<double> Input(int l, int j) => inputs[l].AsSpan(j * Examples, Examples);

    /// <summary>z = W·x + b.</summary>
    public static void Product(Dense layer, ReadOnlySpan<double> x, Span<double> z, int examples)
    {
        // Unit by unit is column by column of the transpose: zᵀ = xᵀ·Wᵀ + bᵀ.
        for (int i = 0; i < layer.Units; i++) z.Slice(i * examples, examples).Fill(layer.Biases[i]);
        MatrixProduct.Multiply(false, true, examples, layer.Units, layer.Inputs, x, layer.Weights, z, accumulate: true);
    }

    /// <summary>a = f(z); only softmax looks at more than one unit and therefore needs the examples' columns.</summary>
    public static void Activate(Dense layer, ReadOnlySpan<double> z, Span<double> a, int examples)
    {
        if (layer.Activation != Activation.Softmax || layer.Units == 1)
        {
            layer.Activation.Apply(z, a, layer.Units);
            return;
        }

        double[] columns = System.Buffers.ArrayPool<double>.Shared.Rent(z.Length);
        var own = columns.AsSpan(0, z.Length);
        Transpose(z, own, examples, layer.Units);
        layer.Activation.Apply(own, own, layer.Units);
        Transpose(own, a, layer.Units, examples);
        System.Buffers.ArrayPool<double>.Shared.Return(columns);
    }

    /// <summary>A column-major (rows × columns) matrix, transposed into <paramref name="target"/>.</summary>
    public static void Transpose(ReadOnlySpan<double> source, Span<double> target, int rows, int columns)
    {
        for (int j = 0; j < columns; j++)
            for (int i = 0; i < rows; i++)
                target[j + i * columns] = source[i + j * rows];
    }
}
