using Descent.Data;
using Descent.Losses;
using Descent.Networks;
using Descent.Optimizers;
using Descent.Regularizers;
using Descent.Training;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Descent.Tests;

public sealed class TrainerTests
{
    private static readonly Dataset Moons = Datasets.Moons(samples: 100, noise: 0.2, seed: 1);

    private static Network Fresh(double keep = 1) =>
        Network.Of(2).Dense(6, Activation.ReLU, keep).Dense(3, Activation.Tanh, keep).Dense(1, Activation.Sigmoid).Initialize(Initializer.He, seed: 1);

    private static Trainer TrainerOf(Network network) => new(network, new BinaryCrossEntropy(), new Adam(0.01)) { Epochs = 5, BatchSize = 32 };

    [Theory]
    [InlineData(1, 100), InlineData(32, 4), InlineData(100, 1), InlineData(int.MaxValue, 1)]
    public void Stochastic_mini_batch_and_batch_differ_in_their_updates(int batchSize, int updatesInAnEpoch)
    {
        var history = new Trainer(Fresh(), new BinaryCrossEntropy(), new GradientDescent(0.01)) { Epochs = 3, BatchSize = batchSize }.Fit(Moons);
        Assert.Equal(3 * updatesInAnEpoch, history.Updates);
        Assert.Equal(3, history.Epochs);
        Assert.Equal(TrainingEnd.AllEpochs, history.End);
    }

    [Fact]
    public void A_step_of_batch_gradient_descent_worked_by_hand()
    {
        // One linear unit, w = 3, b = 1, examples (1 → 2) and (2 → 6): a = 4 and 7, errors 2 and 1, C = (4 + 1)/4 = 1.25.
        // dw = (2·1 + 1·2)/2 = 2, db = (2 + 1)/2 = 1.5; α = 0.1: w = 2.8, b = 0.85.
        var network = Network.Of(1).Dense(1, Activation.Linear);
        network.Layers[0].W[0, 0] = 3;
        network.Layers[0].b[0, 0] = 1;
        var data = new Dataset(Matrix<double>.Build.DenseOfRowArrays([1, 2]), Matrix<double>.Build.DenseOfRowArrays([2, 6]));
        var history = new Trainer(network, new QuadraticCost(), new GradientDescent(0.1)) { Epochs = 1 }.Fit(data);
        Assert.Equal(1.25, history.Costs[0], 1e-15);
        Assert.Equal(2.8, network.Layers[0].W[0, 0], 1e-15);
        Assert.Equal(0.85, network.Layers[0].b[0, 0], 1e-15);
    }

    [Fact]
    public void The_same_seeds_give_the_same_bits_and_other_seeds_others()
    {
        double[] Trained(long shuffleSeed, long dropoutSeed)
        {
            var network = Fresh(keep: 0.8);
            new Trainer(network, new BinaryCrossEntropy(), new Adam(0.01)) { Epochs = 3, BatchSize = 32, ShuffleSeed = shuffleSeed, DropoutSeed = dropoutSeed }.Fit(Moons);
            return [.. network.Parameters];
        }

        Assert.Equal(Trained(1, 1), Trained(1, 1));
        Assert.NotEqual(Trained(1, 1), Trained(2, 1));
        Assert.NotEqual(Trained(1, 1), Trained(1, 2));
    }

    [Fact]
    public void Lambda_zero_changes_nothing()
    {
        double[] Trained(Regularizer? regularizer)
        {
            var network = Fresh();
            new Trainer(network, new BinaryCrossEntropy(), new Adam(0.01)) { Epochs = 3, BatchSize = 32, Regularizer = regularizer }.Fit(Moons);
            return [.. network.Parameters];
        }

        Assert.Equal(Trained(null), Trained(new L2(0)));
        Assert.Equal(Trained(null), Trained(new L1(0)));
        Assert.NotEqual(Trained(null), Trained(new L1L2(0, 1)));
    }

    [Fact]
    public void Fitting_twice_starts_the_optimizer_afresh()
    {
        var optimizer = new Adam(0.01);
        double[] Trained(Optimizer used)
        {
            var network = Fresh();
            new Trainer(network, new BinaryCrossEntropy(), used) { Epochs = 2 }.Fit(Moons);
            return [.. network.Parameters];
        }

        Trained(optimizer);
        Assert.Equal(Trained(new Adam(0.01)), Trained(optimizer));
    }

