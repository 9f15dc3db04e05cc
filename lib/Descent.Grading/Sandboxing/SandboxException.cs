namespace Descent.Grading.Sandboxing;

/// <summary>There is no sandbox to grade in, or it does not work; the message says why and what to do.</summary>
public sealed class SandboxException(string message) : Exception(message);
