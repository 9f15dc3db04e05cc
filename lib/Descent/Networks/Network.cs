using Descent.Data;
using Descent.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Networks;

/// <summary>
/// A feed-forward network of dense layers. Columns are examples: X is (features × m), the output is (outputs × m).
/// <code>
/// var network = Network.Of(inputs: 2).Dense(5, Activation.ReLU).Dense(1, Activation.Sigmoid).Initialize(Initializer.He, seed: 3);
/// </code>
/// </summary>
public sealed class Network
{
    private readonly List<Dense> layers = [];

    private Network(int inputs) => Inputs = inputs;

    /// <summary>The rows of X.</summary>
    public int Inputs { get; }

    /// <summary>The rows of the output.</summary>
    public int Outputs => layers.Count == 0 ? Inputs : layers[^1].Units;

    /// <summary>The layers from the input to the output; <c>Layers[0]</c> is layer 1.</summary>
    public IReadOnlyList<Dense> Layers => layers;

    /// <summary>How many weights and biases there are.</summary>
    public int ParameterCount => layers.Sum(layer => layer.Weights.Length + layer.Biases.Length);

    /// <summary>A network without layers yet, for examples of <paramref name="inputs"/> features.</summary>
    public static Network Of(int inputs)
    {
        if (inputs < 1) throw new ArgumentOutOfRangeException(nameof(inputs), $"A network needs at least one input, not {inputs}.");
        return new Network(inputs);
    }

    /// <summary>Adds a layer behind the last one; its parameters are zero until <see cref="Initialize"/>.</summary>
    /// <param name="units">n_l, at least 1.</param>
    /// <param name="activation">For instance <c>Activation.ReLU</c>.</param>
    /// <param name="keepProbability">The probability with which dropout keeps a unit while training, in (0, 1].</param>
    public Network Dense(int units, Activation activation, double keepProbability = 1)
    {
        ArgumentNullException.ThrowIfNull(activation);
        if (units < 1) throw new ArgumentOutOfRangeException(nameof(units), $"A layer needs at least one unit, not {units}.");
        if (!(keepProbability is > 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(keepProbability),
                $"The keep-probability is {keepProbability}; it is the probability of keeping a unit, above 0 and at most 1.");
        }

        layers.Add(new Dense(layers.Count + 1, Outputs, units, activation, keepProbability));
        return this;
    }

    /// <summary>Gives every weight and bias its start value.</summary>
    public Network Initialize(Initializer initializer, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        var random = new NumPyRandom(seed);
        foreach (var layer in layers) initializer.Fill(layer, random);
        return this;
    }

    /// <summary>The outputs (outputs × m) for X (features × m), with dropout off.</summary>
    public Matrix<double> Predict(Matrix<double> x)
    {
        RequireInputs(x);
        int count = x.ColumnCount;
        Matrix<double> a = x;
        foreach (var layer in layers)
        {
            var output = Matrix<double>.Build.Dense(layer.Units, count);
            layer.Forward(a.AsColumnMajorArray() ?? a.ToColumnMajorArray(), new double[layer.Units * count], output.AsColumnMajorArray(), count);
            a = output;
        }

        return a;
    }

    /// <summary>
    /// The share of examples in [0, 1] that are classified rightly: with one output by a ≥ 0.5 against the label 1, with
    /// several by the largest output (the first one where two are equal).
    /// </summary>
    public double Accuracy(Dataset data)
    {
        var a = Predict(data.X);
        int right = 0;
        for (int j = 0; j < data.Count; j++)
            if (ClassOf(a, j) == ClassOf(data.Y, j)) right++;
        return (double)right / data.Count;
    }

    internal static int ClassOf(Matrix<double> a, int column)
    {
        if (a.RowCount == 1) return a[0, column] >= 0.5 ? 1 : 0;
        int best = 0;
        for (int i = 1; i < a.RowCount; i++)
            if (a[i, column] > a[best, column]) best = i;
        return best;
    }

    internal void RequireInputs(Matrix<double> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (layers.Count == 0) throw new InvalidOperationException("The network has no layer yet: add one with .Dense(units, activation).");
        if (x.RowCount != Inputs)
        {
            throw new ArgumentException($"W1 is {layers[0].Units}×{Inputs}, but X has {x.RowCount} features (expected {layers[0].Units}×{x.RowCount}). "
                + $"X is (features × examples); this network takes {Inputs} features.");
        }
    }
}
