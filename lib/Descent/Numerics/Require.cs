namespace Descent.Numerics;

/// <summary>The ranges of hyperparameters, refused with the value, the range and an example.</summary>
internal static class Require
{
    public static double Positive(double value, string name) =>
        value > 0 && double.IsFinite(value) ? value : throw Refused(name, value, "above 0 and finite, for instance 0.01");

    public static double NotNegative(double value, string name) =>
        value >= 0 && double.IsFinite(value) ? value : throw Refused(name, value, "at least 0 and finite, for instance 0.1");

    public static double Fraction(double value, string name) =>
        value is >= 0 and < 1 ? value : throw Refused(name, value, "at least 0 and below 1, for instance 0.9");

    public static double Share(double value, string name) =>
        value is > 0 and <= 1 ? value : throw Refused(name, value, "above 0 and at most 1, for instance 0.5");

    public static int AtLeastOne(int value, string name) =>
        value >= 1 ? value : throw Refused(name, value, "at least 1");

    private static ArgumentOutOfRangeException Refused(string name, double value, string range) =>
        new(name, $"{name} is {value}; it must be {range}.");
}
