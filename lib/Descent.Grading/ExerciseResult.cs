namespace Descent.Grading;

/// <summary>What one graded function earned, and why.</summary>
/// <param name="Exercise">The exercise: <c>AdamStep</c>.</param>
/// <param name="Notebook">The notebook that it belongs to: <c>11-adam</c>.</param>
/// <param name="Points">What it earned.</param>
/// <param name="Possible">What a right answer earns.</param>
/// <param name="Kind">What was found.</param>
/// <param name="Message">The same in a sentence or two, for the learner. It may quote the learner's code: it is text, never HTML.</param>
/// <param name="Misconception">The mistake that was recognized, <c>AdamStep-3</c> for the third of the catalogue; null where none was.</param>
/// <param name="Example">The smallest case that failed, with the result and what was expected; null where there is none. It shows hidden numbers.</param>
/// <param name="Reports">What else there is to say about this function, for the teacher: copied cells, calls of the library's own answer.</param>
public sealed record ExerciseResult(
    string Exercise,
    string Notebook,
    int Points,
    int Possible,
    VerdictKind Kind,
    string Message,
    string? Misconception,
    string? Example,
    IReadOnlyList<string> Reports);
