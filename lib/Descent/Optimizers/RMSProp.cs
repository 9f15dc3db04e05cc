using System.Numerics;
using Descent.Numerics;

namespace Descent.Optimizers;

/// <summary>
/// RMSProp: s = β·s + (1−β)·g², x = x − α·g/(√s + ε). Directions that swing wildly get short steps, flat ones long steps
/// (T. Tieleman, G. Hinton, lecture 6.5 of "Neural Networks for Machine Learning", 2012).
/// </summary>
public sealed class RMSProp : Optimizer
{
    private readonly double beta;
    private readonly double epsilon;
    private readonly Epsilon placement;

    /// <param name="learningRate">α, above 0.</param>
    /// <param name="beta">β in [0, 1).</param>
    /// <param name="epsilon">ε, above 0.</param>
    /// <param name="placement">ε outside the root (the usual form) or inside.</param>
    public RMSProp(double learningRate = 0.001, double beta = 0.9, double epsilon = 1e-8, Epsilon placement = Epsilon.OutsideRoot)
        : base(learningRate, memories: 1)
    {
        this.beta = Require.Fraction(beta, nameof(beta));
        this.epsilon = Require.Positive(epsilon, nameof(epsilon));
        this.placement = placement;
    }

    /// <inheritdoc/>
    protected override void Update(ParameterArray parameters, double rate)
    {
        Span<double> x = parameters.Values, squares = parameters.Memory[0];
        ReadOnlySpan<double> gradient = parameters.Gradient;
        var (inside, outside) = placement == Epsilon.InsideRoot ? (epsilon, 0.0) : (0.0, epsilon);
        for (int i = 0; i < x.Length; i += Elements.AtOnce)
        {
            var g = Elements.Load(gradient, i);
            var s = beta * Elements.Load(squares, i) + (1 - beta) * (g * g);
            var root = Vector.SquareRoot(s + new Vector<double>(inside)) + new Vector<double>(outside);
            Elements.Store(s, squares, i);
            Elements.Store(Elements.Load(x, i) - rate * g / root, x, i);
        }
    }
}
