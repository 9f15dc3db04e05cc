namespace Descent.Publishing;

/// <summary>What is published.</summary>
/// <param name="Pages">A page for each notebook, and the home.</param>
/// <param name="Slides">A deck for each notebook that has slides.</param>
/// <param name="Figures">Each figure also as an SVG file of its own.</param>
public sealed record PublishOptions(bool Pages = true, bool Slides = true, bool Figures = false);
