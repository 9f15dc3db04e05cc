namespace Descent.Cli;

/// <summary>The command line asks for something that is not there; the message is for the user.</summary>
internal sealed class UsageException(string message) : Exception(message);
