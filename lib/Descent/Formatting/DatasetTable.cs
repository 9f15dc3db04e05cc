using System.Globalization;
using Descent.Data;

namespace Descent.Formatting;

/// <summary>A data set as a table: its size, its classes, and its first examples, one a row.</summary>
internal static class DatasetTable
{
    private const int Examples = 5, MostFeatures = 8, Ends = 3, MostClasses = 12;

    public static string Of(Dataset data)
    {
        int[] features = data.Features <= MostFeatures ? [.. Enumerable.Range(0, data.Features)]
            : [.. Enumerable.Range(0, Ends), -1, .. Enumerable.Range(data.Features - Ends, Ends)];
        int examples = Math.Min(Examples, data.Count);
        bool classes = IsClasses(data);
        var write = HtmlTable.NumbersLike(features.Where(f => f >= 0).SelectMany(f => Enumerable.Range(0, examples).Select(j => data.X[f, j])));
        var writeY = HtmlTable.NumbersLike(Enumerable.Range(0, examples).Select(j => data.Y[0, j]));
        var table = new HtmlTable(Line(data), ["example", .. features.Select(f => f < 0 ? "⋯" : $"x{f + 1}"), classes ? "class" : "y1"]);
        for (int j = 0; j < examples; j++)
            table.Row([
                j.ToString(CultureInfo.InvariantCulture), .. features.Select(f => f < 0 ? "⋯" : write(data.X[f, j])),
                classes ? data.Labels[j].ToString(CultureInfo.InvariantCulture) : writeY(data.Y[0, j]),
            ]);
        if (data.Count > examples)
            table.Row(["⋮", .. features.Select(_ => "⋮"), "⋮"]);
        return table.ToString();
    }

    public static string Line(Dataset data)
    {
        string role = data.Role == default ? "" : $"{data.Role.ToString().ToLowerInvariant()} set: ";
        string line = string.Create(CultureInfo.InvariantCulture, $"{role}{data.Count:#,##0} examples, X is {data.Features}×{data.Count}, Y is {data.Outputs}×{data.Count}");
        if (!IsClasses(data))
            return line;
        var groups = data.Labels.GroupBy(label => label).OrderBy(g => g.Key).ToList();
        return line + (groups.Count <= MostClasses ? "; " + string.Join(", ", groups.Select(g => $"class {g.Key}: {g.Count()}")) : $"; {groups.Count} classes");
    }

    /// <summary>Whether the labels are classes: 0 or 1 in one row, or one-hot columns.</summary>
    internal static bool IsClasses(Dataset data) =>
        data.Y.Enumerate().All(v => v is 0 or 1) && (data.Outputs == 1 || data.Y.ColumnSums().All(sum => sum == 1));
}
