using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Descent.Notebooks.Tests;

/// <summary>Whatever notebook in our form comes, reading and writing gives the same bytes.</summary>
public sealed class NotebookRoundTripTests
{
    private static readonly string[] Numbers =
        ["0", "-0", "-0.0", "1", "1.0", "1e5", "1E+5", "1e-300", "0.10", "3.141592653589793238462643", "123456789012345678901234567890", "1e999"];

    private static readonly string[] Pieces =
        ["a", "B", " ", "\n", "\r", "\t", "\"", "\\", "/", "ü", "→", "大", "😀", "\u2028", "\u0085", "\u007f", "\u0001", "\b", "\f", "<", "&", "'", "\uffff", "e\u0301"];

    private static readonly Gen<string> Text =
        Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces));

    private static readonly Gen<string> Name = Gen.Elements("a", "A", "aa", "z", "ü", "_", "1", "a b", "", "😀", "Z\"");

    /// <summary>JSON values as trees: raw text for numbers and literals, strings, lists and sorted members.</summary>
    private static Gen<object> Value(int depth)
    {
        Gen<object> leaf = Gen.OneOf(
            Gen.Elements(Numbers).Select(number => (object)new Raw(number)),
            Gen.Elements("true", "false", "null").Select(literal => (object)new Raw(literal)),
            Text.Select(text => (object)text));
        return depth == 0 ? leaf : Gen.OneOf(
            leaf,
            Short(Value(depth - 1)).Select(items => (object)items),
            Members(depth - 1).Select(members => (object)members));
    }

    private static Gen<List<T>> Short<T>(Gen<T> item) =>
        Gen.Choose(0, 3).SelectMany(count => item.ListOf(count)).Select(items => items.ToList());

    private static Gen<SortedDictionary<string, object>> Members(int depth) =>
        Short(Name.SelectMany(_ => Value(depth), (name, value) => (name, value))).Select(pairs =>
        {
            var members = new SortedDictionary<string, object>(StringComparer.Ordinal);
            foreach ((string name, object value) in pairs)
                members[name] = value;
            return members;
        });

    private static Gen<object> CodeCell(int id) =>
        from source in Text
        from metadata in Members(2)
        from stream in Text
        from plain in Text
        from json in Value(3)
        from strange in Value(2)
        select (object)new SortedDictionary<string, object>(StringComparer.Ordinal)
        {
            ["cell_type"] = "code",
            ["execution_count"] = new Raw("null"),
            ["id"] = $"cell-{id}",
            ["metadata"] = metadata,
            ["outputs"] = new List<object>
            {
                new SortedDictionary<string, object> { ["name"] = "stdout", ["output_type"] = "stream", ["text"] = Lines(stream) },
                new SortedDictionary<string, object>
                {
                    ["data"] = new SortedDictionary<string, object> { ["application/x+json"] = json, ["text/plain"] = Lines(plain) },
                    ["metadata"] = metadata,
                    ["output_type"] = "display_data",
                },
            },
            ["source"] = Lines(source),
            ["x-strange"] = strange,
        };

    private static readonly Gen<string> NotebookText =
        from count in Gen.Choose(0, 3)
        from cells in Gen.CollectToList(Enumerable.Range(0, count), CodeCell)
        from metadata in Members(3)
        from strange in Value(2)
        select Print(new SortedDictionary<string, object>(StringComparer.Ordinal)
        {
            ["cells"] = cells.ToList(),
            ["metadata"] = metadata,
            ["nbformat"] = new Raw("4"),
            ["nbformat_minor"] = new Raw("5"),
            ["strange"] = strange,
        }, 0) + "\n";

    [Fact]
    public void Reading_and_writing_our_form_changes_no_byte() =>
        Prop.ForAll(NotebookText.ToArbitrary(), text => Notebook.Parse(Encoding.UTF8.GetBytes(text)).ToText() == text)
            .Check(Config.QuickThrowOnFailure.WithReplay(20260101, 7).WithMaxTest(300));

    [Fact]
    public void Splitting_a_text_into_lines_and_joining_gives_the_text() =>
        Prop.ForAll(Text.ToArbitrary(), text =>
                MultilineText.Join(MultilineText.Split(text)) == text
                && MultilineText.Split(text).Select(line => (string)line!).SkipLast(1).All(line => line.EndsWith('\n')))
            .Check(Config.QuickThrowOnFailure.WithReplay(20260102, 7).WithMaxTest(300));

    private static List<object> Lines(string text) =>
        [.. text.Split('\n').Select((line, i) => i < text.Count(c => c == '\n') ? line + "\n" : line).Where(line => line.Length > 0)];

    /// <summary>The form written down a second time, simply, as Python's json module writes it.</summary>
    private static string Print(object value, int depth)
    {
        string inner = "\n" + new string(' ', depth + 1);
        string outer = "\n" + new string(' ', depth);
        return value switch
        {
            Raw raw => raw.Text,
            string text => Quote(text),
            List<object> { Count: 0 } => "[]",
            List<object> items => "[" + string.Join(",", items.Select(item => inner + Print(item, depth + 1))) + outer + "]",
            SortedDictionary<string, object> { Count: 0 } => "{}",
            SortedDictionary<string, object> members =>
                "{" + string.Join(",", members.Select(m => inner + Quote(m.Key) + ": " + Print(m.Value, depth + 1))) + outer + "}",
            _ => throw new InvalidOperationException(),
        };
    }

    private static string Quote(string text) => "\"" + string.Concat(text.Select(c => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\b' => "\\b",
        '\f' => "\\f",
        < ' ' => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
        _ => c.ToString(),
    })) + "\"";

    private sealed record Raw(string Text);
}
