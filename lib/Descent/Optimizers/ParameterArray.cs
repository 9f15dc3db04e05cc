namespace Descent.Optimizers;

/// <summary>One array of parameters as an optimizer sees it: the values, their gradient, and what it remembers of them.</summary>
public sealed class ParameterArray
{
    /// <param name="name">As in messages, for instance W1.</param>
    /// <param name="values">The parameters themselves; a step changes them in place.</param>
    /// <param name="gradient">∂C/∂value at the same index; the caller fills it before each step.</param>
    /// <param name="areWeights">Whether these are weights; weight decay leaves biases alone.</param>
    public ParameterArray(string name, double[] values, double[] gradient, bool areWeights = true)
    {
        if (values.Length != gradient.Length)
            throw new ArgumentException($"{name} has {values.Length} values but {gradient.Length} gradients.");
        Name = name;
        Values = values;
        Gradient = gradient;
        AreWeights = areWeights;
    }

    /// <summary>As in messages, for instance W1.</summary>
    public string Name { get; }

    /// <summary>The parameters themselves.</summary>
    public double[] Values { get; }

    /// <summary>∂C/∂value at the same index.</summary>
    public double[] Gradient { get; }

    /// <summary>False for biases.</summary>
    public bool AreWeights { get; }

    /// <summary>What the optimizer remembers, each as long as <see cref="Values"/> and zero at the start.</summary>
    public double[][] Memory { get; private set; } = [];

    internal void Forget(int memories)
    {
        Memory = new double[memories][];
        for (int k = 0; k < memories; k++) Memory[k] = new double[Values.Length];
    }
}
