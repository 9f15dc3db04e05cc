using System.Text.Json;
using Descent.Data;
using Descent.Losses;
using Descent.Networks;
using Descent.Optimizers;
using Descent.Regularizers;
using Descent.Training;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Descent.Tests;

/// <summary>The functions of the course's assignments on the assignments' own inputs.</summary>
public sealed class AssignmentTests
{
    private const double Tolerance = 1e-10;

    private static readonly JsonElement[] Cases = [.. Golden.Load("assignment_functions.json").GetProperty("cases").EnumerateArray()];

    private static JsonElement Case(string function) => Cases.First(one => one.GetProperty("function").GetString()!.StartsWith(function));

    private static double Hyper(JsonElement one, string name) => one.GetProperty("hyper").GetProperty(name).Number();

    private static Matrix<double> Input(JsonElement one, string name) => one.GetProperty("inputs").GetProperty(name).Matrix();

    private static Matrix<double> Expected(JsonElement one, string name) => one.GetProperty("expected").GetProperty(name).Matrix();

    private static Network NetworkOf(JsonElement one, double keep = 1)
    {
        var network = Network.Of(Input(one, "W1").ColumnCount)
            .Dense(Input(one, "W1").RowCount, Activation.ReLU, keep).Dense(Input(one, "W2").RowCount, Activation.ReLU, keep).Dense(1, Activation.Sigmoid);
        foreach (var layer in network.Layers)
        {
            layer.W = Input(one, $"W{layer.Number}");
            layer.b = Input(one, $"b{layer.Number}");
        }

        return network;
    }

    [Fact]
    public void Cost_with_regularization()
    {
        var one = Case("compute_cost_with_regularization");
        var logits = Input(one, "A3").Map(a => Math.Log(a / (1 - a)));
        double crossEntropy = new BinaryCrossEntropy().Cost(Activation.Sigmoid, logits, Input(one, "Y"));
        var l2 = new L2(Hyper(one, "lambda"));
        double penalty = NetworkOf(one).Layers.Sum(layer => l2.Penalty(layer.W.AsColumnMajorArray(), m: 5));

        Golden.Close(one.GetProperty("expected").GetProperty("cross_entropy_part").Number(), crossEntropy, Tolerance);
        Golden.Close(one.GetProperty("expected").GetProperty("l2_part").Number(), penalty, Tolerance);
        Golden.Close(one.GetProperty("expected").GetProperty("cost").Number(), crossEntropy + penalty, Tolerance);
    }

    [Fact]
    public void Backward_propagation_with_regularization()
    {
        var one = Case("backward_propagation_with_regularization");
        var network = NetworkOf(one);
        var data = new Dataset(Input(one, "X"), Input(one, "Y"));
        var backpropagation = new Backpropagation(network, new BinaryCrossEntropy(), new L2(Hyper(one, "lambda")), data.Count);
        backpropagation.Run(data);

        Golden.Close(Expected(one, "A3"), network.Predict(data.X), Tolerance);
        for (int l = 1; l <= 3; l++)
        {
            Golden.Close(Expected(one, $"dW{l}"), backpropagation.dW(l), Tolerance, $"dW{l}");
            Golden.Close(Expected(one, $"db{l}"), backpropagation.db(l), Tolerance, $"db{l}");
        }
    }

    [Fact]
    public void Forward_propagation_with_dropout()
    {
        var one = Case("forward_propagation_with_dropout");
        var x = Input(one, "X");
        var backpropagation = new Backpropagation(NetworkOf(one, Hyper(one, "keep_prob")), new BinaryCrossEntropy(), null, x.ColumnCount);
        backpropagation.Run(x.AsColumnMajorArray(), new double[x.ColumnCount], x.ColumnCount, new DropoutMasks(DropoutForm.Inverted, seed: 1));
        for (int l = 1; l <= 3; l++)
            Golden.Close([.. Expected(one, $"A{l}").AsColumnMajorArray()], backpropagation.Passes[l - 1].Output.ToArray(), Tolerance, $"A{l}");
    }

