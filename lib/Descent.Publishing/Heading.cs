namespace Descent.Publishing;

/// <summary>A heading of a page.</summary>
/// <param name="Level">1 to 6.</param>
/// <param name="Id">Its anchor.</param>
/// <param name="Html">Its text as HTML without links.</param>
public sealed record Heading(int Level, string Id, string Html);
