namespace Descent.Publishing.Slides;

/// <summary>The heading of a slide, or a smaller one on it.</summary>
/// <param name="level">1 for the title of the deck, 2 for a slide's, 3 and more for smaller ones.</param>
/// <param name="html">The heading without its tag.</param>
/// <param name="text">Its plain text.</param>
internal sealed class HeadingPart(int level, string html, string text) : SlidePart
{
    /// <summary>1 for the title of the deck.</summary>
    public int Level => level;

    /// <summary>True for the first thing on a slide, whose size is the same on every slide, whatever the level.</summary>
    public bool IsTitle { get; set; }

    /// <summary>The heading as HTML, without its tag.</summary>
    public string Html => html;

    /// <inheritdoc/>
    public override double Height(double width, TypeSize size)
    {
        double letters = level == 1 ? 76 : IsTitle ? 44 : 32;
        return Math.Ceiling(text.Length * 0.5 * letters / width) * letters * 1.15 + (level == 1 ? 30 : 18);
    }

    /// <inheritdoc/>
    public override string ToHtml(double width, double height, TypeSize size) => level == 1 ? $"<h1>{html}</h1>" : $"<h2>{html}</h2>";
}