    [Fact]
    public void Early_stopping_restores_the_best_epoch()
    {
        var split = (Train: Datasets.Moons(30, 0.4, seed: 2), Dev: Datasets.Moons(200, 0.4, seed: 3));
        var network = Network.Of(2).Dense(30, Activation.ReLU).Dense(1, Activation.Sigmoid).Initialize(Initializer.He, seed: 1);
        var history = new Trainer(network, new BinaryCrossEntropy(), new Adam(0.05))
        {
            Epochs = 500,
            Validation = split.Dev,
            EarlyStopping = new EarlyStopping(patience: 10),
        }.Fit(split.Train);

        Assert.Equal(TrainingEnd.EarlyStopping, history.End);
        double best = history.ValidationCosts.Min();
        Assert.Equal(history.BestEpoch, history.ValidationCosts.ToList().IndexOf(best) + 1);
        Assert.Equal(history.BestEpoch + 10, history.Epochs);
        Assert.Equal(best, network.Cost(split.Dev, new BinaryCrossEntropy()));
        Assert.Equal(history.ValidationAccuracies[history.BestEpoch!.Value - 1], network.Accuracy(split.Dev));
    }

    [Fact]
    public void A_minimum_improvement_makes_small_ones_not_count()
    {
        var history = new Trainer(Fresh(), new BinaryCrossEntropy(), new GradientDescent(0.001))
        {
            Epochs = 100,
            Validation = Moons,
            EarlyStopping = new EarlyStopping(patience: 4, minimumImprovement: 10),
        }.Fit(Moons);
        Assert.Equal((1, 5), (history.BestEpoch, history.Epochs));
    }

    [Fact]
    public void Cancelling_ends_between_two_batches_and_keeps_the_history()
    {
        using var cancellation = new CancellationTokenSource();
        var trainer = new Trainer(Fresh(), new BinaryCrossEntropy(), new Adam(0.01))
        {
            Epochs = int.MaxValue,
            BatchSize = 32,
            Progress = progress =>
            {
                if (progress.Epoch == 3) cancellation.Cancel();
            },
        };
        var history = trainer.Fit(Moons, cancellation.Token);
        Assert.Equal((TrainingEnd.Cancelled, 3, 12L), (history.End, history.Epochs, history.Updates));
    }

    [Fact]
    public void A_slow_pace_is_cancelled_at_once()
    {
        using var cancellation = new CancellationTokenSource();
        var history = new Trainer(Fresh(), new BinaryCrossEntropy(), new Adam(0.01))
        {
            UpdatesPerSecond = 0.001,
            BatchSize = 100,
            Progress = _ => cancellation.Cancel(),
        }.Fit(Moons, cancellation.Token);
        Assert.Equal((TrainingEnd.Cancelled, 1L), (history.End, history.Updates));
    }

    [Fact]
    public void A_pace_keeps_updates_apart()
    {
        var last = default(TrainingProgress);
        new Trainer(Fresh(), new BinaryCrossEntropy(), new Adam(0.01)) { UpdatesPerSecond = 500, Epochs = 11, BatchSize = 100, Progress = progress => last = progress }.Fit(Moons);
        Assert.True(last.Elapsed >= TimeSpan.FromMilliseconds(15), $"10 waits of 2 ms took {last.Elapsed}");
    }

    [Fact]
    public void Progress_estimates_the_time_left()
    {
        var progress = new TrainingProgress(Epoch: 20, Epochs: 100, Cost: 0.25, ValidationCost: double.NaN, Elapsed: TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.FromSeconds(12), progress.Remaining);
        Assert.Equal("epoch 20/100: cost 0.250000, 12.0 s left", progress.ToString());
    }

    [Fact]
    public void Norms_are_recorded_on_request_only()
    {
        Assert.Empty(TrainerOf(Fresh()).Fit(Moons).GradientNorms);
        var network = Fresh();
        var history = new Trainer(network, new BinaryCrossEntropy(), new Adam(0.01)) { Epochs = 4, RecordNorms = true }.Fit(Moons);
        Assert.Equal(4, history.GradientNorms.Count);
        Assert.All(history.GradientNorms, norms => Assert.Equal(3, norms.Length));
        for (int l = 0; l < 3; l++) Assert.Equal(network.Layers[l].W.FrobeniusNorm(), history.WeightNorms[^1][l], 1e-12);
    }

