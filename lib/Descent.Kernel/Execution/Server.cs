using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Text.Json.Nodes;
using Descent.Kernel.Assistance;
using Descent.Kernel.Display;
using Descent.Kernel.Messages;
using Descent.Kernel.Scripting;
using Descent.Kernel.Streams;

namespace Descent.Kernel.Execution;

/// <summary>
/// Answers requests until there are no more. Cells run on one thread, in order; interrupts and everything that only
/// asks about code are answered beside it, at once.
/// </summary>
internal sealed class Server
{
    // The compiler walks nested code recursively.
    private const int StackSize = 8 << 20;
    private static readonly TimeSpan timeUntilIdle = TimeSpan.FromMilliseconds(50);

    private readonly Client client = new();
    private readonly ScriptSession session = new();
    private readonly CellRunner runner;
    private readonly BlockingCollection<Cell> cells = [];
    private readonly BlockingCollection<Request> questions = [];
    private readonly Queue<Cell> unfinished = [];
    private int executionCount;

    public Server() => runner = new CellRunner(session);

    /// <summary>Returns when the client has closed its end.</summary>
    public void Serve()
    {
        ExceptionHandling.SetUnhandledExceptionHandler(Report);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => client.Drain();
        client.Status("starting", null);
        new Thread(RunCells, StackSize) { IsBackground = true, Name = "cells" }.Start();
        new Thread(() => MimeBundle.Of(1, [])) { IsBackground = true, Name = "warm-up" }.Start();
        new Thread(AnswerQuestions, StackSize) { IsBackground = true, Name = "questions" }.Start();
        client.Status("idle", null);
        using var lines = new StreamReader(client.Requests, Encoding.UTF8, false, 1 << 16);
        while (lines.ReadLine() is { } line)
            if (line.Length > 0)
                Receive(line);
    }

    /// <summary>Stops the cell that runs or, if it is still waiting for its turn, the one that would run next.</summary>
    public void Interrupt()
    {
        lock (unfinished)
            if (unfinished.TryPeek(out var cell))
                cell.Interruption.Begin(session.Stop.Begin, () => GiveUp(cell));
    }

    private void Receive(string line)
    {
        try
        {
            var request = Request.Parse(line);
            switch (request.Type)
            {
                case "execute_request":
                    var cell = new Cell(request, client);
                    lock (unfinished)
                        unfinished.Enqueue(cell);
                    cells.Add(cell);
                    break;
                case "interrupt_request":
                    Answer(request, Status("ok"));
                    Interrupt();
                    break;
                case "shutdown_request":
                    Answer(request, Status("ok", ("restart", request.Flag("restart", false))));
                    NativeMethods.Exit(0);
                    break;
                case "input_reply":
                    client.Answer(request.String("value"));
                    break;
                default:
                    questions.Add(request);
                    break;
            }
        }
        catch (FormatException e)
        {
            client.Broadcast("stream", null, new JsonObject
            {
                ["name"] = "stderr",
                ["text"] = $"[The kernel was sent a line that is no message: {e.Message}]\n",
            });
        }
    }

    private void RunCells()
    {
        if (cells.TryTake(out var first, timeUntilIdle))
            Run(first);
        else
            WarmUp();
        foreach (var cell in cells.GetConsumingEnumerable())
            Run(cell);
    }

    /// <summary>
    /// Compiles something while nobody waits (how values are shown is made ready meanwhile): the first cell then takes
    /// a third of the time. A cell that comes meanwhile loses nothing, since it would have to load the same code.
    /// </summary>
    private static void WarmUp() => new ScriptSession().Compile("1", "warm-up", CancellationToken.None);

    private void Run(Cell cell)
    {
        client.Status("busy", cell.Header);
        var calledOff = Execute(cell);
        client.Status("idle", cell.Header);
        foreach (var waiting in calledOff)
            Answer(waiting.Request, Status("aborted", ("execution_count", executionCount)));
    }

