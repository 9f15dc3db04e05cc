namespace Descent.Benchmarks;

/// <summary>A piece of work that Descent and its peers do alike.</summary>
/// <param name="Name">As in the table.</param>
/// <param name="Descent">Does it once here.</param>
/// <param name="Request">Asks a peer to do it once.</param>
/// <param name="Targets">The peers that do it.</param>
internal sealed record Work(string Name, Func<Measurement> Descent, string Request, IReadOnlyList<Target> Targets);
