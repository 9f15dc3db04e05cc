using System.Text.Json.Nodes;

namespace Descent.Notebooks;

internal static class JsonExtensions
{
    /// <summary>The object under a key, made when it is missing.</summary>
    public static JsonObject Section(this JsonObject json, string key)
    {
        if (json[key] is not JsonObject section)
            json[key] = section = [];
        return section;
    }
}
