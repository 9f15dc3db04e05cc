using System.CommandLine;

namespace Descent.Cli;

/// <summary>A verb of the command.</summary>
/// <param name="name">What is typed.</param>
/// <param name="description">One sentence.</param>
/// <param name="notes">What its help says at the end: examples, exit codes.</param>
internal sealed class Verb(string name, string description, string notes) : Command(name, description)
{
    /// <summary>The end of its help.</summary>
    public string Notes { get; } = notes;
}
