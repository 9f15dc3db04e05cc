using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime;
using System.Text.RegularExpressions;

namespace Descent.Exercises.Checking;

/// <summary>Calls a learner's function, whatever it does: it may throw, return nothing, or never end.</summary>
/// <param name="answer">The function.</param>
/// <param name="timeLimit">How long all the calls of run over the cases may take together.</param>
internal sealed partial class LearnerFunction(Delegate answer, TimeSpan timeLimit)
{
    // The stack of a main thread, so that a function may go as deep here as in a cell.
    private const int StackSize = 8 << 20;

    /// <summary>The function itself.</summary>
    public Delegate Answer => answer;

    /// <summary>
    /// Calls the function on each case in turn, on copies of its arguments; stops after the first call that does not return.
    /// </summary>
    public IReadOnlyList<Outcome> Call(IReadOnlyList<object?[]> cases)
    {
        var outcomes = new List<Outcome>();
        if (timeLimit == Timeout.InfiniteTimeSpan)
        {
            CallAll(cases, outcomes);
            return outcomes;
        }

        var limit = new CancellationTokenSource();
        var culture = CultureInfo.CurrentCulture;
        var thread = new Thread(
            () =>
            {
                CultureInfo.CurrentCulture = culture;
                try
                {
#pragma warning disable SYSLIB0046 // The one way to end a loop that never looks at a token.
                    ControlledExecution.Run(() => CallAll(cases, outcomes), limit.Token);
#pragma warning restore SYSLIB0046
                }
                catch (OperationCanceledException)
                {
                    // The time limit, reported below.
                }
            },
            StackSize)
        { IsBackground = true };
        thread.Start();
        try
        {
            if (thread.Join(timeLimit))
            {
                return outcomes;
            }
        }
        finally
        {
            // Also where the learner interrupts the check itself. What sleeps is ended when it wakes, and not waited for.
            _ = limit.CancelAsync();
        }

        // What is blocked outside managed code cannot be ended; it stays behind on its background thread.
        thread.Join(TimeSpan.FromSeconds(1));
        var done = outcomes.ToArray();
        if (done.Length == cases.Count || done is [.., { Ending: not Ending.Returned }]) return done; // it has ended meanwhile
        return [.. done, new Outcome(Ending.TimedOut, null, [], string.Create(CultureInfo.InvariantCulture,
            $"Your function had not ended after {timeLimit.TotalSeconds:0.#} seconds, and was stopped. Is there a loop whose condition never becomes false, or whose counter never changes?"))];
    }

    private void CallAll(IReadOnlyList<object?[]> cases, List<Outcome> outcomes)
    {
        foreach (var arguments in cases)
        {
            var outcome = Call(arguments);
            outcomes.Add(outcome);
            if (outcome.Ending != Ending.Returned)
            {
                return;
            }
        }
    }

    private Outcome Call(object?[] arguments)
    {
        var copies = Array.ConvertAll(arguments, PlainValue.Copy);
        try
        {
            // A sequence is worked out here, so that an exception inside it is the function's own.
            return new Outcome(Ending.Returned, PlainValue.Of(answer.DynamicInvoke(copies)), copies);
        }
        catch (TargetInvocationException e) when (e.InnerException is NotImplementedException)
        {
            return new Outcome(Ending.NotWritten, null, copies, e.InnerException.Message);
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            return new Outcome(Ending.Threw, null, copies, Describe(e.InnerException));
        }
        catch (Exception e) when (e is not OperationCanceledException and not ThreadAbortException)
        {
            return new Outcome(Ending.Threw, null, copies, Describe(e));
        }
    }

    private string Describe(Exception exception)
    {
        var own = answer.Method.Module.Assembly;
        var frame = new StackTrace(exception, fNeedFileInfo: true).GetFrames().FirstOrDefault(frame =>
            frame.GetFileLineNumber() > 0 && (frame.GetMethod() is { } method && (method.Module.Assembly == own || IsInCell(method.DeclaringType))));
        var where = frame is null ? "" : string.Create(CultureInfo.InvariantCulture, $" in {frame.GetFileName()}, line {frame.GetFileLineNumber()}");
        var quoted = frame is not null && Line(frame) is { Length: > 0 } line ? $"\n    {line}" : "";
        return $"Your function stopped with an error{where}: {InWords(exception)}{quoted}";
    }

    private static string InWords(Exception exception) => exception switch
    {
        InsufficientExecutionStackException => "The stack is full: a function calls itself without end.",
        ArgumentException e when EqualShapes().IsMatch(e.Message) =>
            $"{e.Message} In MathNet, * is the matrix product; element by element it is A.PointwiseMultiply(B).",
        _ => $"{exception.Message} ({exception.GetType().Name})",
    };

    // Descent's kernel lays a cell's text beside its code, under the name that the debug information has; others do not.
    private static string? Line(StackFrame frame)
    {
        if (frame.GetFileName() is not { } name || frame.GetMethod()?.Module.Assembly.GetManifestResourceStream(name) is not { } text) return null;
        using var reader = new StreamReader(text);
        return reader.ReadToEnd().Split('\n').ElementAtOrDefault(frame.GetFileLineNumber() - 1)?.Trim();
    }

    [GeneratedRegex(@"^Matrix dimensions must agree: op1 is (\d+x\d+), op2 is \1\.")]
    private static partial Regex EqualShapes();

    // A cell is compiled to a class Submission#n; what is inside its functions, to classes inside that one.
    private static bool IsInCell(Type? type)
    {
        while (type?.DeclaringType is not null) type = type.DeclaringType;
        return type?.Name.StartsWith("Submission#", StringComparison.Ordinal) == true;
    }
}
