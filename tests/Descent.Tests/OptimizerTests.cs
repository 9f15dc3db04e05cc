using Descent.Optimizers;
using Xunit;

namespace Descent.Tests;

public sealed class OptimizerTests
{
    /// <summary>Every optimizer, with a rate that suits the valley below; a new optimizer is added here.</summary>
    private static readonly Dictionary<string, Func<Optimizer>> Optimizers = new()
    {
        ["gradient descent"] = () => new GradientDescent(0.001),
        ["momentum"] = () => new Momentum(0.002),
        ["momentum, accumulating"] = () => new Momentum(0.0002, accumulate: true),
        ["Nesterov"] = () => new Nesterov(0.0002),
        ["AdaGrad"] = () => new AdaGrad(0.5),
        ["RMSProp"] = () => new RMSProp(0.001),
        ["RMSProp, ε inside"] = () => new RMSProp(0.001, placement: Epsilon.InsideRoot),
        ["Adam"] = () => new Adam(0.01),
        ["Adam, ε inside"] = () => new Adam(0.01, placement: Epsilon.InsideRoot),
        ["Adam, no correction"] = () => new Adam(0.01, correction: BiasCorrection.None),
        ["Adam, β1 for both"] = () => new Adam(0.01, correction: BiasCorrection.Beta1ForBoth),
        ["AdamW"] = () => new AdamW(0.01, weightDecay: 0),
    };

