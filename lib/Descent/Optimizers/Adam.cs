using System.Numerics;
using Descent.Numerics;

namespace Descent.Optimizers;

/// <summary>
/// Adam, momentum and RMSProp together (D. Kingma, J. Ba, "Adam: a method for stochastic optimization", 2015):
/// v = β1·v + (1−β1)·g, s = β2·s + (1−β2)·g², v̂ = v/(1−β1^t), ŝ = s/(1−β2^t), x = x − α·v̂/(√ŝ + ε).
/// v and s start at zero and are too small at first; dividing by 1−β^t corrects that.
/// </summary>
public class Adam : Optimizer
{
    private readonly double beta1;
    private readonly double beta2;
    private readonly double epsilon;
    private readonly Epsilon placement;
    private readonly BiasCorrection correction;
    private double correct1;
    private double correct2;

    /// <param name="learningRate">α, above 0.</param>
    /// <param name="beta1">β1 in [0, 1), of the moving average of g.</param>
    /// <param name="beta2">β2 in [0, 1), of the moving average of g².</param>
    /// <param name="epsilon">ε, above 0.</param>
    /// <param name="placement">ε outside the root (the paper) or inside.</param>
    /// <param name="correction">The paper's, or one of two to compare it with.</param>
    public Adam(
        double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8,
        Epsilon placement = Epsilon.OutsideRoot, BiasCorrection correction = BiasCorrection.Paper)
        : base(learningRate, memories: 2)
    {
        this.beta1 = Require.Fraction(beta1, nameof(beta1));
        this.beta2 = Require.Fraction(beta2, nameof(beta2));
        this.epsilon = Require.Positive(epsilon, nameof(epsilon));
        this.placement = placement;
        this.correction = correction;
    }

    /// <summary>The factors 1/(1−β1^t) and 1/(1−β2^t).</summary>
    protected override void BeginStep()
    {
        double first = 1 / (1 - Math.Pow(beta1, Steps)), second = 1 / (1 - Math.Pow(beta2, Steps));
        (correct1, correct2) = correction switch
        {
            BiasCorrection.None => (1, 1),
            BiasCorrection.Beta1ForBoth => (first, first),
            _ => (first, second),
        };
    }

    /// <inheritdoc/>
    protected override void Update(ParameterArray parameters, double rate)
    {
        Span<double> x = parameters.Values, velocity = parameters.Memory[0], squares = parameters.Memory[1];
        ReadOnlySpan<double> gradient = parameters.Gradient;
        var (inside, outside) = placement == Epsilon.InsideRoot ? (epsilon, 0.0) : (0.0, epsilon);
        for (int i = 0; i < x.Length; i += Elements.AtOnce)
        {
            var g = Elements.Load(gradient, i);
            var v = beta1 * Elements.Load(velocity, i) + (1 - beta1) * g;
            var s = beta2 * Elements.Load(squares, i) + (1 - beta2) * (g * g);
            var root = Vector.SquareRoot(s * correct2 + new Vector<double>(inside)) + new Vector<double>(outside);
            Elements.Store(v, velocity, i);
            Elements.Store(s, squares, i);
            Elements.Store(Elements.Load(x, i) - rate * (v * correct1) / root, x, i);
        }
    }
}
