namespace Descent.Publishing.Slides;

/// <summary>A piece of a slide that knows the room it takes.</summary>
internal abstract class SlidePart
{
    /// <summary>The space between two parts, in pixels.</summary>
    public const double Gap = 16;

    /// <summary>True if it appears with the next key only.</summary>
    public bool IsFragment { get; set; }

    /// <summary>True for a figure or picture: it takes what room there is, if that is enough.</summary>
    public virtual bool IsPicture => false;

    /// <summary>The height at a width, in pixels; infinite where it does not fit at that size.</summary>
    public abstract double Height(double width, TypeSize size);

    /// <summary>Its HTML for the room that it is given.</summary>
    public abstract string ToHtml(double width, double height, TypeSize size);

    /// <summary>
    /// The largest beginning that is not higher than a slide, and the rest; null if it cannot be divided.
    /// </summary>
    public virtual (SlidePart First, SlidePart Others)? Split(double width, double height, TypeSize size) => null;
}
