using System.Numerics;
using Descent.Numerics;

namespace Descent.Optimizers;

/// <summary>
/// AdaGrad: s = s + g², x = x − α·g/(√s + ε). The steps of a parameter shrink with all the gradients it has ever seen
/// (J. Duchi, E. Hazan, Y. Singer, 2011); RMSProp forgets the old ones.
/// </summary>
/// <param name="learningRate">α, above 0.</param>
/// <param name="epsilon">ε, above 0.</param>
public sealed class AdaGrad(double learningRate = 0.01, double epsilon = 1e-10) : Optimizer(learningRate, memories: 1)
{
    private readonly double epsilon = Require.Positive(epsilon, nameof(epsilon));

    /// <inheritdoc/>
    protected override void Update(ParameterArray parameters, double rate)
    {
        Span<double> x = parameters.Values, squares = parameters.Memory[0];
        ReadOnlySpan<double> gradient = parameters.Gradient;
        for (int i = 0; i < x.Length; i += Elements.AtOnce)
        {
            var g = Elements.Load(gradient, i);
            var s = Elements.Load(squares, i) + g * g;
            Elements.Store(s, squares, i);
            Elements.Store(Elements.Load(x, i) - rate * g / (Vector.SquareRoot(s) + new Vector<double>(epsilon)), x, i);
        }
    }
}
