using Descent.Data;
using Descent.Losses;
using Descent.Networks;
using Descent.Optimizers;
using Descent.Training;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Descent.Tests.Data;

public sealed class AugmentationTests
{
    private static readonly Augmentation Everything = new(28, 28)
    {
        HorizontalFlip = 0.5,
        VerticalFlip = 0.5,
        Rotation = 15,
        Shift = 2,
        Scale = 0.1,
        Crop = 0.2,
        Contrast = 0.3,
        Brightness = 0.1,
        Noise = 0.05,
    };

    [Fact]
    public void Offline_the_originals_come_first_and_labels_stay()
    {
        Dataset train = Digits(20);
        Dataset more = Everything.Enlarge(train, copies: 3, seed: 1);
        Assert.Equal(80, more.Count);
        Assert.Equal(train.X, more.X.SubMatrix(0, 784, 0, 20));
        Assert.Equal(Enumerable.Range(0, 80).Select(j => train.Labels[j % 20]), more.Labels);
        Assert.Equal(DatasetRole.Train, more.Role);
        Assert.All(more.X.Enumerate(), pixel => Assert.InRange(pixel, 0, 1));
        Assert.NotEqual(more.X.Column(20), more.X.Column(40));
        Assert.Equal(more.X, Everything.Enlarge(train, copies: 3, seed: 1).X);
        Assert.NotEqual(more.X, Everything.Enlarge(train, copies: 3, seed: 2).X);
    }

    [Fact]
    public void Nothing_set_changes_nothing()
    {
        Dataset train = Digits(5);
        Dataset more = new Augmentation(28, 28).Enlarge(train, copies: 1, seed: 1);
        Assert.Equal(train.X, more.X.SubMatrix(0, 784, 5, 5));
    }

    [Fact]
    public void A_certain_flip_is_the_images_flip()
    {
        Dataset train = Digits(3);
        Dataset more = new Augmentation(28, 28) { HorizontalFlip = 1 }.Enlarge(train, copies: 1, seed: 1);
        for (int j = 0; j < 3; j++)
            Assert.Equal(Image.Of(train, j).FlipHorizontally().Pixels, more.X.Column(3 + j));
    }

    [Fact]
    public void Shifts_stay_within_their_range()
    {
        // One white pixel in the middle: after a shift of at most 2, all light is within 2 pixels of it.
        var x = Matrix<double>.Build.Dense(121, 1);
        x[60, 0] = 1;
        Dataset more = new Augmentation(11, 11) { Shift = 2 }.Enlarge(new Dataset(x, Matrix<double>.Build.Dense(1, 1)), copies: 200, seed: 3);
        var light = Matrix<double>.Build.Dense(11, 11, (row, column) => more.X.Row(row * 11 + column).Sum());
        for (int row = 0; row < 11; row++)
            for (int column = 0; column < 11; column++)
                if (Math.Abs(row - 5) > 2 || Math.Abs(column - 5) > 2) Assert.Equal(0, light[row, column]);
                else Assert.True(light[row, column] > 0);
        Assert.Equal(201, light.Enumerate().Sum(), 1e-9);
    }

    [Fact]
    public void Online_every_epoch_sees_other_images_and_a_training_repeats_itself()
    {
        Dataset train = Digits(50);
        double plain = LastCost(null), first = LastCost(Everything), again = LastCost(Everything);
        Assert.Equal(first, again);
        Assert.NotEqual(plain, first);
        Assert.NotEqual(first, LastCost(Everything, seed: 1));

        double LastCost(Augmentation? augmentation, long seed = 0)
        {
            Network network = Network.Of(784).Dense(8, Activation.ReLU).Dense(10, Activation.Softmax).Initialize(Initializer.He, seed: 1);
            return new Trainer(network, new SoftmaxCrossEntropy(), new Adam(learningRate: 0.001))
            {
                BatchSize = 16,
                Epochs = 2,
                Augmentation = augmentation,
                AugmentationSeed = seed,
            }.Fit(train).Costs[^1];
        }
    }

    [Fact]
    public void A_whole_set_batch_leaves_the_set_itself_alone()
    {
        Dataset train = Digits(10);
        Matrix<double> before = train.X.Clone();
        Network network = Network.Of(784).Dense(10, Activation.Softmax);
        new Trainer(network, new SoftmaxCrossEntropy(), new Adam(learningRate: 0.001)) { BatchSize = 10, Epochs = 2, Augmentation = Everything }.Fit(train);
        Assert.Equal(before, train.X);
    }

    [Fact]
    public void Only_training_images_in_range_are_augmented()
    {
        Dataset train = Digits(2);
        Assert.Contains("only the training set", Refused(() => Everything.Enlarge(train.As(DatasetRole.Dev), 1, 0)));
        Assert.Contains("784 features", Refused(() => new Augmentation(20, 20).Enlarge(train, 1, 0)));
        Assert.Contains("before they are standardized", Refused(() => Everything.Enlarge(Standardizer.Fit(train).Apply(train), 1, 0)));
        Network network = Network.Of(784).Dense(10, Activation.Softmax);
        Refused(() => new Trainer(network, new SoftmaxCrossEntropy(), new Adam(learningRate: 0.001)) { Augmentation = Everything }.Fit(train.As(DatasetRole.Test)));

        static string Refused(Action action) => Assert.Throws<ArgumentException>(action).Message;
    }

    [Fact]
    public void Ranges_are_checked()
    {
        Refused(() => new Augmentation(0, 28), "Height is 0");
        Refused(() => new Augmentation(28, 28) { HorizontalFlip = 1.1 }, "HorizontalFlip is 1.1");
        Refused(() => new Augmentation(28, 28) { Rotation = -1 }, "Rotation is -1");
        Refused(() => new Augmentation(28, 28) { Scale = 1 }, "Scale is 1");
        Refused(() => new Augmentation(28, 28) { Noise = double.NaN }, "Noise is NaN");
        Assert.Throws<ArgumentOutOfRangeException>(() => Everything.Enlarge(Digits(2), copies: 0, seed: 0));

        static void Refused(Func<Augmentation> make, string said) =>
            Assert.Contains(said, Assert.Throws<ArgumentOutOfRangeException>(make).Message, StringComparison.OrdinalIgnoreCase);
    }

    private static Dataset Digits(int count) => Datasets.Digits().Select([.. Enumerable.Range(0, count)]);
}
