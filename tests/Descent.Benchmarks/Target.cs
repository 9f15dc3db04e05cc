namespace Descent.Benchmarks;

/// <summary>A peer and how many times faster Descent should be.</summary>
/// <param name="Peer">The peer's name in peers.py.</param>
/// <param name="Result">What the peer must end at, because it does the same work.</param>
/// <param name="Tolerance">By how much the two results may differ, relative.</param>
/// <param name="AtLeast">The ratio that must hold.</param>
/// <param name="Goal">The ratio to aim at.</param>
internal sealed record Target(string Peer, double Result, double Tolerance, double AtLeast, double Goal);
