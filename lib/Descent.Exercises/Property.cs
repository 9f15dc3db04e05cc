namespace Descent.Exercises;

/// <summary>Something that holds for every right result, whatever the numbers: looked at before the values are.</summary>
/// <param name="Sentence">What to tell the learner where it does not hold.</param>
/// <param name="Holds">Gets the case's arguments and the result in plain form (see <see cref="Checking.PlainValue"/>).</param>
public sealed record Property(string Sentence, Func<object?[], object?, bool> Holds);
