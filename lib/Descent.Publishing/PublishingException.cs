namespace Descent.Publishing;

/// <summary>Something cannot be published; the message is for the user and names the notebook where there is one.</summary>
public sealed class PublishingException(string message, Exception? inner = null) : Exception(message, inner);
