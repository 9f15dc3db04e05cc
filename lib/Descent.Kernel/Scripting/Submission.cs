using Microsoft.CodeAnalysis.CSharp;

namespace Descent.Kernel.Scripting;

/// <summary>A piece of code that was compiled and loaded, ready to run.</summary>
/// <param name="Compilation">What it was compiled as; later pieces see its names through it.</param>
/// <param name="Run">
/// Runs it on the variables of the session: slot i holds the i-th piece's variables. Null if nothing is to be run.
/// </param>
internal sealed record Submission(CSharpCompilation Compilation, Func<object?[], Task<object?>>? Run);
