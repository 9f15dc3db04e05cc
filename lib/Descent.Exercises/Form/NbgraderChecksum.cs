using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Descent.Exercises.Form;

/// <summary>The checksum by which nbgrader sees that a cell has been changed (metadata schema 3).</summary>
public static class NbgraderChecksum
{
    /// <summary>
    /// MD5 over the UTF-8 bytes of source, cell type, the three flags as Python writes them, the grade id and, for a
    /// graded cell, the points as a Python float. A solution is never locked, a graded cell always.
    /// </summary>
    /// <param name="source">The cell's text, lines joined by newlines.</param>
    /// <param name="cellType"><c>code</c> or <c>markdown</c>.</param>
    /// <param name="role">What the cell is for.</param>
    /// <param name="id">The grade id.</param>
    /// <param name="points">The points of a graded cell.</param>
    public static string Of(string source, string cellType, CellRole role, string id, int points = 0)
    {
        var (grade, solution, locked) = role.Flags;
        var text = new StringBuilder(source).Append(cellType).Append(grade).Append(solution).Append(locked).Append(id);
        if (grade) text.Append(CultureInfo.InvariantCulture, $"{points}.0");
#pragma warning disable CA5351 // nbgrader's own choice; it protects against accidents, not against attacks.
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text.ToString())));
#pragma warning restore CA5351
    }
}
