namespace Descent.Benchmarks;

/// <summary>How long a piece of work took, and what it ended at, so that two sides can be seen to do the same work.</summary>
internal readonly record struct Measurement(double Seconds, double Result);
