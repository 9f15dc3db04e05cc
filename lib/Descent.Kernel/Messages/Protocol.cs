namespace Descent.Kernel.Messages;

/// <summary>The words of the Jupyter messaging protocol that are used in more than one place.</summary>
internal static class Protocol
{
    public const string Version = "5.4";
    public const string Shell = "shell";
    public const string Control = "control";
    public const string StandardInput = "stdin";
    public const string Broadcast = "iopub";
}
