using Descent.Data;
using Descent.Formatting;
using Descent.Losses;
using Descent.Numerics;
using Descent.Regularizers;
using Descent.Training;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Networks;

/// <summary>
/// A feed-forward network of dense layers. Columns are examples: X is (features × m), the output is (outputs × m).
/// <code>
/// var network = Network.Of(inputs: 2).Dense(5, Activation.ReLU).Dense(1, Activation.Sigmoid).Initialize(Initializer.He, seed: 3);
/// </code>
/// </summary>
[TypeFormatterSource(typeof(Tables), PreferredMimeTypes = [Tables.Html, Tables.Text])]
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

    /// <summary>All parameters as one vector: W1, b1, W2, b2, …, each row by row. Reading copies, assigning copies back.</summary>
    public Vector<double> Parameters
    {
        get => ParameterVector.Of(Matrices);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.Count != ParameterCount)
                throw new ArgumentException($"The network has {ParameterCount} parameters, but the vector has {value.Count} numbers.");
            ParameterVector.Into(Matrices, value);
        }
    }

    private IEnumerable<Matrix<double>> Matrices => layers.SelectMany<Dense, Matrix<double>>(layer => [layer.W, layer.b]);

    /// <summary>A network without layers yet, for examples of <paramref name="inputs"/> features.</summary>
    public static Network Of(int inputs) => new(Require.AtLeastOne(inputs, nameof(inputs)));

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The file is no network, or a damaged one; the message says where.</exception>
    public static Network Load(string path) => NetworkFile.Read(path);

    /// <summary>Writes the network as JSON: its shape, its weights and its biases, row by row. A file of that name is replaced.</summary>
    /// <exception cref="InvalidOperationException">A parameter is NaN or infinite, which JSON cannot say; the file is untouched.</exception>
    public void Save(string path)
    {
        RequireComplete();
        foreach (var layer in layers) layer.RequireFinite();
        NetworkFile.Write(this, path);
    }

    /// <summary>Adds a layer behind the last one; its parameters are zero until <see cref="Initialize"/>.</summary>
    /// <param name="units">n_l, at least 1.</param>
    /// <param name="activation">For instance <c>Activation.ReLU</c>.</param>
    /// <param name="keepProbability">The probability with which dropout keeps a unit while training, in (0, 1].</param>
    public Network Dense(int units, Activation activation, double keepProbability = 1)
    {
        ArgumentNullException.ThrowIfNull(activation);
        Require.AtLeastOne(units, nameof(units));
        if (!(keepProbability is > 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(keepProbability),
                $"The keep-probability is {keepProbability}; it is the probability of keeping a unit, above 0 and at most 1. "
                + "To drop a fifth of the units, keep 0.8.");
        }

        layers.Add(new Dense(layers.Count + 1, Outputs, units, activation, keepProbability));
        return this;
    }

    /// <summary>Gives every weight and bias its start value.</summary>
    /// <param name="initializer">For instance <c>Initializer.He</c>.</param>
    /// <param name="seed">0 … 2³²−1; the weights are NumPy's for this seed.</param>
    public Network Initialize(Initializer initializer, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        RequireComplete();
        var random = new NumPyRandom(seed);
        foreach (var layer in layers) initializer.Fill(layer, random);
        return this;
    }

    /// <summary>The outputs (outputs × m) for X (features × m), with dropout off.</summary>
    public Matrix<double> Predict(Matrix<double> x) => Activations(x)[^1];

    /// <summary>What every layer puts out for X (features × m), from layer 1 to the output, with dropout off.</summary>
    public IReadOnlyList<Matrix<double>> Activations(Matrix<double> x)
    {
        RequireComplete();
        RequireInputs(x);
        int count = x.ColumnCount;
        var activations = new List<Matrix<double>>(layers.Count);
        double[] input = x.AsColumnMajorArray() ?? x.ToColumnMajorArray();
        foreach (var layer in layers)
        {
            var a = Matrix<double>.Build.Dense(layer.Units, count);
            layer.Forward(input, new double[layer.Units * count], a.AsColumnMajorArray(), count);
            activations.Add(a);
            input = a.AsColumnMajorArray();
        }

        return activations;
    }

    /// <summary>The cost on a set, with dropout off and, where a regularizer is given, with its penalty.</summary>
    public double Cost(Dataset data, Loss loss, Regularizer? regularizer = null)
    {
        RequireFit(data, loss);
        return new Backpropagation(this, loss, regularizer, data.Count).CostUnchecked(data);
    }

    /// <summary>
    /// The share of examples in [0, 1] that are classified rightly: with one output by a ≥ 0.5 against the label 1, with
    /// several by the largest output (the first one where two are equal).
    /// </summary>
    public double Accuracy(Dataset data) => ConfusionMatrix(data).Accuracy;

    /// <summary>How often each class is taken for each other one.</summary>
    public ConfusionMatrix ConfusionMatrix(Dataset data)
    {
        RequireOutputs(data);
        return new ConfusionMatrix(this, data);
    }

    /// <summary>
    /// The share of ReLU units, in [0, 1], that put out 0 for every example of X: their gradient is 0 too, so they have
    /// stopped learning. NaN where no layer is ReLU.
    /// </summary>
    public double DeadReLUShare(Matrix<double> x)
    {
        var activations = Activations(x);
        var units = layers.Where(layer => layer.Activation == Activation.ReLU).SelectMany(layer => activations[layer.Number - 1].EnumerateRows());
        return units.Select(row => row.All(a => a == 0) ? 1.0 : 0.0).DefaultIfEmpty(double.NaN).Average();
    }

    /// <summary>The predicted or labelled class of one example.</summary>
    internal static int ClassOf(ReadOnlySpan<double> a)
    {
        if (a.Length == 1) return a[0] >= 0.5 ? 1 : 0;
        int best = 0;
        for (int i = 1; i < a.Length; i++)
            if (a[i] > a[best]) best = i;
        return best;
    }

    internal void RequireComplete()
    {
        if (layers.Count == 0) throw new InvalidOperationException("The network has no layer yet: add one with .Dense(units, activation).");
        if (layers[^1].KeepProbability < 1)
        {
            throw new InvalidOperationException(
                $"The last layer has keepProbability {layers[^1].KeepProbability}: dropout on the output would drop the answer itself. Use it on hidden layers only.");
        }
    }

    internal void RequireFit(Dataset data, Loss loss)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(loss);
        RequireComplete();
        RequireInputs(data.X);
        RequireOutputs(data);
        loss.Require(layers[^1].Activation);
        loss.RequireLabels(data.Y);
    }

    private void RequireInputs(Matrix<double> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.RowCount == Inputs) return;
        int units = layers[0].Units;
        string hint = x.ColumnCount == Inputs ? " Columns are examples: is X transposed?" : "";
        throw new ArgumentException($"W1 is {units}×{Inputs}, but X has {x.RowCount} features (expected {units}×{x.RowCount}).{hint}");
    }

    private void RequireOutputs(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Outputs != Outputs)
            throw new ArgumentException($"The last layer has {Outputs} units, but Y has {data.Outputs} rows: there is one output for each row of Y.");
    }
}
