using System.Globalization;
using System.Text;

namespace Descent.Publishing;

/// <summary>The text of a terminal as HTML: SGR colours become spans, other escape sequences vanish, a carriage return starts its line anew.</summary>
public static class AnsiText
{
    /// <summary>The HTML of a text. The sixteen colours are classes (<c>ansi-1</c>, <c>ansi-bg-1</c>), so that a style sheet chooses what can be read.</summary>
    public static string ToHtml(string text)
    {
        var html = new StringBuilder(text.Length + 16);
        var style = new Style();
        bool open = false;
        var run = new StringBuilder();
        text = OverwriteLines(text);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\u001b')
            {
                run.Append(text[i]);
                continue;
            }
            int end = SequenceEnd(text, i, out char final);
            if (final == 'm')
            {
                Flush();
                style = style.After(text[(i + 2)..end].Split(';'));
            }
            i = end;
        }
        Flush();
        return html.ToString();

        void Flush()
        {
            if (run.Length == 0)
                return;
            string attributes = style.Attributes;
            open = attributes.Length > 0;
            html.Append(open ? $"<span{attributes}>" : "").Append(Html.Escape(run.ToString())).Append(open ? "</span>" : "");
            run.Clear();
        }
    }

    /// <summary>As a terminal shows it in the end: what stands before a carriage return is written over.</summary>
    private static string OverwriteLines(string text)
    {
        text = text.Replace("\r\n", "\n");
        if (!text.Contains('\r'))
            return text;
        return string.Join('\n', text.Split('\n').Select(line => line.TrimEnd('\r')).Select(line => line[(line.LastIndexOf('\r') + 1)..]));
    }

    /// <summary>The index of the last character of an escape sequence: ESC [ … letter, ESC ] … BEL, or ESC and one character.</summary>
    private static int SequenceEnd(string text, int start, out char final)
    {
        final = '\0';
        if (start + 1 >= text.Length)
            return start;
        int i = start + 2;
        if (text[start + 1] == '[')
        {
            while (i < text.Length && text[i] is < '@' or > '~')
                i++;
            if (i < text.Length)
                final = text[i];
            return Math.Min(i, text.Length - 1);
        }
        if (text[start + 1] == ']')
        {
            while (i < text.Length && text[i] != '\a' && text[i] != '\u001b')
                i++;
            return Math.Min(i, text.Length - 1);
        }
        return start + 1;
    }

    private readonly record struct Style(string? Foreground, string? Background, bool Bold, bool Italic, bool Underline)
    {
        public string Attributes
        {
            get
            {
                var classes = new List<string>();
                var styles = new List<string>();
                Add(Foreground, "ansi-", "color");
                Add(Background, "ansi-bg-", "background-color");
                if (Bold) classes.Add("ansi-bold");
                if (Italic) classes.Add("ansi-italic");
                if (Underline) classes.Add("ansi-underline");
                return (classes.Count > 0 ? $" class=\"{string.Join(' ', classes)}\"" : "") + (styles.Count > 0 ? $" style=\"{string.Join(';', styles)}\"" : "");

                void Add(string? color, string prefix, string property)
                {
                    if (color is null)
                        return;
                    if (color[0] == '#')
                        styles.Add($"{property}:{color}");
                    else
                        classes.Add(prefix + color);
                }
            }
        }

        /// <summary>The style after the codes of one sequence, as in ECMA-48; codes that nobody knows change nothing.</summary>
        public Style After(string[] codes)
        {
            Style style = this;
            for (int i = 0; i < codes.Length; i++)
            {
                int code = codes[i].Length == 0 ? 0 : int.TryParse(codes[i], NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : -1;
                style = code switch
                {
                    0 => new Style(),
                    1 => style with { Bold = true },
                    3 => style with { Italic = true },
                    4 => style with { Underline = true },
                    22 => style with { Bold = false },
                    23 => style with { Italic = false },
                    24 => style with { Underline = false },
                    >= 30 and <= 37 => style with { Foreground = $"{code - 30}" },
                    38 => style with { Foreground = Extended(codes, ref i) ?? style.Foreground },
                    39 => style with { Foreground = null },
                    >= 40 and <= 47 => style with { Background = $"{code - 40}" },
                    48 => style with { Background = Extended(codes, ref i) ?? style.Background },
                    49 => style with { Background = null },
                    >= 90 and <= 97 => style with { Foreground = $"{code - 82}" },
                    >= 100 and <= 107 => style with { Background = $"{code - 92}" },
                    _ => style,
                };
            }
            return style;
        }

        /// <summary>38;5;n is one of 256 colours, 38;2;r;g;b any.</summary>
        private static string? Extended(string[] codes, ref int i)
        {
            int[] rest = [.. codes.Skip(i + 1).Take(4).Select(code => int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n < 256 ? n : -1)];
            if (rest is [2, >= 0, >= 0, >= 0])
            {
                i += 4;
                return $"#{rest[1]:x2}{rest[2]:x2}{rest[3]:x2}";
            }
            if (rest is not [5, >= 0, ..])
                return null;
            i += 2;
            int c = rest[1];
            if (c < 16)
                return $"{c}";
            if (c >= 232)
                return string.Concat("#", string.Concat(Enumerable.Repeat($"{8 + 10 * (c - 232):x2}", 3)));
            int Level(int k) => k == 0 ? 0 : 55 + 40 * k;
            return $"#{Level((c - 16) / 36):x2}{Level((c - 16) / 6 % 6):x2}{Level((c - 16) % 6):x2}";
        }
    }
}
