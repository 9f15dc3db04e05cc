using System.Diagnostics;
using System.Text.Json.Nodes;

// Speaks the kernel's wire and misbehaves as a cell tells it: each line of the cell's code is one command.
// What a real kernel must never do (garbage on the wire, deafness, a reply without an end) can be had here.
object writing = new();
int count = 0;
using var interrupted = new ManualResetEventSlim();
using var requests = new System.Collections.Concurrent.BlockingCollection<JsonObject>();
var running = new Thread(() =>
{
    foreach (JsonObject request in requests.GetConsumingEnumerable())
        Execute(request);
})
{ IsBackground = true };
running.Start();

while (Console.ReadLine() is { } line)
{
    var request = JsonNode.Parse(line)!.AsObject();
    if ((string)request["channel"]! == "control")
        interrupted.Set();
    else
        requests.Add(request);
}

void Execute(JsonObject request)
{
    var parent = request["header"]!.AsObject();
    Send(parent, "iopub", "status", new() { ["execution_state"] = "busy" });
    JsonObject reply = new() { ["status"] = "ok", ["execution_count"] = ++count };
    bool silent = false;
    foreach (string line in ((string)request["content"]!["code"]!).Split('\n'))
    {
        string[] words = line.Split(' ', 3);
        string rest = words.Length > 1 ? line[(words[0].Length + 1)..] : "";
        switch (words[0])
        {
            case "print": Send(parent, "iopub", "stream", new() { ["name"] = "stdout", ["text"] = rest + "\n" }); break;
            case "warn": Send(parent, "iopub", "stream", new() { ["name"] = "stderr", ["text"] = rest + "\n" }); break;
            case "stray": Send(new() { ["msg_id"] = "earlier" }, "iopub", "stream", new() { ["name"] = "stdout", ["text"] = rest }); break;
            case "result": Send(parent, "iopub", "execute_result", Data(rest, null, count)); break;
            case "display": Send(parent, "iopub", "display_data", Data(words[2], words[1])); break;
            case "update": Send(parent, "iopub", "update_display_data", Data(words[2], words[1])); break;
            case "clear": Send(parent, "iopub", "clear_output", new() { ["wait"] = rest == "wait" }); break;
            case "raw": Write(rest); break;
            case "flood":
                for (int i = 0; i < int.Parse(rest); i++)
                    Send(parent, "iopub", "stream", new() { ["name"] = "stdout", ["text"] = new string('x', 1000) + "\n" });
                break;
            case "fail":
                var error = new JsonObject { ["ename"] = words[1], ["evalue"] = words[2], ["traceback"] = new JsonArray(words[2]) };
                Send(parent, "iopub", "error", error);
                reply = new() { ["status"] = "error", ["execution_count"] = count, ["ename"] = words[1], ["evalue"] = words[2] };
                break;
            case "wait-for-interrupt": interrupted.Wait(); interrupted.Reset(); break;
            case "deaf": Thread.Sleep(Timeout.Infinite); break;
            case "last-words": Console.Error.WriteLine(rest); break;
            case "exit": Environment.Exit(int.Parse(rest)); break;
            case "kill": Process.GetCurrentProcess().Kill(); break;
            case "child": Process.Start(new ProcessStartInfo("sleep", rest) { UseShellExecute = false })!.Dispose(); break;
            case "no-idle": silent = true; break;
            case "memory": Send(parent, "iopub", "stream", new() { ["name"] = "stdout", ["text"] = Environment.GetEnvironmentVariable("DOTNET_GCHeapHardLimit") }); break;
            case "folder": Send(parent, "iopub", "stream", new() { ["name"] = "stdout", ["text"] = Environment.CurrentDirectory }); break;
        }
    }
    Send(parent, "shell", "execute_reply", reply);
    if (!silent)
        Send(parent, "iopub", "status", new() { ["execution_state"] = "idle" });
}

static JsonObject Data(string text, string? displayId, int? executionCount = null) => new()
{
    ["data"] = new JsonObject { ["text/plain"] = text },
    ["metadata"] = new JsonObject(),
    ["transient"] = displayId is null ? new JsonObject() : new JsonObject { ["display_id"] = displayId },
    ["execution_count"] = executionCount,
};

void Send(JsonObject parent, string channel, string type, JsonObject content) => Write(new JsonObject
{
    ["channel"] = channel,
    ["header"] = new JsonObject { ["msg_id"] = Guid.NewGuid().ToString("n"), ["msg_type"] = type },
    ["parent_header"] = parent.DeepClone(),
    ["metadata"] = new JsonObject(),
    ["content"] = content,
}.ToJsonString());

void Write(string line)
{
    lock (writing)
        Console.Out.WriteLine(line);
}