    /// <summary>Runs a cell and returns those that are not to be run because it failed.</summary>
    private List<Cell> Execute(Cell cell)
    {
        var request = cell.Request;
        var silent = request.Flag("silent", false);
        var counts = !silent && request.Flag("store_history", true);
        if (counts)
            executionCount++;
        var code = request.String("code");
        cell.Start($"cell {(counts ? executionCount : executionCount + 1)}");
        if (!silent)
            client.Broadcast("execute_input", request.Header, new JsonObject { ["code"] = code, ["execution_count"] = executionCount });
        var error = runner.Run(cell, code, silent ? null : executionCount);
        Finish();
        // Before anybody knows of the error: what is asked for after that is run.
        var calledOff = error is not null && request.Flag("stop_on_error", true) ? TakeWaiting() : [];
        if (error is not null)
            cell.Error(error);
        else
            client.Drain();
        client.Reply(request, Reply(error));
        return calledOff;
    }

    private void Finish()
    {
        lock (unfinished)
            unfinished.Dequeue();
    }

    private JsonObject Reply(ErrorReport? error)
    {
        var reply = error?.Content() ?? [];
        reply["status"] = error is null ? "ok" : "error";
        reply["execution_count"] = executionCount;
        reply["user_expressions"] = new JsonObject();
        reply["payload"] = new JsonArray();
        return reply;
    }

    private List<Cell> TakeWaiting()
    {
        List<Cell> waiting = [];
        while (cells.TryTake(out var cell))
        {
            Finish();
            waiting.Add(cell);
        }
        return waiting;
    }

    /// <summary>The cell cannot be stopped, so the process is, and says so first.</summary>
    private void GiveUp(Cell cell)
    {
        var error = ErrorReport.Plain(
            "KernelDied",
            "The cell could not be interrupted within two seconds, so its process was ended. Variables are lost: start again from the first cell.");
        cell.Error(error);
        client.Reply(cell.Request, Reply(error));
        client.Broadcast("status", cell.Header, new JsonObject { ["execution_state"] = "dead" });
        NativeMethods.Exit(1);
    }

    private void AnswerQuestions()
    {
        foreach (var request in questions.GetConsumingEnumerable())
            if (request.Type.EndsWith("_request", StringComparison.Ordinal))
                Answer(request, TryReplyTo(request));
    }

    private JsonObject TryReplyTo(Request request)
    {
        try
        {
            return ReplyTo(request);
        }
        catch (Exception e)
        {
            // A question about code that is half written must not end the session.
            return Status("error", ("ename", e.GetType().Name), ("evalue", e.Message), ("traceback", new JsonArray()));
        }
    }

    private JsonObject ReplyTo(Request request) => request.Type switch
    {
        "complete_request" => Completion.Reply(session, request),
        "inspect_request" => Inspection.Reply(session, request),
        "kernel_info_request" => KernelInfo.Reply(),
        "is_complete_request" => Completeness.Reply(request.String("code")),
        "comm_info_request" => Status("ok", ("comms", new JsonObject())),
        "history_request" => Status("ok", ("history", new JsonArray())),
        _ => Status("error", ("ename", "UnknownMessage"), ("evalue", $"This kernel does not know {request.Type}."), ("traceback", new JsonArray())),
    };

    private void Answer(Request request, JsonObject content)
    {
        client.Status("busy", request.Header);
        client.Reply(request, content);
        client.Status("idle", request.Header);
    }

    private static JsonObject Status(string status, params ReadOnlySpan<(string Name, JsonNode? Value)> more)
    {
        var content = new JsonObject { ["status"] = status };
        foreach (var (name, value) in more)
            content[name] = value;
        return content;
    }

    /// <summary>An exception on a thread that a cell has started ends that thread, not the session.</summary>
    private bool Report(Exception exception)
    {
        var error = ErrorReport.Of(exception, "", session.Sources, session.Symbols);
        Console.Error.WriteLine("[A thread that a cell has started ended with an error]");
        Console.Error.WriteLine(string.Join('\n', error.Traceback));
        return true;
    }
}
