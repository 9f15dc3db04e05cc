namespace Descent.Publishing.Slides;

/// <summary>How large text is set on a slide, in pixels at 1280×720. None is below 20: shrinking is not fitting.</summary>
/// <param name="Prose">Running text.</param>
/// <param name="Code">Code and the text it prints; a character is half as wide as the size (Ubuntu Mono).</param>
internal sealed record TypeSize(double Prose, double Code)
{
    /// <summary>From the largest to the smallest.</summary>
    public static IReadOnlyList<TypeSize> All { get; } = [new(40, 30), new(36, 28), new(34, 26), new(32, 24), new(29, 22), new(26, 22), new(26, 20), new(24, 20), new(22, 20)];

    /// <summary>The same with running text no larger than this: beside code or a picture it is a caption.</summary>
    public static IReadOnlyList<TypeSize> UpTo(double prose) => [.. All.Select(size => size with { Prose = Math.Min(size.Prose, prose) })];

    /// <summary>A line of code.</summary>
    public double CodeLine => Math.Round(Code * 1.22, 1);
}
