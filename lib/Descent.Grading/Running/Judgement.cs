using System.Text.Json;
using Descent.Exercises.Checking;
using Descent.Exercises.Sandbox;

namespace Descent.Grading.Running;

/// <summary>Turns what came back from a sandbox into a finding.</summary>
internal static class Judgement
{
    private const int LongestMessage = 2_000;
    private const string NotInForm = "it is not in the judge's form";
    private const string Late = "Your function had not ended in time, and was stopped. Is there a loop whose condition never becomes false, or whose counter never changes?";

    /// <summary>Judges whether a function can be called; null where it can.</summary>
    /// <param name="answer">What the sandbox said before it knew any argument: anything at all.</param>
    public static Finding? OfLook(JsonElement answer)
    {
        try
        {
            return answer.GetProperty("problem").GetString() is { } problem ? new Finding(VerdictKind.Type, Short(problem)) : null;
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException)
        {
            return Garbled(NotInForm);
        }
    }

    /// <summary>Judges what a function gave.</summary>
    /// <param name="assessor">Its exercise, with the cases that it was called on.</param>
    /// <param name="answer">What the sandbox said: anything at all.</param>
    /// <param name="source">The learner's code.</param>
    public static Finding Of(Assessor assessor, JsonElement answer, string source)
    {
        try
        {
            if (answer.TryGetProperty("garbled", out var garbled)) return Garbled(garbled.GetString() is { } why && Wire.IsOwn(why) ? why : NotInForm);
            if (!answer.TryGetProperty("outcomes", out var passes) || passes.GetArrayLength() != 2) return Garbled(NotInForm);

            var wire = new Wire();
            IReadOnlyList<Outcome> first = Outcomes(wire, passes[0]), second = Outcomes(wire, passes[1]);
            return Of(assessor, first, second, source);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or FormatException or ArgumentException or InvalidCastException or IndexOutOfRangeException)
        {
            return Garbled(e is InvalidDataException ? e.Message : NotInForm);
        }
    }

    private static Finding Of(Assessor assessor, IReadOnlyList<Outcome> first, IReadOnlyList<Outcome> second, string source)
    {
        if (first.Select(outcome => outcome.Value).OfType<UnknownValue>().FirstOrDefault() is { } unknown)
            return new Finding(VerdictKind.Type, $"Your function returns a value {(source.Contains(unknown.Type, StringComparison.Ordinal) ? $"of type {Short(unknown.Type)}, which" : "that")} is not what is asked for.");
        // No call is made after one that did not return.
        if (first.Concat(second).Count(outcome => outcome.Ending != Ending.Returned) > 1 || first.SkipLast(1).Any(outcome => outcome.Ending != Ending.Returned))
            return Garbled(NotInForm);

        var verdict = assessor.Assess(first);
        if (verdict.IsRight)
        {
            // The same calls once more, in the opposite order.
            Outcome[] again = [.. second.Reverse()];
            if (second.Any(outcome => outcome.Ending == Ending.TimedOut)) return new Finding(VerdictKind.TimedOut, Late);
            if (!assessor.Assess(again).IsRight)
                return new Finding(VerdictKind.Inconsistent,
                    "Called a second time with the same arguments, your function gives something else: it depends on more than its arguments, such as how often it was called, a random number or the clock.");
        }

        if (first.Count > 0 && first[^1] is { Ending: Ending.Threw, Failure: { } failure })
            return new Finding(VerdictKind.Threw, HiddenCases.OfError(failure, source), null, $"{Short(failure)}\n{verdict.Example}");
        return new Finding(Kind(verdict.Stage, first), Short(CellPlaces.WithoutNumbers(verdict.Message)), verdict.Misconception, verdict.Example);
    }

    private static VerdictKind Kind(Stage stage, IReadOnlyList<Outcome> outcomes) => stage switch
    {
        Stage.Right => VerdictKind.Right,
        Stage.NotWritten => VerdictKind.NotWritten,
        Stage.Type => VerdictKind.Type,
        Stage.Run => outcomes[^1].Ending == Ending.TimedOut ? VerdictKind.TimedOut : VerdictKind.Threw,
        Stage.Shape => VerdictKind.Shape,
        Stage.Property => VerdictKind.Property,
        _ => VerdictKind.Value,
    };

    private static List<Outcome> Outcomes(Wire wire, JsonElement json) => [.. json.EnumerateArray().Select(outcome => new Outcome(
        Enum.TryParse<Ending>(outcome[0].GetString(), out var ending) && Enum.IsDefined(ending) ? ending : throw new InvalidDataException(NotInForm),
        wire.Read(outcome[1]),
        wire.Read(outcome[2]) as object?[] ?? throw new InvalidDataException(NotInForm),
        ending switch
        {
            Ending.Returned => null,
            Ending.TimedOut => Late,
            _ => outcome[3].GetString() ?? "Your function stopped with an error.",
        }))];

    private static Finding Garbled(string why) => new(VerdictKind.Garbled, $"What your function returned cannot be compared: {why}.");

    private static string Short(string? text) => text is { Length: > LongestMessage } ? text[..LongestMessage] + " …" : text ?? "";
}
