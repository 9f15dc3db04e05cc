using System.Text.Json;
using System.Text.Json.Nodes;
using Descent.Kernel.Display;
using Descent.Kernel.Messages;
using Descent.Kernel.Scripting;

namespace Descent.Kernel.Execution;

/// <summary>One run of a cell: what it shows goes to the request that asked for it.</summary>
internal sealed class Cell(Request request, Client client)
{
    private const int MostCharacters = 1_000_000;
    private readonly Lock printing = new();
    private int charactersLeft = MostCharacters;

    /// <summary>What errors call it, such as "cell 3".</summary>
    public string Name { get; private set; } = "cell";

    public Request Request => request;

    public JsonElement Header => request.Header;

    public Interruption Interruption { get; } = new();

    /// <summary>The cell begins: from now on what is printed is its output.</summary>
    public void Start(string name)
    {
        Name = name;
        client.Begin(this);
    }

    public CancellationToken OfferCancellation() => Interruption.Offer();

    /// <summary>Hands on what was printed while the cell was the last to run, up to a limit.</summary>
    public void Print(string stream, string text)
    {
        // stdout and stderr are read by a thread each.
        lock (printing)
        {
            var left = charactersLeft;
            if (left < 0)
                return;
            charactersLeft -= text.Length;
            Stream(stream, ReadableNames.In(text.Length > left ? text[..left] : text));
            if (charactersLeft < 0)
                Stream("stderr", $"\n[This cell printed more than {MostCharacters:N0} characters. The rest is not shown.]\n");
        }
    }

    /// <summary>Shows a value and returns the id under which it can be updated.</summary>
    public string Display(object? value, IReadOnlyCollection<string> mimeTypes) => Show("display_data", MimeBundle.Of(value, mimeTypes));

    public string DisplayText(string text, string mimeType) => Show("display_data", MimeBundle.OfText(text, mimeType));

    public void Update(string id, object? value, IReadOnlyCollection<string> mimeTypes) =>
        Show("update_display_data", MimeBundle.Of(value, mimeTypes), id);

    public void UpdateText(string id, string text, string mimeType) => Show("update_display_data", MimeBundle.OfText(text, mimeType), id);

    public void Result(JsonObject bundle, int executionCount)
    {
        client.Drain();
        client.Broadcast("execute_result", Header, new JsonObject
        {
            ["data"] = bundle,
            ["execution_count"] = executionCount,
            ["metadata"] = new JsonObject(),
        });
    }

    public void Error(ErrorReport error)
    {
        client.Drain();
        client.Broadcast("error", Header, error.Content(), error.Metadata());
    }

    /// <summary>Asks the person at the client for a line of text.</summary>
    public Task<string> Ask(string prompt, bool isPassword) =>
        request.Flag("allow_stdin", fallback: false)
            ? client.Ask(Header, prompt, isPassword)
            : throw new InvalidOperationException("This cell asks for input, but nobody is there to answer.");

    private string Show(string type, JsonObject bundle, string? id = null)
    {
        id ??= Guid.NewGuid().ToString();
        client.Drain();
        client.Broadcast(type, Header, new JsonObject
        {
            ["data"] = bundle,
            ["metadata"] = new JsonObject(),
            ["transient"] = new JsonObject { ["display_id"] = id },
        });
        Interruption.AfterOutput();
        return id;
    }

    private void Stream(string stream, string text) =>
        client.Broadcast("stream", Header, new JsonObject { ["name"] = stream, ["text"] = text });
}