    [Fact]
    public void Backward_propagation_with_dropout()
    {
        // The assignment's forward pass keeps 0.5 and its backward pass 0.8, so no cost has this gradient: layer by layer, then.
        var one = Case("backward_propagation_with_dropout");
        double forward = Hyper(one, "keep_prob_forward"), backward = Hyper(one, "keep_prob_backward");
        var layers = NetworkOf(one).Layers;
        Matrix<double> x = Input(one, "X"), y = Input(one, "Y");
        int m = x.ColumnCount;
        Matrix<double>[] masks = [Input(one, "D1"), Input(one, "D2")];
        var z = layers.Select(layer => Matrix<double>.Build.Dense(layer.Units, m)).ToArray();
        var a = layers.Select(layer => Matrix<double>.Build.Dense(layer.Units, m)).ToArray();
        for (int l = 0; l < 3; l++)
        {
            layers[l].Forward((l == 0 ? x : a[l - 1]).AsColumnMajorArray(), z[l].AsColumnMajorArray(), a[l].AsColumnMajorArray(), m);
            if (l < 2) a[l] = a[l].PointwiseMultiply(masks[l]) / forward;
        }

        Golden.Close(Expected(one, "A3"), a[2], Tolerance, "A3");
        var delta = new BinaryCrossEntropy().OutputError(Activation.Sigmoid, z[2], y);
        for (int l = 2; l >= 0; l--)
        {
            var (dW, db) = (Matrix<double>.Build.Dense(layers[l].Units, layers[l].Inputs), new double[layers[l].Units]);
            layers[l].Gradients(delta.AsColumnMajorArray(), (l == 0 ? x : a[l - 1]).AsColumnMajorArray(), [1, 1, 1, 1, 1], dW.AsColumnMajorArray(), db, m);
            Golden.Close(Expected(one, $"dW{l + 1}"), dW, Tolerance, $"dW{l + 1}");
            Golden.Close([.. Expected(one, $"db{l + 1}").Column(0)], db, Tolerance, $"db{l + 1}");
            if (l == 0) break;
            var error = Matrix<double>.Build.Dense(layers[l].Inputs, m);
            layers[l].ErrorOfInputs(delta.AsColumnMajorArray(), error.AsColumnMajorArray(), m);
            delta = error.PointwiseMultiply(masks[l - 1]) / backward;
            Golden.Close(Expected(one, $"dA{l}_unscaled_by_m"), delta * m, Tolerance, $"dA{l}");
            Activation.ReLU.Backpropagate(z[l - 1].AsColumnMajorArray(), a[l - 1].AsColumnMajorArray(), delta.AsColumnMajorArray(), layers[l - 1].Units);
        }
    }

    [Fact]
    public void Cost_and_gradient_vector_of_the_gradient_check()
    {
        var one = Case("gradient_check_n");
        var network = NetworkOf(one);
        var data = new Dataset(Input(one, "X"), Input(one, "Y"));
        var backpropagation = new Backpropagation(network, new BinaryCrossEntropy(), null, data.Count);
        Golden.Close(one.GetProperty("expected").GetProperty("cost").Number(), backpropagation.Run(data), Tolerance);
        Golden.Close(one.GetProperty("expected").GetProperty("gradient_vector").Numbers(), [.. backpropagation.Gradient], Tolerance, "gradient");
    }

    [Theory]
    [InlineData("initialize_parameters_zeros"), InlineData("initialize_parameters_random"), InlineData("initialize_parameters_he")]
    public void Initialization(string function)
    {
        var one = Case(function);
        int[] dims = one.GetProperty("inputs").GetProperty("layer_dims").Integers();
        var initializer = function.EndsWith("zeros") ? Initializer.Zeros : function.EndsWith("he") ? Initializer.He : Initializer.Normal(10);
        var network = Network.Of(dims[0]).Dense(dims[1], Activation.ReLU).Dense(dims[2], Activation.Sigmoid).Initialize(initializer, seed: 3);
        foreach (var layer in network.Layers)
        {
            Golden.Close(Expected(one, $"W{layer.Number}"), layer.W, 1e-15);
            Golden.Close(Expected(one, $"b{layer.Number}"), layer.b, 1e-15);
        }
    }

