namespace Descent.Exercises.Sandbox;

/// <summary>Stands for a value of a type that no graded function returns.</summary>
/// <param name="Type">The type's name.</param>
internal sealed record UnknownValue(string Type);
