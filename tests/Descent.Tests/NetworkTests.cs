using Descent.Data;
using Descent.Losses;
using Descent.Networks;
using Descent.Optimizers;
using Descent.Regularizers;
using Descent.Training;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Descent.Tests;

public sealed class NetworkTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    private string FilePath => Path.Combine(folder, "network.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Network Small() => Network.Of(2).Dense(3, Activation.ReLU, 0.9).Dense(2, Activation.Softmax).Initialize(Initializer.NormalizedWithBiases, seed: 2);

    private static Matrix<double> M(params double[][] rows) => Matrix<double>.Build.DenseOfRowArrays(rows);

    [Fact]
    public void A_prediction_worked_by_hand()
    {
        var network = Network.Of(2).Dense(2, Activation.ReLU).Dense(1, Activation.Linear);
        network.Layers[0].W = M([1, -1], [2, 0]);
        network.Layers[0].b = M([0], [-1]);
        network.Layers[1].W = M([3, 1]);
        network.Layers[1].b = M([0.5]);
        // x = (2, 1): z = (1, 3), a = (1, 3), output 3 + 3 + 0.5. x = (0, 1): z = (−1, −1), a = (0, 0), output 0.5.
        Assert.Equal(M([6.5, 0.5]), network.Predict(M([2, 0], [1, 1])));
        Assert.Equal(M([1, 0], [3, 0]), network.Activations(M([2, 0], [1, 1]))[0]);
    }

    [Fact]
    public void Weights_are_live_and_assigning_copies()
    {
        var network = Small();
        var w = network.Layers[0].W;
        var assigned = Matrix<double>.Build.Dense(3, 2, 0.5);
        network.Layers[0].W = assigned;
        Assert.Same(w, network.Layers[0].W);
        Assert.Equal(0.5, w[2, 1]);
        assigned[2, 1] = 7;
        Assert.Equal(0.5, w[2, 1]);

        new Trainer(network, new SoftmaxCrossEntropy(), new Adam(0.01)) { Epochs = 1 }.Fit(new Dataset(M([1, 0], [0, 1]), M([1, 0], [0, 1])));
        Assert.NotEqual(Matrix<double>.Build.Dense(3, 2, 0.5), w);
        Assert.Equal("W1 is 3×2, but the matrix assigned to it is 2×3.", Assert.Throws<ArgumentException>(() => network.Layers[0].W = M([1, 2, 3], [4, 5, 6])).Message);
    }

    [Fact]
    public void Parameters_are_one_vector_row_by_row()
    {
        var network = Small();
        var (w1, b1) = (network.Layers[0].W, network.Layers[0].b);
        Assert.Equal(3 * 2 + 3 + 2 * 3 + 2, network.ParameterCount);
        Assert.Equal([w1[0, 0], w1[0, 1], w1[1, 0], w1[1, 1], w1[2, 0], w1[2, 1], b1[0, 0]], network.Parameters.Take(7));

        var other = Network.Of(2).Dense(3, Activation.ReLU).Dense(2, Activation.Softmax);
        other.Parameters = network.Parameters;
        Assert.Equal(network.Predict(M([1], [2])), other.Predict(M([1], [2])));
        Assert.Throws<ArgumentException>(() => other.Parameters = Vector<double>.Build.Dense(3));
    }

    [Fact]
    public void A_saved_network_is_the_same_network()
    {
        string path = FilePath;
        var network = Small();
        network.Layers[0].W[0, 0] = 1.0 / 3;
        network.Layers[0].W[1, 0] = 5e-324;
        network.Save(path);
        var loaded = Network.Load(path);
        Assert.Equal([.. network.Parameters], loaded.Parameters.ToArray());
        Assert.Equal(network.Layers.Select(layer => (layer.Units, layer.Activation, layer.KeepProbability)), loaded.Layers.Select(layer => (layer.Units, layer.Activation, layer.KeepProbability)));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("", "damaged")]
    [InlineData("not json", "damaged")]
    [InlineData("[1, 2]", "\"format\"")]
    [InlineData("{\"nodes\": []}", "\"format\"")]
    [InlineData("{\"format\": 3}", "\"format\"")]
    [InlineData("{\"format\": \"descent-network\", \"version\": 2}", "version 2")]
    [InlineData("{\"format\": \"descent-network\", \"version\": 1, \"inputs\": 2}", "property is missing")]
    [InlineData("{\"format\": \"descent-network\", \"version\": 1, \"inputs\": 2, \"layers\": []}", "no layer")]
    [InlineData("{\"format\": \"descent-network\", \"version\": 1, \"inputs\": 1, \"layers\": [{\"units\": 1, \"activation\": \"Swish\", \"keepProbability\": 1, \"W\": [[1]], \"b\": [0]}]}", "no activation \"Swish\"")]
    [InlineData("{\"format\": \"descent-network\", \"version\": 1, \"inputs\": 1, \"layers\": [{\"units\": 2, \"activation\": \"ReLU\", \"keepProbability\": 1, \"W\": [[1]], \"b\": [0, 0]}]}", "W1 is not 2×1")]
    [InlineData("{\"format\": \"descent-network\", \"version\": 1, \"inputs\": 1, \"layers\": [{\"units\": 2000000000, \"activation\": \"ReLU\", \"keepProbability\": 1, \"W\": [[1]], \"b\": [0]}]}", "W1 is not 2000000000×1")]
    [InlineData("{\"format\": \"descent-network\", \"version\": 1, \"inputs\": 1, \"layers\": [{\"units\": 1, \"activation\": \"ReLU\", \"keepProbability\": 1, \"W\": [[1e999]], \"b\": [0]}]}", "W1 holds a number that is too large")]
    [InlineData("{\"format\": \"descent-network\", \"version\": 1, \"inputs\": 1, \"layers\": [{\"units\": 1, \"activation\": \"ReLU\", \"keepProbability\": 2, \"W\": [[1]], \"b\": [0]}]}", "keep-probability is 2")]
    [InlineData("{\"format\": \"descent-network\", \"version\": 1, \"inputs\": 1, \"layers\": [{\"units\": 1, \"activation\": \"ReLU\", \"keepProbability\": 1, \"W\": [[\"x\"]], \"b\": [0]}]}", "damaged")]
    public void A_foreign_or_damaged_file_is_named(string content, string reason)
    {
        string path = FilePath;
        File.WriteAllText(path, content);
        var error = Assert.Throws<InvalidDataException>(() => Network.Load(path));
        Assert.StartsWith($"{path} is not a saved network", error.Message);
        Assert.Contains(reason, error.Message);
    }

    [Fact]
    public void A_file_cut_anywhere_is_damaged()
    {
        string path = FilePath;
        Small().Save(path);
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length < whole.Length - 1; length += 7)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<InvalidDataException>(() => Network.Load(path));
        }
    }

    [Fact]
    public void A_network_that_cannot_be_saved_leaves_the_old_file()
    {
        string path = FilePath;
        var network = Small();
        network.Save(path);
        byte[] before = File.ReadAllBytes(path);
        network.Layers[1].b[1, 0] = double.NaN;
        Assert.Contains("b2[1,0] is NaN", Assert.Throws<InvalidOperationException>(() => network.Save(path)).Message);
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public void A_confusion_matrix_counts_and_rates()
    {
        // The output is the input: predictions 0 1 1 2, labels 0 1 2 2.
        var network = Network.Of(3).Dense(3, Activation.Linear);
        network.Layers[0].W = Matrix<double>.Build.DenseIdentity(3);
        var data = new Dataset(M([1, 0, 0, 0], [0, 1, 1, 0], [0, 0, 0, 1]), M([1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 1]));
        var confusion = network.ConfusionMatrix(data);
        Assert.Equal((1, 1, 0, 1, 1), (confusion[0, 0], confusion[1, 1], confusion[1, 2], confusion[2, 1], confusion[2, 2]));
        Assert.Equal(0.75, confusion.Accuracy);
        Assert.Equal((0.5, 1.0), (confusion.Precision(1), confusion.Recall(1)));
        Assert.Equal((1.0, 0.5), (confusion.Precision(2), confusion.Recall(2)));
        foreach (Action wrong in new Action[] { () => _ = confusion[3, 0], () => _ = confusion[0, -1], () => confusion.Precision(3), () => confusion.Recall(-1) })
            Assert.Contains("they are counted 0 … 2", Assert.Throws<ArgumentOutOfRangeException>(wrong).Message);
        Assert.Equal("actual ↓ predicted →\n     0  1  2\n  0  1  0  0\n  1  0  1  0\n  2  0  1  1", confusion.ToString());
    }

    [Fact]
    public void One_output_is_class_1_from_a_half_on()
    {
        var network = Network.Of(1).Dense(1, Activation.Linear);
        network.Layers[0].W[0, 0] = 1;
        Assert.Equal(1, network.Accuracy(new Dataset(M([0.5, 0.49]), M([1, 0]))));
    }

    [Fact]
    public void Dead_units_are_those_silent_for_every_example()
    {
        var network = Network.Of(1).Dense(4, Activation.ReLU).Dense(1, Activation.Sigmoid);
        network.Layers[0].W = M([1], [-1], [0], [1]);
        network.Layers[0].b = M([0], [0], [-1], [-9]);
        // For x in {1, 2}: units 2, 3 and 4 never fire.
        Assert.Equal(0.75, network.DeadReLUShare(M([1, 2])));
        Assert.Equal(0.5, network.DeadReLUShare(M([1, -2])));
        Assert.Equal(double.NaN, Network.Of(1).Dense(1, Activation.Sigmoid).DeadReLUShare(M([1])));
    }

    [Fact]
    public void Logistic_regression_is_a_network_of_one_layer()
    {
        var data = Datasets.Moons(200, 0.1, seed: 4);
        double WeightNorm(Regularizer? regularizer)
        {
            var regression = Network.Of(2).Dense(1, Activation.Sigmoid);
            new Trainer(regression, new BinaryCrossEntropy(), new GradientDescent(0.5)) { Epochs = 500, BatchSize = 200, Regularizer = regularizer }.Fit(data);
            Assert.True(regression.Accuracy(data) > 0.8);
            return regression.Layers[0].W.FrobeniusNorm();
        }

        Assert.True(WeightNorm(new L2(1)) < WeightNorm(null));
        Assert.True(WeightNorm(new L2(20)) < WeightNorm(new L2(1)));
        Assert.True(WeightNorm(new L1(5)) < WeightNorm(null));
    }

    [Fact]
    public void L1_silences_an_input_that_says_nothing()
    {
        // The second feature is noise: with L1 its weight ends within a step of 0, without it does not.
        var random = new Numerics.NumPyRandom(3);
        var x = random.Randn(2, 200);
        var data = new Dataset(x, Matrix<double>.Build.Dense(1, 200, (_, j) => x[0, j] + 0.5 * random.Randn() > 0 ? 1 : 0));
        double Second(Regularizer? regularizer)
        {
            var regression = Network.Of(2).Dense(1, Activation.Sigmoid);
            new Trainer(regression, new BinaryCrossEntropy(), new GradientDescent(0.05)) { Epochs = 2000, BatchSize = 200, Regularizer = regularizer }.Fit(data);
            return Math.Abs(regression.Layers[0].W[0, 1]);
        }

        Assert.True(Second(null) > 0.02, $"without: {Second(null)}");
        Assert.True(Second(new L1(10)) < 0.003, $"with: {Second(new L1(10))}");
    }

    [Fact]
    public void L2_is_weight_decay_for_gradient_descent()
    {
        var data = Datasets.Moons(100, 0.1, seed: 4);
        var l2 = new L2(3);
        Network Start() => Network.Of(2).Dense(4, Activation.Tanh).Dense(1, Activation.Sigmoid).Initialize(Initializer.He, seed: 1);
        void Step(Network network, Regularizer? regularizer) =>
            new Trainer(network, new BinaryCrossEntropy(), new GradientDescent(0.2)) { Epochs = 1, BatchSize = 100, Regularizer = regularizer }.Fit(data);

        var (regularized, plain, before) = (Start(), Start(), Start());
        Step(regularized, l2);
        Step(plain, null);
        double factor = l2.DecayFactor(learningRate: 0.2, m: 100);
        Assert.Equal(1 - 0.2 * 3 / 100, factor, 1e-15);
        for (int l = 0; l < 2; l++)
        {
            // plain = W − α·g, so (1 − αλ/m)·W − α·g = plain + (factor − 1)·W; biases do not decay.
            Golden.Close(plain.Layers[l].W + (factor - 1) * before.Layers[l].W, regularized.Layers[l].W, 1e-15);
            Assert.Equal(plain.Layers[l].b, regularized.Layers[l].b);
        }
    }

    [Fact]
    public void A_network_that_is_not_one_yet_says_what_to_do()
    {
        Assert.Contains("add one with .Dense", Assert.Throws<InvalidOperationException>(() => Network.Of(2).Initialize(Initializer.He)).Message);
        Assert.Contains("units is 0; it must be at least 1", Assert.Throws<ArgumentOutOfRangeException>(() => Network.Of(2).Dense(0, Activation.ReLU)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Network.Of(0));
        Assert.Equal("W1 is 3×2, but X has 5 features (expected 3×5).", Assert.Throws<ArgumentException>(() => Small().Predict(Matrix<double>.Build.Dense(5, 1))).Message);
    }

    [Fact]
    public void A_dataset_refuses_what_cannot_be_learned_from()
    {
        Assert.Contains("X[1,2] is NaN", Assert.Throws<ArgumentException>(() => new Dataset(M([1, 2, 3], [4, 5, double.NaN]), M([0, 1, 0]))).Message);
        Assert.Contains("Y[0,0] is Infinity", Assert.Throws<ArgumentException>(() => new Dataset(M([1]), M([double.PositiveInfinity]))).Message);
        Assert.Contains("Are rows and columns swapped?", Assert.Throws<ArgumentException>(() => new Dataset(M([1, 2], [3, 4]), M([0], [1], [1]))).Message);
    }
}
