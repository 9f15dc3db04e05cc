using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Descent.Grading.Batches;

/// <summary>
/// Which student a folder or a file of a class belongs to, by its name: as people name files, and as Canvas and Moodle
/// name them in their downloads.
/// </summary>
public static partial class NameRule
{
    /// <summary>The rule in words, for whoever grades.</summary>
    public const string InWords = """
        a folder is a student (Moodle's "Ann Lee_4711_assignsubmission_file_" is "Ann Lee_4711"), a notebook or zip beside
        the folders belongs to the name before its first "_" ("ann_02-backpropagation.ipynb" is "ann"; Canvas'
        "leeann_LATE_4711_99_work.ipynb" is "leeann_4711", late)
        """;

    /// <summary>The student of a folder; null where its name cannot be a student's.</summary>
    public static string? OfFolder(string name) => Usable(Moodle().Replace(name, ""));

    /// <summary>The student of a file, and whether its name says that it is late; null where its name holds no student.</summary>
    /// <param name="stem">The name without its extension.</param>
    public static (string? Student, bool Late) OfFile(string stem)
    {
        if (Canvas().Match(stem) is { Success: true } canvas)
            return (Usable($"{canvas.Groups["name"].Value}_{canvas.Groups["id"].Value}"), canvas.Groups["late"].Success);
        // The course's own names, such as 02-backpropagation, tell of a notebook and of nobody.
        bool ownName = Exercises.Form.ExerciseNotebook.Names.Contains(stem, StringComparer.OrdinalIgnoreCase);
        return (ownName ? null : Usable(stem.Split('_', 2)[0]), false);
    }

    /// <summary>
    /// The same for names that one reader may take for another: those that differ in letter case, in how Unicode spells a letter, or
    /// in what is not seen. Windows and macOS keep only one file of several such names.
    /// </summary>
    public static string LookAlike(string name) => string.Concat(
        name.Normalize(NormalizationForm.FormKC).Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.Format)).ToUpperInvariant();

    // macOS spells an ö in two characters and others in one: both are the same student. U+FFFD stands for what is no text at all.
    private static string? Usable(string name) =>
        name.Length is > 0 and <= 200 && name[0] != '.' && !name.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar || Rune.IsControl(rune)) && !string.IsNullOrWhiteSpace(name)
            ? name.Trim().Normalize() : null;

    [GeneratedRegex("_assignsubmission_[a-z]+_?$", RegexOptions.CultureInvariant)]
    private static partial Regex Moodle();

    [GeneratedRegex(@"^(?<name>[^_]+)_(?<late>LATE_)?(?<id>\d+)_\d+_.+$", RegexOptions.CultureInvariant)]
    private static partial Regex Canvas();
}
