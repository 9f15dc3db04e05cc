using Descent.Numerics;

namespace Descent.Optimizers;

/// <summary>
/// A rule that turns gradients into a step downhill. It is given arrays of parameters once (<see cref="Start"/>) and then
/// changes them in place at each <see cref="Step"/>; only <see cref="Update"/> differs from one optimizer to the next.
/// </summary>
public abstract class Optimizer
{
    private readonly int memories;
    private IReadOnlyList<ParameterArray> parameters = [];
    private int stepsPerEpoch = 1;

    /// <param name="learningRate">α, above 0.</param>
    /// <param name="memories">How many numbers it remembers for each parameter.</param>
    protected Optimizer(double learningRate, int memories)
    {
        LearningRate = Require.Positive(learningRate, nameof(learningRate));
        this.memories = memories;
    }

    /// <summary>α; α₀ where there is a schedule.</summary>
    public double LearningRate { get; }

    /// <summary>How α changes with the epochs; null keeps it.</summary>
    public LearningRateSchedule? Schedule { get; init; }

    /// <summary>t, the steps made since the start; 1 during the first one.</summary>
    public int Steps { get; private set; }

    /// <summary>The name, for a legend.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>Forgets everything (t = 0, every memory zero) and takes on these parameters.</summary>
    /// <param name="parameters">They keep their values.</param>
    /// <param name="stepsPerEpoch">Batches in a pass over the data, for the schedule.</param>
    public void Start(IReadOnlyList<ParameterArray> parameters, int stepsPerEpoch = 1)
    {
        this.parameters = parameters;
        this.stepsPerEpoch = Require.AtLeastOne(stepsPerEpoch, nameof(stepsPerEpoch));
        Steps = 0;
        foreach (var array in parameters) array.Forget(memories);
    }

    /// <summary>One step: t grows by one, and every parameter moves.</summary>
    public void Step()
    {
        double rate = Schedule?.Rate(LearningRate, (double)Steps / stepsPerEpoch) ?? LearningRate;
        Steps++;
        BeginStep();
        for (int i = 0; i < parameters.Count; i++) Update(parameters[i], rate);
    }

    /// <summary>The points it visits on its way down from <paramref name="start"/>, which comes first.</summary>
    /// <param name="start">Not changed.</param>
    /// <param name="gradient">∂f/∂x at a point, as long as the point.</param>
    /// <param name="steps">How many steps to make, at least 0.</param>
    /// <returns>steps + 1 points.</returns>
    /// <exception cref="ArgumentException">A gradient is not as long as the point.</exception>
    public IReadOnlyList<double[]> Path(double[] start, Func<double[], double[]> gradient, int steps)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(gradient);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        var point = new ParameterArray("x", [.. start], new double[start.Length]);
        Start([point]);
        var path = new List<double[]> { (double[])start.Clone() };
        for (int t = 0; t < steps; t++)
        {
            double[] g = gradient([.. point.Values]);
            if (g.Length != start.Length)
                throw new ArgumentException($"The gradient has {g.Length} numbers, but the point has {start.Length}: one derivative for each.", nameof(gradient));
            g.CopyTo(point.Gradient, 0);
            Step();
            path.Add([.. point.Values]);
        }

        return path;
    }

    /// <summary>Computes what is the same for all parameters of this step.</summary>
    protected virtual void BeginStep() { }

    /// <summary>The rule itself: moves the values of one array, given their gradient and the learning rate of this step.</summary>
    protected abstract void Update(ParameterArray parameters, double rate);
}
