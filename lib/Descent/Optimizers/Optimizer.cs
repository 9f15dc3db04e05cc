namespace Descent.Optimizers;

/// <summary>
/// A rule that turns gradients into a step downhill. It is given arrays of parameters once (<see cref="Start"/>) and then
/// changes them in place at each <see cref="Step"/>; only <see cref="Update"/> differs from one optimizer to the next.
/// </summary>
public abstract class Optimizer
{
    private readonly int memories;
    private IReadOnlyList<ParameterArray> parameters = [];

    /// <param name="learningRate">α, above 0.</param>
    /// <param name="memories">How many numbers it remembers for each parameter.</param>
    protected Optimizer(double learningRate, int memories)
    {
        LearningRate = Require.Positive(learningRate, nameof(learningRate));
        this.memories = memories;
    }

    /// <summary>α.</summary>
    public double LearningRate { get; }

    /// <summary>t, the steps made since the start; 1 during the first one.</summary>
    public int Steps { get; private set; }

    /// <summary>The name, for a legend.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>Forgets everything (t = 0, every memory zero) and takes on these parameters.</summary>
    public void Start(IReadOnlyList<ParameterArray> parameters)
    {
        this.parameters = parameters;
        Steps = 0;
        foreach (var array in parameters)
        {
            array.Memory = new double[memories][];
            for (int k = 0; k < memories; k++) array.Memory[k] = new double[array.Values.Length];
        }
    }

    /// <summary>One step: t grows by one, and every parameter moves.</summary>
    public void Step()
    {
        Steps++;
        for (int i = 0; i < parameters.Count; i++) Update(parameters[i], LearningRate);
    }

    /// <summary>The rule itself: moves the values of one array, given their gradient and the learning rate of this step.</summary>
    protected abstract void Update(ParameterArray parameters, double rate);
}
