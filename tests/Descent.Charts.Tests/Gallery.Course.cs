using Descent.Charts;
using Descent.Data;
using Descent.Diagnostics;
using Descent.Losses;
using Descent.Networks;
using Descent.Numerics;
using Descent.Optimizers;
using Descent.Training;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Charts.Tests;

internal static partial class Gallery
{
    /// <summary>The pictures of the course, from real trainings.</summary>
    public static IEnumerable<(string Name, Chart Chart)> Course()
    {
        var moons = Datasets.Moons(samples: 300, noise: 0.2, seed: 3);
        var split = moons.Split(SplitRule.WithDev, seed: 1);
        Network Fresh() => Network.Of(inputs: 2).Dense(5, Activation.ReLU).Dense(2, Activation.ReLU).Dense(1, Activation.Sigmoid).Initialize(Initializer.He, seed: 3);
        TrainingHistory Train(Network network, Optimizer optimizer, int epochs = 300, Dataset? dev = null) =>
            new Trainer(network, new BinaryCrossEntropy(), optimizer) { Epochs = epochs, ShuffleSeed = 10, Validation = dev, EarlyStopping = dev is null ? null : new EarlyStopping(50) }.Fit(split.Train);

        var trained = Fresh();
        var adam = Train(trained, new Adam(0.01));
        yield return ("costs-one", adam.Chart());
        yield return ("costs-several", Chart.Costs(("Adam", adam), ("momentum", Train(Fresh(), new Momentum(0.1))), ("gradient descent", Train(Fresh(), new GradientDescent(0.1)))).WithYAxis(log: true));
        yield return ("costs-early-stopping", Train(Fresh(), new Adam(0.02), 2000, split.Dev).Chart());
        yield return ("boundary", Chart.DecisionBoundary(trained, moons));
        yield return ("boundary-function", Chart.DecisionBoundary((x, y) => 1 / (1 + Math.Exp(-4 * (x - y))), moons));
        var blobs = Datasets.Blobs(samples: 150, seed: 4);
        var three = Network.Of(inputs: 2).Dense(6, Activation.ReLU).Dense(blobs.Outputs, Activation.Softmax).Initialize(Initializer.He, seed: 1);
        new Trainer(three, new SoftmaxCrossEntropy(), new Adam(0.01)) { Epochs = 100 }.Fit(blobs);
        yield return ("boundary-classes", Chart.DecisionBoundary(three, blobs));
        yield return ("cost-surface", Chart.CostSurface((u, v) => 0.5 * (u * u + 20 * v * v), (-6, 2), (-1.2, 1.2),
            ("gradient descent", Enumerable.Range(0, 40).Select(t => (-5 * Math.Pow(0.91, t), 0.8 * Math.Pow(-0.8, t)))),
            ("momentum", Enumerable.Range(0, 40).Select(t => (-5 * Math.Pow(0.9, t), 0.8 * Math.Pow(0.7, t))))));
        yield return ("accuracies", Chart.Accuracies(("no regularization", 0.948, 0.915), ("L2", 0.938, 0.93), ("dropout", 0.929, 0.95)));
        yield return ("layer-histograms", Chart.Histograms(trained.Layers.Select(l => ($"W{l.Number}", l.W.Enumerate()))));
        var random = new NumPyRandom(1);
        yield return ("mask", Chart.Mask(Matrix<double>.Build.Dense(10, 24, (_, _) => random.Rand() < 0.8 ? 1 / 0.8 : 0)));
        var digits = Datasets.DigitsTest();
        yield return ("digits", Chart.Digits(digits, Enumerable.Range(0, 16)));
        var untrained = Network.Of(inputs: 784).Dense(10, Activation.Softmax).Initialize(Initializer.He, seed: 1);
        yield return ("digits-mistaken", Chart.Digits(digits, Enumerable.Range(0, 10), untrained, columns: 5));
        var seven = Image.Of(digits, 0);
        yield return ("variants", Chart.Images(4, ("original", seven.ToMatrix()), ("turned by 15°", seven.Rotate(15).ToMatrix()), ("shifted", seven.Shift(3, 2).ToMatrix()), ("flipped", seven.FlipHorizontally().ToMatrix())).WithTitle("Variants of a seven"));
        yield return ("confusion", Chart.Confusion(untrained.ConfusionMatrix(digits)));
        var models = BiasVariance.OfPolynomials(x => Math.Sin(2 * Math.PI * x), [0, 1, 3, 5, 7]);
        yield return ("bias-variance", Chart.BiasVariance(models).WithYAxis(log: true));
        yield return ("fits", Chart.Fits(models[2]));
        yield return ("epsilon-sweep", Chart.EpsilonSweep(GradientCheck.Sweep(e => GradientCheck.Run(trained, new BinaryCrossEntropy(), moons, epsilon: e), [.. Enumerable.Range(1, 12).Select(k => Math.Pow(10, -k))])));
        yield return ("scrubber", Chart.Scrub("epoch", new[] { 1, 5, 20, 80 }.Select(epochs =>
        {
            var network = Fresh();
            Train(network, new Adam(0.01), epochs);
            return ($"{epochs}", Chart.DecisionBoundary(network, split.Dev, samples: 40).WithTitle("The boundary while it learns"));
        })));
    }
}
