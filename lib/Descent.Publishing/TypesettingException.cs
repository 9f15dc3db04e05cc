namespace Descent.Publishing;

/// <summary>A formula, HTML or SVG that cannot be shown; the message says why, in words for the notebook's author.</summary>
public sealed class TypesettingException(string message) : Exception(message);