    [Fact]
    public void A_training_that_diverges_says_where_and_why()
    {
        var network = Network.Of(2).Dense(4, Activation.ReLU).Dense(1, Activation.Linear).Initialize(Initializer.He, seed: 1);
        var error = Assert.Throws<DivergedException>(() => new Trainer(network, new QuadraticCost(), new GradientDescent(1e6)) { Epochs = 1000, BatchSize = 50 }.Fit(Moons));
        Assert.True(error.Epoch > 1 || error.Batch > 1);
        Assert.Contains($"in epoch {error.Epoch}, batch {error.Batch}", error.Message);
        Assert.Contains("learning rate", error.Message);

        network.Layers[0].W = Matrix<double>.Build.Dense(4, 2, 1e200);
        network.Layers[1].W = Matrix<double>.Build.Dense(1, 4, 1e200);
        error = Assert.Throws<DivergedException>(() => TrainerOfQuadratic(network).Fit(Moons));
        Assert.Equal((1, 1), (error.Epoch, error.Batch));
        Assert.Contains("start", error.Message);

        static Trainer TrainerOfQuadratic(Network network) => new(network, new QuadraticCost(), new GradientDescent(0.1));
    }

    [Fact]
    public void A_NaN_in_a_weight_is_noticed()
    {
        var network = Fresh();
        network.Layers[0].W[2, 1] = double.NaN;
        Assert.Contains("NaN", Assert.Throws<DivergedException>(() => TrainerOf(network).Fit(Moons)).Message);
    }

    [Fact]
    public void What_does_not_fit_is_refused_before_anything_changes()
    {
        var network = Fresh();
        double[] before = [.. network.Parameters];
        var three = new Dataset(Matrix<double>.Build.Dense(3, 4), Matrix<double>.Build.Dense(1, 4));
        Assert.Equal("W1 is 6×2, but X has 3 features (expected 6×3).", Refused(() => TrainerOf(network).Fit(three)));
        var transposed = new Dataset(Matrix<double>.Build.Dense(10, 2), Matrix<double>.Build.Dense(1, 2));
        Assert.Contains("is X transposed?", Refused(() => TrainerOf(network).Fit(transposed)));
        var twoOutputs = new Dataset(Matrix<double>.Build.Dense(2, 4), Matrix<double>.Build.Dense(2, 4));
        Assert.Contains("has 1 units, but Y has 2 rows", Refused(() => TrainerOf(network).Fit(twoOutputs)));
        var halves = new Dataset(Matrix<double>.Build.Dense(2, 4), Matrix<double>.Build.Dense(1, 4, 0.5));
        Assert.Contains("Y[0,0] is 0.5", Refused(() => TrainerOf(network).Fit(halves)));
        Assert.Contains("needs a softmax output", Refused(() => new Trainer(network, new SoftmaxCrossEntropy(), new Adam()).Fit(Moons)));
        Assert.Contains("Epochs is 0", Refused(() => new Trainer(network, new BinaryCrossEntropy(), new Adam()) { Epochs = 0 }.Fit(Moons)));
        Assert.Contains("BatchSize is -3", Refused(() => new Trainer(network, new BinaryCrossEntropy(), new Adam()) { BatchSize = -3 }.Fit(Moons)));
        Assert.Contains("UpdatesPerSecond is 0", Refused(() => new Trainer(network, new BinaryCrossEntropy(), new Adam()) { UpdatesPerSecond = 0 }.Fit(Moons)));
        Assert.Contains("set Validation", Refused(() => new Trainer(network, new BinaryCrossEntropy(), new Adam()) { EarlyStopping = new EarlyStopping(3) }.Fit(Moons)));
        Assert.Contains("Validation is the test set", Refused(() =>
            new Trainer(network, new BinaryCrossEntropy(), new Adam()) { EarlyStopping = new EarlyStopping(3), Validation = Moons.As(DatasetRole.Test) }.Fit(Moons)));
        Assert.Contains("patience is 0", Refused(() => new EarlyStopping(0)));
        Assert.Contains("lambda is -1", Refused(() => new L2(-1)));
        Assert.Equal(before, network.Parameters);

        static string Refused(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
    }
}
