namespace Descent.Cli;

/// <summary>What the command's exit code says.</summary>
internal static class ExitCode
{
    /// <summary>Everything ran and agreed.</summary>
    public const int Success = 0;

    /// <summary>Something failed or differed.</summary>
    public const int Failure = 1;

    /// <summary>The command line was wrong, or what it names is not there.</summary>
    public const int Usage = 2;

    /// <summary>It was interrupted.</summary>
    public const int Interrupted = 130;
}
