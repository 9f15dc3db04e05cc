using System.Reflection;
using System.Runtime.CompilerServices;

namespace Descent.Exercises;

/// <summary>An exercise whose answers the compiler holds to the signature.</summary>
/// <typeparam name="TFunction">A delegate with the names of the parameters and of what is returned.</typeparam>
public abstract class ExerciseOf<TFunction> : Exercise
    where TFunction : Delegate
{
    /// <inheritdoc/>
    public override MethodInfo Signature { get; } = typeof(TFunction).GetMethod("Invoke")!;

    /// <summary>A right answer, with the text that it was written in.</summary>
    protected static Answer Right(TFunction code, [CallerArgumentExpression(nameof(code))] string source = "") =>
        new(code, source);

    /// <summary>A wrong answer, with the sentence that helps and the text that it was written in.</summary>
    protected static Misconception Wrong(
        string sentence, TFunction code, Func<object?[], object?, bool>? recognize = null,
        [CallerArgumentExpression(nameof(code))] string source = "") =>
        new(sentence, code, source, recognize);
}
