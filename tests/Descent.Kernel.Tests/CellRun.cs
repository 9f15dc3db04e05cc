using System.Text.Json.Nodes;

namespace Descent.Kernel.Tests;

/// <summary>What the kernel said to one request.</summary>
public sealed record CellRun(IReadOnlyList<JsonNode> Messages, bool KernelEnded)
{
    public IReadOnlyList<string> Types => [.. Messages.Select(message => message["header"]!["msg_type"]!.ToString())];

    /// <summary>The only message of a type.</summary>
    public JsonNode Message(string type) => Messages.Single(message => message["header"]!["msg_type"]!.ToString() == type);

    public IEnumerable<JsonNode> All(string type) => Messages.Where(message => message["header"]!["msg_type"]!.ToString() == type);

    public string Status => Message("execute_reply")["content"]!["status"]!.ToString();

    public string Text(string stream) => string.Concat(
        All("stream").Where(message => message["content"]!["name"]!.ToString() == stream)
            .Select(message => message["content"]!["text"]!.ToString()));

    public string Output => Text("stdout");

    /// <summary>The value of the cell in a form.</summary>
    public string Result(string mimeType = "text/plain") => Message("execute_result")["content"]!["data"]![mimeType]!.ToString();

    public JsonNode Error => Message("error")["content"]!;

    public string ErrorName => Error["ename"]!.ToString();

    public string ErrorText => Error["evalue"]!.ToString();

    public string Traceback => string.Join('\n', Error["traceback"]!.AsArray().Select(line => line!.ToString()));

    /// <summary>The line and column that a client marks, or null.</summary>
    public (int Line, int Column)? ErrorPlace =>
        Message("error")["metadata"]!["descent"] is { } place ? ((int)place["line"]!, (int)place["column"]!) : null;

    public IReadOnlyList<JsonNode> Displays => [.. All("display_data").Select(message => message["content"]!["data"]!)];
}
