namespace Descent.Publishing.Slides;

/// <summary>One slide: a slide of its own or, below it, a subslide.</summary>
/// <param name="Vertical">True for a subslide, which one reaches with the down arrow.</param>
/// <param name="Parts">What stands on it, in order.</param>
/// <param name="Notes">What only the speaker sees, as HTML.</param>
internal sealed record Slide(bool Vertical, IReadOnlyList<SlidePart> Parts, string Notes);
