using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Descent.Exercises.Checking;

namespace Descent.Exercises.Sandbox;

/// <summary>Calls a learner's functions with the judge's arguments and tells the judge what they gave.</summary>
/// <remarks>
/// What is told goes straight to descriptor 1 in lines that begin with the judge's mark, each short enough to be written
/// whole: no writer that a cell has put in the console's place, no formatter and no other thread's printing gets into it.
/// The mark keeps what is printed by accident from being taken for an answer. It is no secret from code of the same
/// process, which may say what it likes in its own name: what would help it, the right values, it does not have.
/// </remarks>
public static class Calls
{
    private const int LineLength = 3000;

    /// <summary>Looks whether functions can be called, before any argument is in this process.</summary>
    /// <param name="mark">What the lines begin with.</param>
    /// <param name="names">The functions' names.</param>
    /// <param name="functions">What stands under these names.</param>
    public static void Look(string mark, string[] names, params Func<object?>[] functions)
    {
        using var output = Console.OpenStandardOutput();
        for (int i = 0; i < functions.Length; i++)
        {
            int index = i;
            Tell(output, mark, writer => writer.WriteNumber("begin", index));
            string? problem = Problem(names[i], functions[i]);
            Tell(output, mark, writer =>
            {
                writer.WriteNumber("end", index);
                writer.WriteString("problem", problem);
            });
        }
    }

    /// <summary>Calls functions, one after another, each within its own time.</summary>
    /// <param name="mark">What the lines begin with.</param>
    /// <param name="arguments">JSON in base64: for each function, for each case, the arguments as <see cref="Wire"/> writes them.</param>
    /// <param name="milliseconds">The time for all calls of one function.</param>
    /// <param name="functions">The functions.</param>
    public static void Run(string mark, string arguments, int milliseconds, params Func<object?>[] functions)
    {
        using var json = JsonDocument.Parse(Convert.FromBase64String(arguments));
        using var output = Console.OpenStandardOutput();
        for (int i = 0; i < functions.Length; i++)
        {
            int index = i;
            Tell(output, mark, writer => writer.WriteNumber("begin", index));
            var told = Answer(json.RootElement[i], TimeSpan.FromMilliseconds(milliseconds), (Delegate)functions[i]()!);
            Tell(output, mark, writer =>
            {
                writer.WriteNumber("end", index);
                told(writer);
            });
        }
    }

    private static string? Problem(string name, Func<object?> function)
    {
        try
        {
            object? value = function();
            return value is Delegate code
                ? SignatureCheck.Problem(name, typeof(Signatures).GetNestedType(name)!.GetMethod("Invoke")!, code.Method)
                : Words.NoFunction(name, value) + " Give the variable another name, or write the function in its place.";
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return $"{name} is not a function: to look at it fails with {e.GetType().Name}.";
        }
    }

    private static Action<Utf8JsonWriter> Answer(JsonElement arguments, TimeSpan timeLimit, Delegate function)
    {
        var wire = new Wire();
        object?[][] cases = [.. arguments.EnumerateArray().Select(item => (object?[])wire.Read(item)!)];
        long began = Stopwatch.GetTimestamp();
        var first = new LearnerFunction(function, timeLimit).Call(cases);
        // A function that depends on its arguments alone gives the same again, in whatever order it is called.
        IReadOnlyList<Outcome> second = [];
        var left = timeLimit - Stopwatch.GetElapsedTime(began);
        if (first.Count == cases.Length && first.All(outcome => outcome.Ending == Ending.Returned) && left > TimeSpan.Zero)
            second = new LearnerFunction(function, left).Call([.. cases.Reverse()]);
        try
        {
            byte[] told = Told(first, second);
            return json =>
            {
                json.WritePropertyName("outcomes");
                json.WriteRawValue(told, skipInputValidation: true);
            };
        }
        catch (InvalidDataException e)
        {
            return json => json.WriteString("garbled", e.Message);
        }
    }

    private static byte[] Told(IReadOnlyList<Outcome> first, IReadOnlyList<Outcome> second)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory))
        {
            var wire = new Wire();
            json.WriteStartArray();
            foreach (var outcomes in new[] { first, second })
            {
                json.WriteStartArray();
                foreach (var outcome in outcomes)
                {
                    json.WriteStartArray();
                    json.WriteStringValue(outcome.Ending.ToString());
                    wire.Write(json, outcome.Value);
                    wire.Write(json, outcome.Arguments.ToArray());
                    json.WriteStringValue(outcome.Failure is { Length: > Wire.LongestText } text ? text[..Wire.LongestText] : outcome.Failure);
                    json.WriteEndArray();
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        return memory.ToArray();
    }

    private static void Tell(Stream output, string mark, Action<Utf8JsonWriter> write)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        string text = Convert.ToBase64String(memory.GetBuffer(), 0, (int)memory.Length);
        for (int at = 0; at < text.Length; at += LineLength)
        {
            var (part, sign) = at + LineLength < text.Length ? (text.Substring(at, LineLength), '+') : (text[at..], '.');
            output.Write(Encoding.ASCII.GetBytes($"\n{mark}{sign}{part}\n"));
        }

        output.Flush();
    }
}
