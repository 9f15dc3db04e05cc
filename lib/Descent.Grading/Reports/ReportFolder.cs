using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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
        IEnumerable<StudentGrades> All() => students.Select(student => gradebook.Find(student)!);

        var summary = new ClassSummary(exercises);
        foreach (StudentGrades student in All())
        {
            summary.Add(student);
            string own = Directory.CreateDirectory(Path.Combine(folder, "feedback", FolderName(student.Student))).FullName;
            File.WriteAllText(Path.Combine(own, "feedback.html"), FeedbackPage.Of(student, summary.Possible));
            File.WriteAllText(Path.Combine(own, "feedback.json"), JsonText.Write(FeedbackJson.Of(student, summary.Possible)));
            File.WriteAllText(Path.Combine(own, "results.json"), JsonText.Write(GradescopeResults.Of(student, summary.Possible)));
        }
        using (var csv = new StreamWriter(Path.Combine(folder, "gradebook.csv"), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)))
            GradebookCsv.Write(csv, All(), exercises);
        using (var page = new StreamWriter(Path.Combine(folder, "summary.html")))
            SummaryPage.Write(page, summary, All(), student => $"feedback/{Uri.EscapeDataString(FolderName(student))}/feedback.html");
        return summary;
    }

    /// <summary>A student's name as the name of a folder, on every system; a name that had to be changed stays unique by a few digits of its hash.</summary>
    public static string FolderName(string student)
    {
        string safe = string.Concat(student.Normalize(NormalizationForm.FormC).Select(c => char.IsLetterOrDigit(c) || " -_.,'()+@".Contains(c) ? c : '_')).Trim(' ', '.');
        if (safe.Length > 100)
            safe = safe[..100];
        bool reserved = safe.Length == 0 || reservedNames.Contains(safe.Split('.')[0], StringComparer.OrdinalIgnoreCase);
        return safe == student && !reserved
            ? safe
            : string.Create(CultureInfo.InvariantCulture, $"{safe}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(student)))[..8]}");
    }

    // Windows opens a device by these.
    private static readonly string[] reservedNames =
    [
        "CON", "PRN", "AUX", "NUL",
        .. Enumerable.Range(1, 9).SelectMany(i => new[] { $"COM{i}", $"LPT{i}" }),
    ];
}
