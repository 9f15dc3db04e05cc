using System.Text.Json;
using System.Text.Json.Nodes;
using Descent.Kernel.Scripting;
using Microsoft.DotNet.Interactive.Formatting;

namespace Descent.Kernel.Display;

/// <summary>A value in the forms in which a client can show it, by MIME type.</summary>
internal static class MimeBundle
{
    /// <summary>The value in the given forms or, if none are given, in those that its type prefers.</summary>
    /// <exception cref="FormatException">There is no way to show the value in one of the forms.</exception>
    public static JsonObject Of(object? value, IReadOnlyCollection<string> mimeTypes)
    {
        JsonObject bundle = [];
        var type = value?.GetType() ?? typeof(object);
        // Also has the formatters found that the type names by its TypeFormatterSourceAttribute.
        var preferred = Formatter.GetPreferredMimeTypesFor(type);
        foreach (var mimeType in mimeTypes.Count > 0 ? mimeTypes : preferred)
        {
            // The formatter would look for it for ever, and overflow the stack.
            if (!Formatter.RegisteredFormatters(true).Any(formatter => formatter.MimeType == mimeType && Fits(formatter.Type, type)))
                throw new FormatException($"{TypeNames.Of(type)} cannot be shown as {mimeType}: there is no formatter for that.");
            bundle[mimeType] = Entry(value.ToDisplayString(mimeType), mimeType);
        }
        return bundle;
    }

    /// <summary>A text that is already in its form.</summary>
    public static JsonObject OfText(string text, string mimeType) => new() { [mimeType] = Entry(text, mimeType) };

    private static bool Fits(Type formatted, Type type) =>
        formatted.IsAssignableFrom(type)
        || (formatted.IsGenericTypeDefinition && Ancestors(type).Any(
            ancestor => ancestor.IsGenericType && ancestor.GetGenericTypeDefinition() == formatted));

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
            yield return ancestor;
        foreach (var ancestor in type.GetInterfaces())
            yield return ancestor;
    }

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
