using System.Text.Json;
using System.Text.Json.Nodes;
using Descent.Kernel.Scripting;
using Microsoft.DotNet.Interactive.Formatting;

namespace Descent.Kernel.Display;

/// <summary>A value in the forms in which a client can show it, by MIME type.</summary>
internal static class MimeBundle
{
    /// <summary>The value in the given forms or, if none are given, in those that its type prefers.</summary>
    public static JsonObject Of(object? value, IReadOnlyCollection<string> mimeTypes)
    {
        JsonObject bundle = [];
        var type = value?.GetType() ?? typeof(object);
        foreach (var mimeType in mimeTypes.Count > 0 ? mimeTypes : Formatter.GetPreferredMimeTypesFor(type))
            bundle[mimeType] = Entry(value.ToDisplayString(mimeType), mimeType);
        return bundle;
    }

    /// <summary>A text that is already in its form.</summary>
    public static JsonObject OfText(string text, string mimeType) => new() { [mimeType] = Entry(text, mimeType) };

    private static JsonNode? Entry(string text, string mimeType)
    {
        text = ReadableNames.In(text);
        if (mimeType != "application/json" && !mimeType.EndsWith("+json", StringComparison.Ordinal))
            return JsonValue.Create(text);
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException e)
        {
            throw new FormatException($"What is to be shown as {mimeType} is not JSON: {e.Message}", e);
        }
    }
}
