using System.Text.Json.Nodes;
using Descent.Kernel.Messages;

namespace Descent.Kernel.Execution;

/// <summary>What a client is told about this kernel.</summary>
internal static class KernelInfo
{
    public static JsonObject Reply() => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = Protocol.Version,
        ["implementation"] = "descent",
        ["implementation_version"] = typeof(KernelInfo).Assembly.GetName().Version!.ToString(3),
        ["language_info"] = new JsonObject
        {
            ["name"] = "csharp",
            ["version"] = "14",
            ["mimetype"] = "text/x-csharp",
            ["file_extension"] = ".cs",
            ["pygments_lexer"] = "csharp",
        },
        ["banner"] = "Descent: C# for notebooks",
        ["help_links"] = new JsonArray(),
        ["debugger"] = false,
    };
}
