using System.Security.Cryptography;
using System.Text;
using Descent.Grading.Batches;
using Descent.Grading.Gradebooks;
using Descent.Notebooks;

namespace Descent.Grading.Reports;

/// <summary>
/// All that is made from a gradebook, beside it: <c>gradebook.csv</c>, <c>summary.html</c>, and for each student
/// <c>feedback/STUDENT/</c> with <c>feedback.html</c>, <c>feedback.json</c> and <c>results.json</c> (Gradescope). Made anew each
/// time, from the gradebook alone.
/// </summary>
public static class ReportFolder
{
    /// <summary>Writes everything; students are read one after another.</summary>
    /// <returns>The summary.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file must not be written.</exception>
    public static ClassSummary Write(Gradebook gradebook, string folder)
    {
        var exercises = gradebook.Exercises;
        IReadOnlyList<string> students = gradebook.Students;
        var folders = FolderNames(gradebook.StudentsAsAdded);
        IEnumerable<StudentGrades> All() => students.Select(student => gradebook.Find(student)!);

        var summary = new ClassSummary(exercises);
        foreach (StudentGrades student in All())
        {
            summary.Add(student);
            string own = Directory.CreateDirectory(Path.Combine(folder, "feedback", folders[student.Student])).FullName;
            File.WriteAllText(Path.Combine(own, "feedback.html"), FeedbackPage.Of(student, summary.Possible));
            File.WriteAllText(Path.Combine(own, "feedback.json"), JsonText.Write(FeedbackJson.Of(student, summary.Possible)));
            File.WriteAllText(Path.Combine(own, "results.json"), JsonText.Write(GradescopeResults.Of(student, summary.Possible)));
        }
        using (var csv = new StreamWriter(Path.Combine(folder, "gradebook.csv"), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)))
            GradebookCsv.Write(csv, All(), exercises);
        using (var page = new StreamWriter(Path.Combine(folder, "summary.html")))
            SummaryPage.Write(page, summary, All(), student => $"feedback/{Uri.EscapeDataString(folders[student])}/feedback.html");
        return summary;
    }

    /// <summary>
    /// A folder's name for each student, on every system: of names that Windows or macOS would take for the same one, as Ada and ada,
    /// the first stays as it is.
    /// </summary>
    /// <param name="students">The students; whoever comes later changes no earlier one's folder.</param>
    public static IReadOnlyDictionary<string, string> FolderNames(IEnumerable<string> students)
    {
        var (names, taken) = (new Dictionary<string, string>(), new HashSet<string>());
        foreach (string student in students)
        {
            string name = FolderName(student);
            for (int digits = 8; !taken.Add(NameRule.LookAlike(name)); digits++)
                name = $"{Safe(student)}-{Hash(student, digits)}";
            names.Add(student, name);
        }
        return names;
    }

    /// <summary>A student's name as the name of a folder, on every system; a name that had to be changed stays unique by a few digits of its hash.</summary>
    public static string FolderName(string student) => Safe(student) == student ? student : $"{Safe(student)}-{Hash(student, 8)}";

    private static string Safe(string student)
    {
        string safe = string.Concat(student.Normalize().Select(c => char.IsLetterOrDigit(c) || " -_.,'()+@".Contains(c) ? c : '_')).Trim(' ', '.');
        if (safe.Length > LongestName)
            safe = safe[..LongestName];
        return safe.Length == 0 || reservedNames.Contains(safe.Split('.')[0].TrimEnd(), StringComparer.OrdinalIgnoreCase) ? "_" + safe : safe;
    }

    private static string Hash(string student, int digits) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(student)))[..digits];

    // In characters of three bytes each, with the hash, less than the 255 bytes that Linux allows.
    private const int LongestName = 60;

    // Windows opens a device by these.
    private static readonly string[] reservedNames =
    [
        "CON", "PRN", "AUX", "NUL",
        .. Enumerable.Range(1, 9).SelectMany(i => new[] { $"COM{i}", $"LPT{i}" }),
    ];
}
