namespace Descent.Optimizers;

/// <summary>The ranges of hyperparameters, refused with the value and the range.</summary>
internal static class Require
{
    public static double Positive(double value, string name) =>
        value > 0 && double.IsFinite(value) ? value
            : throw new ArgumentOutOfRangeException(name, $"{name} is {value}; it must be above 0 and finite, for instance 0.01.");

    public static double NotNegative(double value, string name) =>
        value >= 0 && double.IsFinite(value) ? value
            : throw new ArgumentOutOfRangeException(name, $"{name} is {value}; it must be at least 0 and finite.");

    public static double Fraction(double value, string name) =>
        value is >= 0 and < 1 ? value
            : throw new ArgumentOutOfRangeException(name, $"{name} is {value}; it must be at least 0 and below 1, for instance 0.9.");
}
