using System.Collections.Concurrent;

namespace Descent.Kernel.Scripting;

/// <summary>The code of a session by its name, so that an error can show the line it is in.</summary>
internal sealed class SourceTexts
{
    private const int MostLines = 5;

    private readonly ConcurrentDictionary<string, string> texts = new(StringComparer.Ordinal);

    public void Add(string source, string code) => texts[source] = code;

    /// <summary>
    /// The line and, below it, a caret under the column; every line, without a caret, where it may be one of several.
    /// Empty if the line is not known.
    /// </summary>
    public IEnumerable<string> Show(Place place)
    {
        if (!texts.TryGetValue(place.Source, out var code))
            yield break;
        var lines = code.Split('\n');
        if (!place.Others.IsEmpty)
        {
            foreach (var number in place.Others.Prepend(place.Line).Take(MostLines))
                yield return $"    {number}: {lines.ElementAtOrDefault(number - 1)?.Trim()}";
            yield break;
        }
        var line = lines.ElementAtOrDefault(place.Line - 1)?.TrimEnd('\r');
        if (string.IsNullOrWhiteSpace(line))
            yield break;
        yield return "    " + line;
        var before = line[..Math.Clamp(place.Column - 1, 0, line.Length)];
        // A tab stays a tab, so that the caret stands below the right letter.
        yield return "    " + string.Concat(before.Select(letter => letter == '\t' ? '\t' : ' ')) + "^";
    }
}
