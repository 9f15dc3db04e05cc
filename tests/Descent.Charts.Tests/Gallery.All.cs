namespace Descent.Charts.Tests;

internal static partial class Gallery
{
    public static IReadOnlyDictionary<string, Chart> All { get; } = Plain().Concat(Odd()).Concat(Course()).ToDictionary(f => f.Name, f => f.Chart);
}
