using Descent.Data;
using Descent.Losses;
using Descent.Networks;
using Descent.Optimizers;
using Descent.Regularizers;
using Descent.Training;
using Xunit;

namespace Descent.Tests.Data;

public sealed class FootballPitchTests
{
    [Fact]
    public void It_has_the_courses_sizes_and_the_pitchs()
    {
        var (train, dev, test) = Datasets.FootballPitch();
        Assert.Equal((211, 200, 200), (train.Count, dev.Count, test.Count));
        Assert.All(train.X.Row(0), along => Assert.InRange(along, -1, 1));
        Assert.All(train.X.Row(1), across => Assert.InRange(across, -0.65, 0.65));
        Assert.InRange(train.Labels.Count(label => label == 1), 80, 130);
        Assert.NotEqual(Datasets.FootballPitch(seed: 3).Train.X, train.X);
        Assert.Equal(Datasets.FootballPitch(seed: 2).Test.X, test.X);
    }

    [Fact]
    public void Without_regularization_the_network_learns_the_noise_and_L2_and_dropout_help()
    {
        var (train, test) = Datasets.FootballPitch();
        var (plainTrain, plainTest) = Accuracies(keep: 1, null);
        var (_, l2) = Accuracies(keep: 1, new L2(lambda: 0.7));
        var (_, dropout) = Accuracies(keep: 0.86, null);
        Assert.True(plainTrain >= 0.95, $"training accuracy {plainTrain}");
        Assert.True(plainTest <= plainTrain - 0.05, $"test accuracy {plainTest}");
        Assert.True(l2 > plainTest && dropout > plainTest, $"test accuracies: plain {plainTest}, L2 {l2}, dropout {dropout}");

        (double Train, double Test) Accuracies(double keep, Regularizer? regularizer)
        {
            Network network = Network.Of(2).Dense(20, Activation.ReLU, keep).Dense(3, Activation.ReLU, keep).Dense(1, Activation.Sigmoid)
                .Initialize(Initializer.He, seed: 3);
            new Trainer(network, new BinaryCrossEntropy(), new GradientDescent(learningRate: 0.3))
            {
                BatchSize = train.Count,
                Epochs = 30_000,
                Regularizer = regularizer,
                DropoutSeed = 1,
            }.Fit(train);
            return (network.Accuracy(train), network.Accuracy(test));
        }
    }
}
