using System.Text;
using System.Text.Json.Nodes;

namespace Descent.Notebooks;

/// <summary>
/// Turns the messages of a run into the outputs of cells as nbformat has them: neighbouring texts of one stream are one output,
/// an update changes every output with its display id in place, a clear empties the cell.
/// One collector serves a whole notebook, since a cell may update what an earlier one displayed.
/// </summary>
internal sealed class OutputCollector
{
    private readonly Dictionary<string, List<JsonObject>> displays = [];
    private readonly StringBuilder streamText = new();
    private JsonArray outputs = [];
    private JsonObject? stream;
    private bool clearBeforeNext;

    /// <summary>The outputs that follow belong to a new cell.</summary>
    public void Begin()
    {
        outputs = [];
        stream = null;
        clearBeforeNext = false;
    }

    /// <summary>The cell's outputs, complete.</summary>
    public JsonArray End()
    {
        EndStream();
        return outputs;
    }

    /// <summary>Takes one message in.</summary>
    public void Take(KernelMessage message)
    {
        JsonObject content = message.Content;
        if (message.Type == "update_display_data")
        {
            Update(content);
            return;
        }
        if (message.Type == "clear_output" && (bool?)content["wait"] == true)
        {
            clearBeforeNext = true;
            return;
        }
        if (message.Type == "clear_output" || clearBeforeNext)
            Clear();
        switch (message.Type)
        {
            case "stream":
                TakeStream((string?)content["name"] ?? "stdout", (string?)content["text"] ?? "");
                break;
            case "display_data":
                Add(Display(content), DisplayId(content));
                break;
            case "execute_result":
                JsonObject result = Display(content);
                result["output_type"] = "execute_result";
                result["execution_count"] = content["execution_count"]?.DeepClone();
                Add(result, DisplayId(content));
                break;
            case "error":
                Add(new JsonObject
                {
                    ["output_type"] = "error",
                    ["ename"] = content["ename"]?.DeepClone() ?? "",
                    ["evalue"] = content["evalue"]?.DeepClone() ?? "",
                    ["traceback"] = content["traceback"]?.DeepClone() ?? new JsonArray(),
                }, null);
                break;
        }
    }

    private static string? DisplayId(JsonObject content) => (string?)(content["transient"] as JsonObject)?["display_id"];

    private static JsonObject Display(JsonObject content) => new()
    {
        ["output_type"] = "display_data",
        ["data"] = content["data"]?.DeepClone() ?? new JsonObject(),
        ["metadata"] = content["metadata"]?.DeepClone() ?? new JsonObject(),
    };

    private void Add(JsonObject output, string? displayId)
    {
        EndStream();
        outputs.Add(output);
        if (displayId is null)
            return;
        if (!displays.TryGetValue(displayId, out List<JsonObject>? shown))
            displays[displayId] = shown = [];
        shown.Add(output);
    }

    private void Update(JsonObject content)
    {
        if (DisplayId(content) is not { } id || !displays.TryGetValue(id, out List<JsonObject>? shown))
            return;
        foreach (JsonObject output in shown)
        {
            JsonObject update = Display(content);
            output["data"] = update["data"]!.DeepClone();
            output["metadata"] = update["metadata"]!.DeepClone();
        }
    }

    private void TakeStream(string name, string text)
    {
        if (stream is null || (string?)stream["name"] != name)
        {
            EndStream();
            stream = new JsonObject { ["output_type"] = "stream", ["name"] = name };
            outputs.Add(stream);
        }
        streamText.Append(text);
    }

    private void EndStream()
    {
        if (stream is not null)
            stream["text"] = MultilineText.Split(streamText.ToString());
        stream = null;
        streamText.Clear();
    }

    private void Clear()
    {
        EndStream();
        outputs.Clear();
        clearBeforeNext = false;
    }
}
