using System.Text.RegularExpressions;

namespace Descent.Grading.Running;

/// <summary>Places in a kernel's words. It counts the cells that it ran, which are not those of the notebook.</summary>
internal static partial class CellPlaces
{
    /// <summary>The words with lines alone: <c>line 3, column 5</c> for <c>cell 2, line 3, column 5</c>.</summary>
    public static string WithoutNumbers(string words) => CellNumber().Replace(words, "");

    [GeneratedRegex(@"\bcell [0-9]+( part [0-9]+)?, (?=line )")]
    private static partial Regex CellNumber();
}
