namespace Descent.Notebooks;

/// <summary>A kernel could not be started; the message says what to do.</summary>
public sealed class KernelException(string message) : Exception(message);
