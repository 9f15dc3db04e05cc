using System.Globalization;

namespace Descent.Diagnostics;

/// <summary>The derivative of the cost by one parameter, computed in two ways.</summary>
/// <param name="Name">The parameter, counted from 0 as in code: <c>W2[3,1]</c> is row 3, column 1 of layer 2's weights.</param>
/// <param name="Backprop">What backpropagation says.</param>
/// <param name="Numeric">(J(θ + ε) − J(θ − ε)) / 2ε.</param>
public readonly record struct GradientEntry(string Name, double Backprop, double Numeric)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}: backprop {Backprop:G6}, numeric {Numeric:G6}").Replace('-', '−');
}
