namespace Descent.Grading.Gradebooks;

/// <summary>A gradebook cannot be used; the message says which and why.</summary>
public sealed class GradebookException(string message, Exception? inner = null) : Exception(message, inner);
