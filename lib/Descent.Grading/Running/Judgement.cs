using System.Text.Json;
using Descent.Exercises.Checking;
using Descent.Exercises.Sandbox;

namespace Descent.Grading.Running;

/// <summary>Turns what came back from a sandbox into a finding.</summary>
internal static class Judgement
{
    private const int LongestMessage = 2_000;

    /// <summary>Judges what a function gave.</summary>
    /// <param name="assessor">Its exercise, with the cases that it was called on.</param>
    /// <param name="answer">What the sandbox said: anything at all.</param>
    /// <param name="source">The learner's code.</param>
    public static Finding Of(Assessor assessor, JsonElement answer, string source)
    {
        try
        {
            if (answer.TryGetProperty("signature", out var problem)) return new Finding(VerdictKind.Type, Short(problem.GetString()));
            if (answer.TryGetProperty("garbled", out var garbled)) return Garbled(Short(garbled.GetString()));
            if (!answer.TryGetProperty("outcomes", out var passes) || passes.GetArrayLength() != 2) return Garbled("it is not in the judge's form");

            var wire = new Wire();
            IReadOnlyList<Outcome> first = Outcomes(wire, passes[0]), second = Outcomes(wire, passes[1]);
            return Of(assessor, first, second, source);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or FormatException or ArgumentException or InvalidCastException or IndexOutOfRangeException)
        {
            return Garbled(e is InvalidDataException ? e.Message : "it is not in the judge's form");
        }
    }

    private static Finding Of(Assessor assessor, IReadOnlyList<Outcome> first, IReadOnlyList<Outcome> second, string source)
    {
        if (first.Select(outcome => outcome.Value).OfType<UnknownValue>().FirstOrDefault() is { } unknown)
            return new Finding(VerdictKind.Type, $"Your function returns a value of type {Short(unknown.Type)}, which is not what is asked for.");

        var verdict = assessor.Assess(first);
        if (verdict.IsRight)
        {
            // The same calls once more, in the opposite order.
            Outcome[] again = [.. second.Reverse()];
            if (second.FirstOrDefault(outcome => outcome.Ending == Ending.TimedOut) is { } late) return new Finding(VerdictKind.TimedOut, Short(late.Failure));
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
        Enum.TryParse<Ending>(outcome[0].GetString(), out var ending) && Enum.IsDefined(ending) ? ending : throw new InvalidDataException("it is not in the judge's form"),
        wire.Read(outcome[1]),
        wire.Read(outcome[2]) as object?[] ?? throw new InvalidDataException("it is not in the judge's form"),
        ending == Ending.Returned ? null : outcome[3].GetString() ?? "Your function stopped with an error."))];

    private static Finding Garbled(string why) => new(VerdictKind.Garbled, $"What your function returned cannot be compared: {why}.");

    private static string Short(string? text) => text is { Length: > LongestMessage } ? text[..LongestMessage] + " …" : text ?? "";
}
