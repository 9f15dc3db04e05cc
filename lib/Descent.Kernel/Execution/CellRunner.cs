using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using System.Text.Json.Nodes;
using Descent.Kernel.Display;
using Descent.Kernel.Scripting;
using Microsoft.DotNet.Interactive;

namespace Descent.Kernel.Execution;

/// <summary>Runs cells, part by part, so that nothing in one can harm more than itself.</summary>
internal sealed class CellRunner(ScriptSession session)
{
    private const int DeepestImport = 32;

    // Enough for the recursions that a lesson shows, little enough that an endless one is noticed soon.
    private const int StackSize = 4 << 20;

    /// <summary>Runs a cell and returns what went wrong, or null.</summary>
    /// <param name="executionCount">The number that its result carries; null where results are not wanted.</param>
    public ErrorReport? Run(Cell cell, string code, int? executionCount)
    {
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
            KernelInvocationContext.Enter(cell);
            return RunParts(cell, code, cell.Name, executionCount, depth: 0);
        }
        catch (CompilationException e)
        {
            return ErrorReport.Of(e, cell.Name, session.Sources);
        }
        catch (OperationCanceledException) when (cell.Interruption.HasBegun)
        {
            return ErrorReport.Interrupted;
        }
        catch (Exception e)
        {
            // Not the cell's fault; the session goes on all the same.
            return ErrorReport.Of(e, cell.Name, session.Sources, session.Symbols);
        }
        finally
        {
            cell.Interruption.End();
            if (cell.Interruption.HasBegun)
                session.Stop.Renew();
        }
    }

    private ErrorReport? RunParts(Cell cell, string code, string source, int? executionCount, int depth)
    {
        Stopwatch? clock = null;
        foreach (var part in CellSource.Parts(code))
        {
            ErrorReport? error = null;
            switch (part.Kind)
            {
                case CellPartKind.Code:
                    error = RunCode(cell, part.Text, source, executionCount);
                    break;
                case CellPartKind.Import:
                    error = Import(cell, part, Read(part, code, source, depth), executionCount, depth);
                    break;
                case CellPartKind.Html:
                    cell.DisplayText(part.Text, "text/html");
                    break;
                case CellPartKind.Markdown:
                    cell.DisplayText(part.Text, "text/markdown");
                    break;
                case CellPartKind.Time:
                    clock = Stopwatch.StartNew();
                    break;
                default:
                    throw Wrong(part, code, source, $"{part.Text} is not known here. There are #!import, #!time, #!html, #!markdown and #!csharp.");
            }
            if (error is not null)
                return error;
        }
        if (clock is not null)
            cell.DisplayText($"Wall time: {clock.ElapsedMilliseconds}ms", "text/plain");
        return null;
    }

    private ErrorReport? Import(Cell cell, CellPart part, string code, int? executionCount, int depth)
    {
        var name = Path.GetFileName(part.Text);
        if (depth > 0)
            return RunParts(cell, code, name, executionCount, depth + 1);
        ErrorReport? error;
        try
        {
            error = RunParts(cell, code, name, executionCount, depth + 1);
        }
        catch (CompilationException e)
        {
            error = ErrorReport.Of(e, cell.Name, session.Sources);
        }
        // The line of the cell that a client marks is the one that imports.
        return error is { Place: null } && error != ErrorReport.Interrupted
            ? error with { Place = new Place(cell.Name, part.Line, 1) }
            : error;
    }

    private ErrorReport? RunCode(Cell cell, string code, string source, int? executionCount)
    {
        var submission = session.Compile(code, source, cell.Interruption.Abort);
        object? value = null;
        JsonObject? bundle = null;
        var context = new CellContext();
        var error = Guarded(cell, () =>
        {
            value = context.RunUntilEnd(() => session.Start(submission));
            var wasToStop = cell.Interruption.HasBegun;
            // A display has been shown already.
            if (value is not (null or DisplayedValue) && executionCount is not null)
                bundle = MimeBundle.Of(value, []);
            // The formatter shows a property that was stopped as one that failed.
            if (cell.Interruption.HasBegun && !wasToStop)
                throw new OperationCanceledException();
        });
        context.End();
        if (error is not null)
        {
            session.ForgetIfNotStarted(submission);
            return error;
        }
        if (value is null && executionCount is not null && ScriptSession.HasValue(submission.Compilation))
            bundle = MimeBundle.Of(null, []);
        if (bundle is not null)
            cell.Result(bundle, executionCount!.Value);
        return null;
    }

    /// <summary>
    /// Runs user code, and whatever may call some, such as formatting, where an interrupt can abort it: on a thread of
    /// its own. A thread that was aborted in a loop cannot be used again, nor may it start others: on Unix the signal
    /// that stopped it stays blocked in it, and so in what it starts, and neither an abort nor the garbage collector
    /// could stop such a thread in its next loop.
    /// </summary>
    private ErrorReport? Guarded(Cell cell, Action action)
    {
        ErrorReport? error = null;
        var thread = new Thread(() => error = Abortable(cell, action), StackSize) { IsBackground = true, Name = "cell" };
        cell.Interruption.Watch(thread);
        thread.Start();
        thread.Join();
        return error;
    }

    private ErrorReport? Abortable(Cell cell, Action action)
    {
        ErrorReport? error = null;
        cell.Interruption.Enter();
        try
        {
#pragma warning disable SYSLIB0046 // Aborting a thread can leave state half changed; the alternative here is to end the process.
            ControlledExecution.Run(
                () =>
                {
                    // Put into words here, since an exception's message is a property that somebody wrote, but not in
                    // the catch block, since in there a thread cannot be aborted.
                    if (Failure(action) is { } failure)
                        error = cell.Interruption.HasBegun && failure.GetBaseException() is OperationCanceledException or ThreadInterruptedException
                            ? ErrorReport.Interrupted
                            : ErrorReport.Of(failure, cell.Name, session.Sources, session.Symbols);
                },
                cell.Interruption.Abort);
#pragma warning restore SYSLIB0046
        }
        catch (Exception e) when (e is OperationCanceledException or ThreadInterruptedException)
        {
            error = ErrorReport.Interrupted;
        }
        return error;
    }

    private static Exception? Failure(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception e) when (e is not ThreadAbortException)
        {
            return e;
        }
    }

    private static string Read(CellPart part, string code, string source, int depth)
    {
        if (!part.Text.EndsWith(".cs", StringComparison.OrdinalIgnoreCase))
            throw Wrong(part, code, source, $"#!import {part.Text}: only a file of C# code, Name.cs, can be imported.");
        if (depth == DeepestImport)
            throw Wrong(part, code, source, $"#!import {part.Text}: the files import each other in a circle.");
        if (!File.Exists(part.Text))
            throw Wrong(part, code, source, MissingFile.Explain($"#!import {part.Text}", part.Text));
        try
        {
            return File.ReadAllText(part.Text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Wrong(part, code, source, $"#!import {part.Text}: {e.Message}");
        }
    }

    private static CompilationException Wrong(CellPart part, string code, string source, string message)
    {
        var line = code.Split('\n')[part.Line - 1];
        return new([new Problem(new Place(source, part.Line, line.Length - line.TrimStart().Length + 1), message)]);
    }
}