    public static TheoryData<string> Names => [.. Optimizers.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Reaches_the_bottom_of_a_parabola(string name)
    {
        // f = Σ (x − 3)², over more numbers than a vector holds and not a multiple of it.
        double[] start = [.. Enumerable.Range(0, 11).Select(i => i - 5.0)];
        var end = Optimizers[name]().Path(start, x => [.. x.Select(value => 2 * (value - 3))], steps: 20_000)[^1];
        Assert.All(end, value => Assert.Equal(3, value, 0.02));
    }

    [Theory, MemberData(nameof(Names))]
    public void Follows_Rosenbrocks_valley(string name)
    {
        // f = (1 − x)² + 100·(y − x²)², from (−1.5, 2) where f = 12.5; the bottom, 0, is at (1, 1).
        var end = Optimizers[name]().Path([-1.5, 2], p => [-2 * (1 - p[0]) - 400 * p[0] * (p[1] - p[0] * p[0]), 200 * (p[1] - p[0] * p[0])], steps: 20_000)[^1];
        double f = Math.Pow(1 - end[0], 2) + 100 * Math.Pow(end[1] - end[0] * end[0], 2);
        Assert.True(f < 0.01, $"{name} ends at ({end[0]}, {end[1]}) with f = {f}");
    }

    [Theory, MemberData(nameof(Names))]
    public void Starting_again_forgets_everything(string name)
    {
        var optimizer = Optimizers[name]();
        double[] Last() => optimizer.Path([1, -2, 3], x => [.. x.Select(value => 4 * value)], steps: 7)[^1];
        Assert.Equal(Last(), Last());
    }

    [Theory, MemberData(nameof(Names))]
    public void A_zero_gradient_moves_nothing(string name) =>
        Assert.Equal([1.5, -2, 0], Optimizers[name]().Path([1.5, -2, 0], x => [0, 0, 0], steps: 5)[^1]);

    [Fact]
    public void Two_steps_of_momentum_worked_by_hand()
    {
        // g = 2, then 4; β = 0.5, α = 0.1. v = 0.5·0 + 0.5·2 = 1, x = 10 − 0.1·1 = 9.9; v = 0.5·1 + 0.5·4 = 2.5, x = 9.9 − 0.25 = 9.65.
        Assert.Equal([9.9, 9.65], Steps(new Momentum(0.1, beta: 0.5), start: 10, 2, 4), Close);
        // Accumulating: v = 2, x = 9.8; v = 0.5·2 + 4 = 5, x = 9.3.
        Assert.Equal([9.8, 9.3], Steps(new Momentum(0.1, beta: 0.5, accumulate: true), start: 10, 2, 4), Close);
        // Nesterov: v = 2, x = 10 − 0.1·(2 + 0.5·2) = 9.7; v = 5, x = 9.7 − 0.1·(4 + 0.5·5) = 9.05.
        Assert.Equal([9.7, 9.05], Steps(new Nesterov(0.1, beta: 0.5), start: 10, 2, 4), Close);
    }

    [Fact]
    public void Two_steps_of_the_adaptive_rules_worked_by_hand()
    {
        // AdaGrad: s = 9, x = 10 − 0.6·3/3 = 9.4; s = 9 + 16 = 25, x = 9.4 − 0.6·4/5 = 8.92.
        Assert.Equal([9.4, 8.92], Steps(new AdaGrad(0.6), start: 10, 3, 4), Close);
        // RMSProp, β = 0.75: s = 0.25·16 = 4, x = 10 − 0.1·4/2 = 9.8; s = 0.75·4 + 0.25·4 = 4, x = 9.8 − 0.1·2/2 = 9.7.
        Assert.Equal([9.8, 9.7], Steps(new RMSProp(0.1, beta: 0.75), start: 10, 4, 2), Close);
        // ε inside, s = 4 and ε = 5: x = 10 − 0.1·4/√9.
        Assert.Equal([10 - 0.4 / 3], Steps(new RMSProp(0.1, beta: 0.75, epsilon: 5, placement: Epsilon.InsideRoot), start: 10, 4), Close);
        // ε outside, s = 4 and ε = 6: x = 10 − 0.1·4/(2 + 6).
        Assert.Equal([9.95], Steps(new RMSProp(0.1, beta: 0.75, epsilon: 6), start: 10, 4), Close);
    }

    [Fact]
    public void Two_steps_of_Adam_worked_by_hand()
    {
        // β1 = 0.5, β2 = 0.75, α = 0.1. g = 4: v = 2, v̂ = 2/0.5 = 4; s = 0.25·16 = 4, ŝ = 4/0.25 = 16; x = 10 − 0.1·4/4 = 9.9.
        // g = 2: v = 0.5·2 + 0.5·2 = 2, v̂ = 2/0.75; s = 0.75·4 + 0.25·4 = 4, ŝ = 4/(1 − 0.5625); x = 9.9 − 0.1·(2/0.75)/√(4/0.4375).
        double second = 9.9 - 0.1 * (2 / 0.75) / Math.Sqrt(4 / 0.4375);
        Assert.Equal([9.9, second], Steps(new Adam(0.1, beta1: 0.5, beta2: 0.75), start: 10, 4, 2), Close);
    }

    [Theory]
    [InlineData(0.003), InlineData(-250)]
    public void Adams_first_step_is_the_learning_rate_whatever_the_gradient(double gradient)
    {
        double moved = Steps(new Adam(0.01), start: 0, gradient)[0];
        Assert.Equal(-0.01 * Math.Sign(gradient), moved, 1e-7);
    }

    [Fact]
    public void With_beta1_in_both_corrections_the_first_step_is_ten_times_too_long()
    {
        double wrong = Steps(new Adam(0.01, correction: BiasCorrection.Beta1ForBoth), start: 0, 1)[0];
        Assert.Equal(-0.1, wrong, 1e-6);
    }

    [Fact]
    public void Beta_zero_and_decay_zero_change_nothing()
    {
        double[] gradients = [3, -1, 0.5, 7];
        double[] plain = Steps(new GradientDescent(0.1), start: 2, gradients);
        Assert.Equal(plain, Steps(new Momentum(0.1, beta: 0), start: 2, gradients));
        Assert.Equal(plain, Steps(new Nesterov(0.1, beta: 0), start: 2, gradients));
        Assert.Equal(Steps(new Adam(0.1), start: 2, gradients), Steps(new AdamW(0.1, weightDecay: 0), start: 2, gradients));
    }

    [Fact]
    public void AdamW_decays_weights_and_leaves_biases_alone_unless_asked()
    {
        double[] Stepped(bool decayBiases, bool areWeights)
        {
            var array = new ParameterArray("p", [2], [0], areWeights);
            var optimizer = new AdamW(0.1, weightDecay: 0.5, decayBiases: decayBiases);
            optimizer.Start([array]);
            optimizer.Step();
            return array.Values;
        }

        // (1 − 0.1·0.5)·2 = 1.9, and a zero gradient adds nothing.
        Assert.Equal([1.9], Stepped(decayBiases: false, areWeights: true), Close);
        Assert.Equal([2.0], Stepped(decayBiases: false, areWeights: false), Close);
        Assert.Equal([1.9], Stepped(decayBiases: true, areWeights: false), Close);
    }

    [Fact]
    public void Schedules_lower_the_rate_as_they_say()
    {
        double[] Rates(LearningRateSchedule schedule, params double[] epochs) => [.. epochs.Select(epoch => schedule.Rate(0.2, epoch))];
        Assert.Equal([0.2, 0.2, 0.1, 0.2 / 3], Rates(new InverseTimeDecay(1), 0, 0.9, 1, 2), Close);
        Assert.Equal([0.2, 0.19, 0.1805], Rates(new ExponentialDecay(0.95), 0, 1.5, 2), Close);
        Assert.Equal([0.2, 0.2, 0.1, 0.05], Rates(new StepDecay(every: 10, factor: 0.5), 0, 9.9, 10, 20), Close);
        Assert.Equal([0, 0.1, 0.2, 0.1, 0, 0], Rates(new WarmupCosine(warmup: 2, epochs: 6), 0, 1, 2, 4, 6, 7), Close);
    }

    [Fact]
    public void A_schedule_counts_epochs_by_the_steps_in_one()
    {
        var array = new ParameterArray("x", [0], [1]);
        var optimizer = new GradientDescent(1) { Schedule = new StepDecay(every: 1, factor: 0.5) };
        optimizer.Start([array], stepsPerEpoch: 2);
        var path = new List<double>();
        for (int step = 0; step < 6; step++)
        {
            optimizer.Step();
            path.Add(array.Values[0]);
        }

        // Two steps of 1, two of 1/2, two of 1/4.
        Assert.Equal([-1, -2, -2.5, -3, -3.25, -3.5], path);
    }

    [Fact]
    public void Rates_out_of_range_are_refused_with_the_value_and_the_range()
    {
        Assert.Contains("learningRate is -0.1; it must be above 0", Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(-0.1)).Message);
        Assert.Contains("beta is 1; it must be at least 0 and below 1", Assert.Throws<ArgumentOutOfRangeException>(() => new Momentum(0.1, beta: 1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientDescent(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientDescent(double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RMSProp(0.1, epsilon: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamW(0.1, weightDecay: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepDecay(every: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialDecay(1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WarmupCosine(warmup: 5, epochs: 5));
    }

    [Fact]
    public void A_path_starts_at_the_start_and_leaves_it_alone()
    {
        double[] start = [1, -2];
        var path = new GradientDescent(0.5).Path(start, x => [2 * x[0], 2 * x[1]], steps: 1);
        Assert.Equal([[1, -2], [0, 0]], path);
        path[0][0] = 7;
        Assert.Equal([1, -2], start);
        Assert.Single(new Adam().Path(start, x => x, steps: 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_gradient_of_another_length_is_refused(int length) => Assert.Contains(
        $"The gradient has {length} numbers, but the point has 2", Assert.Throws<ArgumentException>(() => new Adam().Path([1, 2], _ => new double[length], 5)).Message);

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) < 1e-8;

    private static double[] Steps(Optimizer optimizer, double start, params double[] gradients)
    {
        var array = new ParameterArray("x", [start], new double[1]);
        optimizer.Start([array]);
        var path = new List<double>();
        foreach (double gradient in gradients)
        {
            array.Gradient[0] = gradient;
            optimizer.Step();
            path.Add(array.Values[0]);
        }

        return [.. path];
    }
}
