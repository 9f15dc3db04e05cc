using System.Numerics.Tensors;
using Descent.Data;
using Descent.Losses;
using Descent.Networks;
using Descent.Regularizers;

namespace Descent.Diagnostics;

/// <summary>
/// The cost with one parameter moved. Nothing before the parameter's layer changes, and in its layer only one unit does, so a
/// pass starts there: z of that unit moves by step·input, the next layer by its weights for that unit, and from then on the pass
/// is a whole one. Owns its buffers and allocates nothing; one for each thread.
/// </summary>
internal sealed class PerturbedPass
{
    /// <summary>In place of an input's index: the unit's bias.</summary>
    public const int Bias = -1;

    private readonly IReadOnlyList<Dense> layers;
    private readonly Loss loss;
    private readonly double[] y;
    private readonly Regularizer? regularizer;
    private readonly ForwardRecord record;
    private readonly int m;
    private readonly double[] unitZ;
    private readonly double[] unitA;
    private readonly double[][] z;
    private readonly double[][] a;
    private readonly double[] outputZ;
    private readonly double[] outputA;
    private readonly double[][] weights;
    private readonly double[] penalties;

    public PerturbedPass(Network network, Loss loss, Dataset data, Regularizer? regularizer, ForwardRecord record)
    {
        layers = network.Layers;
        this.loss = loss;
        this.regularizer = regularizer;
        this.record = record;
        y = data.Y.AsColumnMajorArray();
        m = record.Examples;
        (unitZ, unitA) = (new double[m], new double[m]);
        z = [.. layers.Select(layer => new double[layer.Units * m])];
        a = [.. layers.Select(layer => new double[layer.Units * m])];
        (outputZ, outputA) = (new double[network.Outputs * m], new double[network.Outputs * m]);
        weights = [.. layers.Select(layer => (double[])layer.Weights.Clone())];
        penalties = [.. weights.Select(values => regularizer?.Penalty(values, m) ?? 0)];
    }

    /// <summary>J with W[unit, input] or b[unit] of layer l (from 0) greater by <paramref name="step"/>.</summary>
    public double Cost(int l, int unit, int input, double step) => LossOf(l, unit, input, step) + PenaltyOf(l, unit, input, step);

    private double LossOf(int l, int unit, int input, double step)
    {
        if (input == Bias) TensorPrimitives.Add(record.Z(l, unit), step, unitZ);
        else TensorPrimitives.MultiplyAdd(record.Input(l, input), step, record.Z(l, unit), unitZ);

        if (l < layers.Count - 1 && layers[l].Activation != Activation.Softmax)
        {
            layers[l].Activation.Apply(unitZ, unitA, 1);
            TensorPrimitives.Subtract(unitA, record.Input(l + 1, unit), unitA);
            Dense next = layers[++l];
            for (int i = 0; i < next.Units; i++)
                TensorPrimitives.MultiplyAdd(unitA, next.Weights[i + unit * next.Units], record.Z(l, i), z[l].AsSpan(i * m, m));
        }
        else
        {
            record.Z(l).CopyTo(z[l]);
            unitZ.CopyTo(z[l], unit * m);
        }

        for (; l < layers.Count - 1; l++)
        {
            ForwardRecord.Activate(layers[l], z[l], a[l], m);
            ForwardRecord.Product(layers[l + 1], a[l], z[l + 1], m);
        }

        return OutputCost(z[l]);
    }

    private double OutputCost(double[] lastZ)
    {
        Dense last = layers[^1];
        double[] columns = lastZ;
        if (last.Units > 1) ForwardRecord.Transpose(lastZ, columns = outputZ, m, last.Units);

        // Both cross-entropies are computed from the logits alone.
        if (loss is QuadraticCost) last.Activation.Apply(columns, outputA, last.Units);
        return loss.Cost(columns, outputA, y, last.Units);
    }

    // Weights only, and only one of them has moved.
    private double PenaltyOf(int l, int unit, int input, double step)
    {
        if (regularizer == null) return 0;
        double sum = 0;
        for (int k = 0; k < penalties.Length; k++) sum += penalties[k];
        if (input == Bias) return sum;
        ref double weight = ref weights[l][unit + input * layers[l].Units];
        double before = weight;
        weight += step;
        double moved = regularizer.Penalty(weights[l], m);
        weight = before;
        return sum - penalties[l] + moved;
    }
}
