using System.Collections.Immutable;

namespace Descent.Kernel.Scripting;

/// <summary>A cell that cannot be compiled, with everything that is wrong with it, in the order of its lines.</summary>
internal sealed class CompilationException(ImmutableArray<Problem> problems) : Exception(problems[0].ToString())
{
    public ImmutableArray<Problem> Problems { get; } = problems;
}
