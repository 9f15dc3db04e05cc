using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Descent.Kernel.Scripting;

/// <summary>An error in the form in which a client shows it.</summary>
/// <param name="Name">The exception's type, such as DivideByZeroException.</param>
/// <param name="Value">Its message.</param>
/// <param name="Traceback">The lines to show: message, place with the line of code, and the calls that led there.</param>
/// <param name="Place">Where in the cell itself it happened, if it did there.</param>
internal sealed record ErrorReport(string Name, string Value, IReadOnlyList<string> Traceback, Place? Place)
{
    private const int MostProblems = 10;
    private const int MostFrames = 12;

    public static ErrorReport Interrupted { get; } = Plain("Interrupted", "The cell was interrupted. Variables keep the values they have now.");

    public static ErrorReport Plain(string name, string value) => new(name, value, [$"{name}: {value}"], null);

    /// <summary>What the compiler, or a directive, says about a cell.</summary>
    public static ErrorReport Of(CompilationException exception, string cell, SourceTexts sources)
    {
        var problems = exception.Problems;
        List<string> lines = [];
        foreach (var problem in problems.Take(MostProblems))
        {
            lines.Add(problem.ToString());
            lines.AddRange(sources.Show(problem.Place));
        }
        if (problems.Length > MostProblems)
            lines.Add($"… and {problems.Length - MostProblems} more");
        return new ErrorReport(
            "CompilationError", problems[0].ToString(), lines,
            problems.FirstOrDefault(problem => problem.Place.Source == cell)?.Place);
    }

    /// <summary>What happened while a cell ran.</summary>
    public static ErrorReport Of(Exception exception, string cell, SourceTexts sources, CellSymbols symbols)
    {
        while (exception is AggregateException { InnerExceptions.Count: 1 } or TargetInvocationException { InnerException: not null })
            exception = exception.InnerException!;
        var name = TypeNames.Of(exception.GetType());
        var value = Message(exception);
        var frames = Frames(exception, symbols);
        List<string> lines = [$"{name}: {value}"];
        for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException)
            lines.Add($"  because of {TypeNames.Of(inner.GetType())}: {Message(inner)}");
        if (frames.FirstOrDefault(frame => frame.Place is not null).Place is { } place)
        {
            lines.Add(place.ToString());
            lines.AddRange(sources.Show(place));
        }
        lines.AddRange(frames.Select(frame => frame switch
        {
            (null, var at) => $"   at {at}",
            (var method, null) => $"   at {method}",
            var (method, at) => $"   at {method}: {at}",
        }));
        return new ErrorReport(name, value, lines, frames.FirstOrDefault(frame => frame.Place is { Others.IsEmpty: true } at && at.Source == cell).Place);
    }

    /// <summary>The content of an error message and of a reply.</summary>
    public JsonObject Content() => new()
    {
        ["ename"] = Name,
        ["evalue"] = Value,
        ["traceback"] = new JsonArray([.. Traceback.Select(line => JsonValue.Create(line))]),
    };

    /// <summary>The place for clients that mark it: lines and columns from 1.</summary>
    public JsonObject Metadata() => Place is null
        ? []
        : new() { ["descent"] = new JsonObject { ["line"] = Place.Line, ["column"] = Place.Column } };

    private static string Message(Exception exception)
    {
        try
        {
            return exception is InsufficientExecutionStackException
                ? "The stack is full: a method calls itself without end."
                : ReadableNames.InMessage(exception.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return $"(its message cannot be read: {TypeNames.Of(e.GetType())})";
        }
    }

    private static List<(string? Method, Place? Place)> Frames(Exception exception, CellSymbols symbols)
    {
        List<(string? Method, Place? Place)> frames = [];
        Exception? sharedThrow = null;
        foreach (var frame in new StackTrace(exception, fNeedFileInfo: false).GetFrames())
        {
            if (frame.GetMethod() is not { } method)
                continue;
            if (IsMachinery(method))
            {
                sharedThrow = SharedThrow.IsHelper(method) ? exception : null;
                continue;
            }
            (string? Method, Place? Place) next = (FrameNames.Of(method), symbols.PlaceOf(frame, sharedThrow));
            sharedThrow = null;
            // A recursion is shown once.
            if (!frames.Contains(next))
                frames.Add(next);
            if (frames.Count == MostFrames)
                break;
        }
        return frames;
    }

    /// <summary>What the runtime and the kernel add between the methods that somebody wrote.</summary>
    private static bool IsMachinery(MethodBase method)
    {
        var space = method.DeclaringType?.Namespace ?? "";
        return space.StartsWith("System.Runtime", StringComparison.Ordinal)
            || space.StartsWith("System.Threading", StringComparison.Ordinal)
            || space.StartsWith("Descent.Kernel", StringComparison.Ordinal)
            || space.StartsWith("Microsoft.DotNet.Interactive", StringComparison.Ordinal)
            || method.Name == "<Factory>"
            || method.DeclaringType?.Name is "ThrowHelper" or "ThrowHelpers";
    }
}
