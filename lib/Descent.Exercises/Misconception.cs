namespace Descent.Exercises;

/// <summary>A typical wrong answer, with the sentence that helps whoever wrote it.</summary>
/// <param name="sentence">What to tell the learner: what was done, and what to do.</param>
/// <param name="code">The wrong answer; see <see cref="Answer.Code"/>.</param>
/// <param name="source">Its text; see <see cref="Answer.Source"/>.</param>
/// <param name="recognize">
/// Tells from a case's arguments and the value which came back whether it is this mistake, where the value cannot
/// be foreseen (a mask drawn anew). Without it a value must equal the code's own.
/// </param>
public sealed class Misconception(
    string sentence, Delegate code, string source, Func<object?[], object?, bool>? recognize = null) : Answer(code, source)
{
    /// <summary>What to tell the learner.</summary>
    public string Sentence { get; } = sentence;

    /// <summary>Recognizes a value which cannot be foreseen; null where values are compared.</summary>
    public Func<object?[], object?, bool>? Recognize { get; } = recognize;
}
