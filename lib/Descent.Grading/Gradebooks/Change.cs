namespace Descent.Grading.Gradebooks;

/// <summary>What a teacher changed by hand; it outlasts every regrading.</summary>
/// <param name="Points">The points that count instead of the judge's; null where these stay.</param>
/// <param name="Comment">What the student is to read; null for nothing.</param>
public sealed record Change(double? Points, string? Comment);
