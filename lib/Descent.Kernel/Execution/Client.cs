using System.Text.Json;
using System.Text.Json.Nodes;
using Descent.Kernel.Messages;
using Descent.Kernel.Streams;

namespace Descent.Kernel.Execution;

/// <summary>Whoever uses this kernel: takes what cells show, and answers what they ask.</summary>
internal sealed class Client
{
    private readonly StandardStreams streams;
    private readonly Outbox outbox;
    private TaskCompletionSource<string>? question;
    private volatile Cell? latest;

    public Client()
    {
        streams = new StandardStreams((name, text) => Print(name, text), Interruption.AfterOutput);
        outbox = new Outbox(streams.Replies);
    }

    public System.IO.Stream Requests => streams.Requests;

    /// <summary>From now on what is printed belongs to this cell.</summary>
    public void Begin(Cell cell)
    {
        Drain();
        latest = cell;
        streams.UseConsole();
    }

    /// <summary>Returns when everything that was printed before the call has been sent.</summary>
    public void Drain() => streams.Drain();

    public void Broadcast(string type, JsonElement? parent, JsonObject content, JsonObject? metadata = null) =>
        outbox.Send(Protocol.Broadcast, type, parent, content, metadata);

    public void Reply(Request request, JsonObject content) =>
        outbox.Send(request.Channel, request.Type.Replace("_request", "_reply", StringComparison.Ordinal), request.Header, content);

    public void Status(string state, JsonElement? parent) =>
        Broadcast("status", parent, new JsonObject { ["execution_state"] = state });

    public Task<string> Ask(JsonElement parent, string prompt, bool isPassword)
    {
        Drain();
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        question = answer;
        outbox.Send(Protocol.StandardInput, "input_request", parent, new JsonObject { ["prompt"] = prompt, ["password"] = isPassword });
        return answer.Task;
    }

    /// <summary>Hands an answer to the cell that asked last. An answer that nobody asked for is ignored.</summary>
    public void Answer(string value) => Interlocked.Exchange(ref question, null)?.TrySetResult(value);

    private void Print(string name, string text)
    {
        if (latest is { } cell)
            cell.Print(name, text);
        else
            Broadcast("stream", null, new JsonObject { ["name"] = name, ["text"] = text });
    }
}
