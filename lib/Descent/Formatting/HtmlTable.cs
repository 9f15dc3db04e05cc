using System.Globalization;

namespace Descent.Formatting;

/// <summary>
/// A small HTML table without colours of its own, so that it is right on a light page and on a dark one; lines are
/// half-transparent grey. Styles stand in the elements, for notebooks drop style sheets.
/// </summary>
internal sealed class HtmlTable
{
    private const string Line = "1px solid rgba(128,128,128,.4)";
    private readonly List<string[]> rows = [];
    private readonly string[] heads;
    private readonly string caption;

    /// <param name="caption">A line above the table.</param>
    /// <param name="heads">The heads of the columns; none for a table without a head.</param>
    public HtmlTable(string caption, params IEnumerable<string> heads)
    {
        this.caption = caption;
        this.heads = [.. heads];
    }

    public HtmlTable Row(params IEnumerable<string> cells)
    {
        rows.Add([.. cells]);
        return this;
    }

    public override string ToString()
    {
        string head = string.Concat(heads.Select((text, column) => Cell("th", text, IsOfNumbers(column), $";border-bottom:{Line};font-weight:600")));
        return "<table style=\"border-collapse:collapse;font-variant-numeric:tabular-nums;color:inherit;background:transparent\">"
            + $"<caption style=\"caption-side:top;text-align:left;white-space:nowrap;padding:2px 8px 4px 0;color:inherit\">{Text(caption)}</caption>"
            + (head.Length > 0 ? $"<tr>{head}</tr>" : "")
            + string.Concat(rows.Select(row => $"<tr>{string.Concat(row.Select(text => Cell("td", text, IsNumber(text), "")))}</tr>")) + "</table>";
    }

    /// <summary>A number with so many digits that neighbours can be compared; whole numbers stay whole.</summary>
    public static Func<double, string> NumbersLike(IEnumerable<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        double largest = finite.Length == 0 ? 0 : finite.Max(Math.Abs);
        string format = finite.All(v => v == Math.Floor(v)) && largest < 1e9 ? "0"
            : largest is < 1e-3 or >= 1e6 ? "0.000e+0"
            : largest < 1 ? "0.0000" : largest < 100 ? "0.000" : "0.0";
        return v => double.IsInfinity(v) ? (v > 0 ? "∞" : "−∞") : v == 0 ? 0.0.ToString(format == "0.000e+0" ? "0" : format, CultureInfo.InvariantCulture)
            : v.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');
    }

    // Numbers line up at the right, under their head; names at the left.
    private static string Cell(string tag, string text, bool isNumber, string style) =>
        $"<{tag} style=\"text-align:{(isNumber ? "right" : "left")};padding:1px 8px{style}\">{Text(text)}</{tag}>";

    private bool IsOfNumbers(int column)
    {
        string[] cells = [.. rows.Where(row => column < row.Length && row[column].Length > 0).Select(row => row[column])];
        return cells.Length > 0 && cells.All(IsNumber);
    }

    private static bool IsNumber(string text) => text.Length > 0 && (char.IsAsciiDigit(text[^1]) || text is "⋯" or "⋮" or "NaN" or "∞" or "−∞");

    private static string Text(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
