using System.Globalization;
using Descent.Diagnostics;

namespace Descent.Formatting;

/// <summary>A gradient check as a table: the verdict, then the derivatives that disagree, or the first ones if none does.</summary>
internal static class GradientCheckTable
{
    private const int MostRows = 8;

    public static string Of(GradientCheck check)
    {
        var entries = check.Wrong.Count > 0 ? check.Wrong : check.Entries;
        var table = new HtmlTable(Line(check), "parameter", "backprop", "numeric", "difference");
        foreach (var entry in entries.Take(MostRows))
            table.Row(entry.Name, Number(entry.Backprop), Number(entry.Numeric), Number(entry.Backprop - entry.Numeric));
        if (entries.Count > MostRows)
            table.Row($"and {entries.Count - MostRows} more");
        return table.ToString();
    }

    public static string Line(GradientCheck check) => check.ToString().Split('\n')[0];

    private static string Number(double value) => value.ToString("0.000000e+0", CultureInfo.InvariantCulture).Replace('-', '−');
}
