using Descent.Data;
using Descent.Losses;
using Descent.Networks;
using Descent.Optimizers;
using Descent.Training;
using Xunit;

namespace Descent.Tests.Data;

/// <summary>
/// A 784–64–10 network on the real digits. Rates, epochs and ranges were chosen on 1,000 of the 6,000 training images; the test
/// images decided nothing.
/// </summary>
public sealed class DigitsTrainingTests
{
    [Fact]
    public void A_plain_network_reads_at_least_92_percent_of_the_test_digits()
    {
        double accuracy = TestAccuracy(epochs: 10, learningRate: 0.005, augmentation: null);
        Assert.True(accuracy >= 0.92, $"accuracy {accuracy}");
    }

    [Fact]
    public void With_augmentation_it_reads_at_least_95_percent()
    {
        var augmentation = new Augmentation(height: 28, width: 28) { Rotation = 10, Shift = 1.5, Scale = 0.1 };
        double accuracy = TestAccuracy(epochs: 20, learningRate: 0.003, augmentation);
        Assert.True(accuracy >= 0.95, $"accuracy {accuracy}");
    }

    private static double TestAccuracy(int epochs, double learningRate, Augmentation? augmentation)
    {
        Network network = Network.Of(Mnist.Pixels).Dense(64, Activation.ReLU).Dense(Mnist.Classes, Activation.Softmax)
            .Initialize(Initializer.He, seed: 1);
        var adam = new Adam(learningRate) { Schedule = new WarmupCosine(warmup: 1, epochs) };
        new Trainer(network, new SoftmaxCrossEntropy(), adam)
        {
            BatchSize = 32,
            Epochs = epochs,
            ShuffleSeed = 1,
            Augmentation = augmentation,
            AugmentationSeed = 1,
        }.Fit(Datasets.Digits());
        return network.Accuracy(Datasets.DigitsTest());
    }
}
