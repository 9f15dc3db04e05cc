namespace Descent.Kernel.Scripting;

/// <summary>
/// Splits a cell at its directives: lines that begin with <c>#!</c>. What stands between them runs piece by piece, in
/// order; every piece keeps its place in the cell, so that an error names the line that the learner sees.
/// </summary>
internal static class CellSource
{
    public static IEnumerable<CellPart> Parts(string code)
    {
        var lines = code.Split('\n');
        var kind = CellPartKind.Code;
        var from = 0;
        for (var i = 0; i <= lines.Length; i++)
        {
            var isDirective = i < lines.Length && lines[i].TrimStart().StartsWith("#!", StringComparison.Ordinal);
            if (i < lines.Length && !isDirective)
                continue;
            if (lines[from..i].Any(line => !string.IsNullOrWhiteSpace(line)))
                yield return new CellPart(kind, Text(lines, kind, from, i), from + 1);
            if (!isDirective)
                yield break;
            var (directive, argument) = Split(lines[i].Trim());
            kind = directive switch
            {
                "#!html" => CellPartKind.Html,
                "#!markdown" => CellPartKind.Markdown,
                "#!csharp" or "#!c#" or "#!C#" or "#!cs" => CellPartKind.Code,
                _ => kind,
            };
            if (directive is "#!import")
                yield return new CellPart(CellPartKind.Import, argument.Trim('"'), i + 1);
            else if (directive is "#!time")
                yield return new CellPart(CellPartKind.Time, "", i + 1);
            else if (directive is not ("#!html" or "#!markdown" or "#!csharp" or "#!c#" or "#!C#" or "#!cs"))
                yield return new CellPart(CellPartKind.Unknown, directive, i + 1);
            from = i + 1;
        }
    }

    /// <summary>The cell with everything but its code blanked: every character stays where it is.</summary>
    public static string OnlyCode(string code)
    {
        var blank = string.Concat(code.Select(letter => letter == '\n' ? '\n' : ' ')).Split('\n');
        var lines = code.Split('\n');
        foreach (var part in Parts(code).Where(part => part.Kind == CellPartKind.Code))
        {
            var last = part.Text.Count(letter => letter == '\n');
            for (var i = part.Line - 1; i <= last; i++)
                blank[i] = lines[i];
        }
        return string.Join('\n', blank);
    }

    private static string Text(string[] lines, CellPartKind kind, int from, int to) =>
        (kind == CellPartKind.Code ? new string('\n', from) : "") + string.Join('\n', lines[from..to]);

    private static (string Directive, string Argument) Split(string line)
    {
        var space = line.IndexOfAny([' ', '\t']);
        return space < 0 ? (line, "") : (line[..space], line[space..].Trim());
    }
}
