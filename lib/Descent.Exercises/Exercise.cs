using System.Reflection;
using Descent.Exercises.Checking;

namespace Descent.Exercises;

/// <summary>
/// One graded function: what is asked for, what is right, and what usually goes wrong.
/// </summary>
/// <remarks>
/// Arguments and results are numbers, text, truth values, matrices, and arrays and tuples of them, so that a case
/// can be sent to another process and the result compared here.
/// </remarks>
public abstract class Exercise
{
    /// <summary>The function's name.</summary>
    public string Id => GetType().Name;

    /// <summary>The name of its cell in the notebook: the function's name in lower case, with hyphens.</summary>
    public string CellId => string.Concat(Id.Select((c, i) =>
        char.IsUpper(c) && i > 0 ? "-" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));

    /// <summary>What the function is, in a few words.</summary>
    public abstract string Title { get; }

    /// <summary>The notebook that it is in, without its extension: <c>02-backpropagation</c>.</summary>
    public abstract string Notebook { get; }

    /// <summary>What a right answer earns.</summary>
    public abstract int Points { get; }

    /// <summary>For each parameter, in order: its shape and its meaning.</summary>
    public abstract IReadOnlyList<string> ParameterNotes { get; }

    /// <summary>What the function returns, with shapes.</summary>
    public abstract string Returns { get; }

    /// <summary>How many lines an answer takes, about.</summary>
    public abstract int Lines { get; }

    /// <summary>A ladder of hints, from a question to the formula; never the code.</summary>
    public abstract IReadOnlyList<string> Hints { get; }

    /// <summary>What stands between START and END before the learner writes; null for a stub that throws.</summary>
    public virtual string? Start => null;

    /// <summary>The right answer.</summary>
    public abstract Answer Reference { get; }

    /// <summary>Typical wrong answers.</summary>
    public abstract IReadOnlyList<Misconception> Misconceptions { get; }

    /// <summary>Right answers as a learner may write them, without the library: the plain one first, then unusual ones.</summary>
    public abstract IReadOnlyList<Answer> RightAnswers { get; }

    /// <summary>What holds for every right result.</summary>
    public virtual IReadOnlyList<Property> Properties => [];

    /// <summary>The largest relative difference between two results that count as equal.</summary>
    public virtual double Tolerance => 1e-6;

    /// <summary>The signature: parameters and return value, with their names.</summary>
    public abstract MethodInfo Signature { get; }

    /// <summary>The arguments of each call that a check makes, the smallest first; they depend on the seed alone.</summary>
    /// <param name="seed">Any number.</param>
    public IReadOnlyList<object?[]> Cases(int seed) => [.. Cases(new CaseGenerator(seed))];

    /// <summary>Makes the cases.</summary>
    protected abstract IEnumerable<object?[]> Cases(CaseGenerator random);
}
