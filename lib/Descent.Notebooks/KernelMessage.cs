using System.Text.Json.Nodes;

namespace Descent.Notebooks;

/// <summary>One Jupyter message from a kernel.</summary>
/// <param name="Type">The <c>msg_type</c>, such as <c>execute_reply</c>.</param>
/// <param name="ParentId">The <c>msg_id</c> of the request that it belongs to; empty if there is none.</param>
/// <param name="Content">The message's content.</param>
/// <param name="Size">The length of its line in bytes.</param>
public sealed record KernelMessage(string Type, string ParentId, JsonObject Content, int Size)
{
    // What is read of a content without another look.
    private static readonly string[] texts = ["status", "execution_state", "name", "text", "ename", "evalue"];

    /// <summary>The message in a line's JSON; null if it is JSON but no message.</summary>
    /// <exception cref="InvalidOperationException">A field has another type than Jupyter gives it, or is a text that is none.</exception>
    /// <exception cref="FormatException">A number does not fit.</exception>
    public static KernelMessage? From(JsonObject json, int size)
    {
        if (json["header"] is not JsonObject header || (string?)header["msg_type"] is not { } type) return null;
        JsonObject content = json["content"] as JsonObject ?? [];
        foreach (string text in texts) _ = (string?)content[text];
        _ = (int?)content["execution_count"];
        return new KernelMessage(type, (string?)(json["parent_header"] as JsonObject)?["msg_id"] ?? "", content, size);
    }
}
