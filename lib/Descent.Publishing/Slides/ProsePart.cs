namespace Descent.Publishing.Slides;

/// <summary>Paragraphs, lists, tables and formulas of a Markdown cell. Too long for a slide, they go on on the next one.</summary>
/// <param name="blocks">Each as HTML, with its estimated height at a width and size of letters.</param>
internal sealed class ProsePart(IReadOnlyList<(string Html, Func<double, double, double> Height)> blocks) : SlidePart
{
    /// <summary>True if there is a table in it.</summary>
    public bool HasTable => blocks.Any(block => block.Html.Contains("<table"));

    /// <inheritdoc/>
    public override double Height(double width, TypeSize size) => blocks.Sum(block => block.Height(width, size.Prose));

    /// <inheritdoc/>
    public override string ToHtml(double width, double height, TypeSize size) => $"<div class=\"prose\">{string.Join('\n', blocks.Select(block => ProseMeasure.Stack(block.Html, width, size.Prose)))}</div>";

    /// <inheritdoc/>
    public override (SlidePart First, SlidePart Others)? Split(double width, double height, TypeSize size)
    {
        int most = 0;
        for (double used = 0; most < blocks.Count; most++)
            if ((used += blocks[most].Height(width, size.Prose)) > height)
                break;
        most = Math.Min(Math.Max(most, 1), blocks.Count - 1);
        return most < 1 ? null : (new ProsePart([.. blocks.Take(most)]) { IsFragment = IsFragment }, new ProsePart([.. blocks.Skip(most)]) { IsFragment = IsFragment });
    }
}