    [Fact]
    public void One_step_of_gradient_descent_and_momentum()
    {
        var one = Case("update_parameters_with_gd");
        Compare(one, Stepped(one, new GradientDescent(Hyper(one, "learning_rate"))), []);
        one = Case("update_parameters_with_momentum");
        Compare(one, Stepped(one, new Momentum(Hyper(one, "learning_rate"), Hyper(one, "beta"))), ["v_d"]);
    }

    public static TheoryData<int> AdamCases => [.. Enumerable.Range(0, Cases.Length).Where(i => Cases[i].GetProperty("function").GetString()!.StartsWith("update_parameters_with_adam"))];

    [Theory, MemberData(nameof(AdamCases))]
    public void One_step_of_Adam(int index)
    {
        var one = Cases[index];
        string form = one.GetProperty("function").GetString()!;
        var optimizer = new Adam(Hyper(one, "learning_rate"), Hyper(one, "beta1"), Hyper(one, "beta2"), Hyper(one, "epsilon"),
            form.Contains("eps outside") ? Epsilon.OutsideRoot : Epsilon.InsideRoot,
            form.Contains("beta1 in the s-correction") ? BiasCorrection.Beta1ForBoth : BiasCorrection.Paper);

        // The assignment calls its function with t = 2 on empty averages: a first step without a gradient is the same.
        bool skipFirst = Hyper(one, "t") == 2;
        Compare(one, Stepped(one, optimizer, skipFirst), ["v_d", "s_d"]);
    }

    [Theory]
    [InlineData("initialize_velocity", 1), InlineData("initialize_adam", 2)]
    public void Memories_start_at_zero(string function, int memories)
    {
        var one = Case(function);
        var array = new ParameterArray("W1", new double[6], new double[6]);
        Optimizer optimizer = memories == 1 ? new Momentum(0.1) : new Adam(0.1);
        optimizer.Start([array]);
        Assert.Equal(memories, array.Memory.Length);
        foreach (double[] memory in array.Memory) Assert.Equal([.. Expected(one, "v_dW1").AsColumnMajorArray()], memory);
    }

    [Fact]
    public void Random_mini_batches()
    {
        var one = Case("random_mini_batches");
        int[] permutation = one.GetProperty("expected").GetProperty("permutation").Integers();
        // Epoch 1 is shuffled with shuffleSeed + 1, here 0, the assignment's seed.
        var batches = new MiniBatches(permutation.Length, batchSize: 64, shuffleSeed: -1);
        batches.Shuffle(epoch: 1);
        Assert.Equal(one.GetProperty("expected").GetProperty("batch_sizes").Integers(), Enumerable.Range(0, batches.Count).Select(k => batches[k].Length));
        Assert.Equal(permutation, Enumerable.Range(0, batches.Count).SelectMany(k => batches[k].ToArray()));
    }

    private static readonly string[] Names = ["W1", "b1", "W2", "b2"];

    private static List<ParameterArray> Stepped(JsonElement one, Optimizer optimizer, bool skipFirst = false)
    {
        // Some cases refer to the inputs of the first of their kind.
        var inputs = one.GetProperty("inputs").ValueKind == JsonValueKind.Object ? one : Case("update_parameters_with_adam");
        List<ParameterArray> arrays = [.. Names.Select(name => new ParameterArray(name, Input(inputs, name).ToColumnMajorArray(), new double[Input(inputs, name).RowCount * Input(inputs, name).ColumnCount]))];
        optimizer.Start(arrays);
        if (skipFirst) optimizer.Step();
        foreach (var array in arrays) Input(inputs, "d" + array.Name).ToColumnMajorArray().CopyTo(array.Gradient, 0);
        optimizer.Step();
        return arrays;
    }

    private static void Compare(JsonElement one, List<ParameterArray> arrays, string[] memories)
    {
        foreach (var array in arrays)
        {
            Golden.Close(Expected(one, array.Name).ToColumnMajorArray(), array.Values, Tolerance, array.Name);
            for (int k = 0; k < memories.Length; k++)
                Golden.Close(Expected(one, memories[k] + array.Name).ToColumnMajorArray(), array.Memory[k], Tolerance, memories[k] + array.Name);
        }
    }
}
