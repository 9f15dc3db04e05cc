using System.Globalization;

namespace Descent.Charts;

/// <summary>
/// The colours of every chart. The series colours are those of Okabe and Ito (2008), which people with the common
/// colour-vision deficiencies can tell apart; their yellow is left out, for it vanishes on white.
/// </summary>
public static class Palette
{
    /// <summary>The first series, and class 0.</summary>
    public const string Blue = "#0072b2";

    /// <summary>The second series, and class 1.</summary>
    public const string Vermillion = "#d55e00";

    /// <summary>The third series.</summary>
    public const string Green = "#009e73";

    /// <summary>The fourth series.</summary>
    public const string Purple = "#cc79a7";

    /// <summary>The fifth series.</summary>
    public const string Orange = "#e69f00";

    /// <summary>The sixth series.</summary>
    public const string Sky = "#56b4e9";

    /// <summary>The eighth series, and what is there for comparison: a reference line, the Bayes error.</summary>
    public const string Grey = "#6b7280";

    /// <summary>Text, 15:1 on the white card; ticks and captions, 9:1.</summary>
    internal const string Text = "#1f2328";
    internal const string SmallText = "#454b54";
    internal const string AxisLine = "#8c939d";
    internal const string GridLine = "#e6e8ec";
    internal const string Card = "#ffffff";

    /// <summary>The colours of the first, second, … series; they start again after the eighth.</summary>
    public static IReadOnlyList<string> Series { get; } =
        [Blue, Vermillion, Green, Purple, Orange, Sky, "#7a4b00", Grey];

    /// <summary>From class 0 (blue) over "undecided" (white) to class 1 (orange).</summary>
    internal static readonly string[] Diverging = ["#a3cbe5", "#d2e5f2", "#fafaf8", "#fbe0c6", "#f5bd90"];

    /// <summary>Light to dark, for amounts: costs and counts.</summary>
    internal static readonly string[] Sequential = ["#f4f8fb", "#c9dff0", "#8dbcdf", "#4a90c2", "#12588f", "#08305a"];

    /// <summary>White paper, black ink.</summary>
    internal static readonly string[] Ink = ["#ffffff", "#16181d"];

    /// <summary>The colour at <paramref name="t"/> in [0, 1] on an evenly spaced scale.</summary>
    internal static (byte R, byte G, byte B) At(IReadOnlyList<(double At, string Color)> scale, double t)
    {
        t = Math.Clamp(t, 0, 1);
        int i = 1;
        while (i < scale.Count - 1 && t > scale[i].At)
            i++;
        var (from, to) = (scale[i - 1], scale[i]);
        double share = to.At > from.At ? Math.Clamp((t - from.At) / (to.At - from.At), 0, 1) : 0;
        var (a, b) = (Parse(from.Color), Parse(to.Color));
        byte Mix(byte x, byte y) => (byte)Math.Round(x + share * (y - x));
        return (Mix(a.R, b.R), Mix(a.G, b.G), Mix(a.B, b.B));
    }

    internal static string Hex((byte R, byte G, byte B) color) => $"#{color.R:x2}{color.G:x2}{color.B:x2}";

    /// <summary>A colour with an opacity in [0, 1], as Plotly and CSS write it.</summary>
    internal static string Fade(string color, double opacity)
    {
        var (r, g, b) = Parse(color);
        return string.Create(CultureInfo.InvariantCulture, $"rgba({r},{g},{b},{opacity:0.##})");
    }

    /// <summary>Reads <c>#rgb</c>, <c>#rrggbb</c>, <c>rgb(…)</c> and <c>rgba(…)</c>; anything else is grey.</summary>
    internal static (byte R, byte G, byte B) Parse(string color)
    {
        if (color.StartsWith('#') && color.Length == 4)
            color = $"#{color[1]}{color[1]}{color[2]}{color[2]}{color[3]}{color[3]}";
        if (color.StartsWith('#') && color.Length >= 7
            && int.TryParse(color.AsSpan(1, 6), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int rgb))
            return ((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);
        if (color.StartsWith("rgb", StringComparison.OrdinalIgnoreCase))
        {
            var parts = color[(color.IndexOf('(') + 1)..].TrimEnd(')', ' ').Split(',');
            if (parts.Length >= 3)
                return (Channel(parts[0]), Channel(parts[1]), Channel(parts[2]));
        }
        return (0x6b, 0x72, 0x80);

        static byte Channel(string part) =>
            double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                ? (byte)Math.Clamp(Math.Round(value), 0, 255) : (byte)0;
    }

    /// <summary>Black or white, whichever reads better on the colour (WCAG's relative luminance).</summary>
    internal static string TextOn((byte R, byte G, byte B) color)
    {
        static double Linear(byte c) => c / 255.0 <= 0.04045 ? c / 255.0 / 12.92 : Math.Pow((c / 255.0 + 0.055) / 1.055, 2.4);
        double luminance = 0.2126 * Linear(color.R) + 0.7152 * Linear(color.G) + 0.0722 * Linear(color.B);
        return luminance > 0.18 ? "#000000" : "#ffffff";
    }
}
