namespace Descent.Publishing.Slides;

/// <summary>Code, or the text it printed: lines of equally wide characters, so their room is known to the pixel.</summary>
/// <param name="lines">The text's lines.</param>
/// <param name="html">Each line as HTML.</param>
/// <param name="kind">The class of the element: <c>code</c>, <c>output</c> or <c>output error</c>.</param>
internal sealed class MonospacePart(IReadOnlyList<string> lines, IReadOnlyList<string> html, string kind) : SlidePart
{
    /// <summary>Padding and border on both sides together.</summary>
    private const double Frame = 36, FrameHeight = 24, LabelHeight = 32;

    /// <summary>Lines that were wrapped go on this much deeper than they began.</summary>
    private const int Hanging = 4;

    /// <summary>True for code, false for what it printed.</summary>
    public bool IsCode => kind == "code";

    /// <summary>What it is called when it goes on on another slide.</summary>
    public bool IsContinued { get; init; }

    /// <summary>How many lines it has.</summary>
    public int Lines => lines.Count;

    /// <summary>The width without any wrapping.</summary>
    public double NaturalWidth(TypeSize size) => Math.Ceiling(lines.Max(line => Columns(line)) * size.Code / 2 + Frame) + 1;

    /// <summary>The width at which no word has to be broken.</summary>
    public double UnbrokenWidth(TypeSize size) =>
        Math.Ceiling(lines.Max(line => Columns(line) == 0 ? 0 : Indent(line) + Hanging + Words(line.Trim()).Max(word => Columns(word.TrimEnd()))) * size.Code / 2 + Frame) + 1;

    /// <inheritdoc/>
    public override double Height(double width, TypeSize size) => Rows(width, size) * size.CodeLine + Around;

    /// <summary>How many lines are longer than the width and have to be wrapped.</summary>
    public int Wrapped(double width, TypeSize size) => lines.Count(line => Columns(line) > Room(width, size));

    /// <inheritdoc/>
    public override string ToHtml(double width, double height, TypeSize size)
    {
        string label = IsContinued ? "<p class=\"continued\">continued</p>" : "";
        var rows = lines.Select((line, i) =>
            $"<span class=\"line\" style=\"--indent:{Indent(line) + Hanging}ch\">{html[i]}\n</span>");
        return $"{label}<pre class=\"{kind}\"><code>{string.Concat(rows)}</code></pre>";
    }

    /// <inheritdoc/>
    public override (SlidePart First, SlidePart Others)? Split(double width, double height, TypeSize size)
    {
        int most = 0;
        for (double used = Around; most < lines.Count; most++)
            if ((used += Rows(lines[most], width, size) * size.CodeLine) > height)
                break;
        if (most == 0 || lines.Count < 2)
            return null;
        most = Math.Min(most, lines.Count - 1);
        return Cut(IsCode ? BestCut(most) : most, continued: true);
    }

    /// <summary>The ways to divide code between two statements that are not inside another one, the longest beginning first.</summary>
    public IEnumerable<(MonospacePart First, MonospacePart Last)> BetweenStatements() =>
        Enumerable.Range(1, lines.Count - 1).Reverse().Where(BeginsStatement).Select(i => Cut(i, continued: false));

    private double Around => FrameHeight + (IsContinued ? LabelHeight : 0);

    private bool BeginsStatement(int i)
    {
        string line = lines[i], before = lines[i - 1].TrimEnd();
        return line.Trim().Length > 0 && Indent(line) == 0 && !"{}).".Contains(line[0]) && (before.Length == 0 || before[^1] is ';' or '}')
            && !(line.StartsWith("else", StringComparison.Ordinal) || line.StartsWith("catch", StringComparison.Ordinal) || line.StartsWith("finally", StringComparison.Ordinal));
    }

    private (MonospacePart First, MonospacePart Last) Cut(int at, bool continued)
    {
        int end = at, next = at;
        while (end > 1 && lines[end - 1].Trim().Length == 0)
            end--;
        while (next < lines.Count - 1 && lines[next].Trim().Length == 0)
            next++;
        return (new MonospacePart([.. lines.Take(end)], [.. html.Take(end)], kind) { IsFragment = IsFragment, IsContinued = IsContinued },
                new MonospacePart([.. lines.Skip(next)], [.. html.Skip(next)], kind) { IsFragment = IsFragment, IsContinued = continued });
    }

    /// <summary>Code is best divided at an empty line, else where a statement begins that is not inside another one.</summary>
    private int BestCut(int most)
    {
        int least = Math.Max(1, Math.Min(most, lines.Count / 3));
        var cuts = Enumerable.Range(least, most - least + 1).Reverse().ToList();
        int blank = cuts.FirstOrDefault(i => lines[i].Trim().Length == 0, -1);
        return blank >= 0 ? blank : cuts.Where(i => !"{})".Contains(lines[i].TrimStart()[0])).OrderBy(i => Indent(lines[i])).ThenByDescending(i => i).FirstOrDefault(most);
    }

    private double Rows(double width, TypeSize size) => lines.Sum(line => Rows(line, width, size));

    /// <summary>The rows that a line takes: the browser breaks it at blanks, and goes on below with a hanging indent.</summary>
    private static int Rows(string line, double width, TypeSize size)
    {
        int room = Room(width, size), total = Columns(line);
        if (total <= room)
            return 1;
        int rows = 1, column = 0, deeper = Math.Min(Indent(line) + Hanging, room / 2);
        foreach (string word in Words(line))
        {
            int length = Columns(word);
            if (column + Columns(word.TrimEnd()) > room && column > deeper)
            {
                rows++;
                column = deeper;
            }
            while (column + length > room && length > room - deeper) // a word longer than a line is broken
            {
                rows++;
                length -= room - column;
                column = deeper;
            }
            column += length;
        }
        return rows;
    }

    private static IEnumerable<string> Words(string line)
    {
        int start = 0;
        for (int i = 1; i < line.Length; i++)
            if (line[i] != ' ' && line[i - 1] == ' ')
            {
                yield return line[start..i];
                start = i;
            }
        yield return line[start..];
    }

    private static int Room(double width, TypeSize size) => Math.Max(10, (int)((width - Frame) / (size.Code / 2)));

    /// <summary>The width in characters: most take one; Greek and what else may come from another font may take more.</summary>
    private static int Columns(string text)
    {
        int columns = 0;
        foreach (var rune in text.EnumerateRunes())
            columns += rune.Value switch { < 0x0370 => 1, >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0x1F300 and <= 0x1FAFF => 3, _ => 2 };
        return columns;
    }

    private static int Indent(string line) => line.Length - line.TrimStart(' ').Length;
}
