using System.Collections.Concurrent;

namespace Descent.Kernel.Scripting;

/// <summary>The code of a session by its name, so that an error can show the line it is in.</summary>
internal sealed class SourceTexts
{
    private readonly ConcurrentDictionary<string, string> texts = new(StringComparer.Ordinal);

    public void Add(string source, string code) => texts[source] = code;

    /// <summary>The line and, below it, a caret under the column. Empty if the line is not known.</summary>
    public IEnumerable<string> Show(Place place)
    {
        if (!texts.TryGetValue(place.Source, out var code))
            yield break;
        var line = code.Split('\n').ElementAtOrDefault(place.Line - 1)?.TrimEnd('\r');
        if (string.IsNullOrWhiteSpace(line))
            yield break;
        yield return "    " + line;
        var before = line[..Math.Clamp(place.Column - 1, 0, line.Length)];
        // A tab stays a tab, so that the caret stands below the right letter.
        yield return "    " + string.Concat(before.Select(letter => letter == '\t' ? '\t' : ' ')) + "^";
    }
}
