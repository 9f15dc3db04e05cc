using System.Text.RegularExpressions;

namespace Descent.Publishing;

/// <summary>
/// The map of the course: its title, what is said about it, and its parts. It is read from <c>course.md</c> beside the notebooks: the first
/// heading is the title, the text below it the introduction, each further heading of the second level a part, with a sentence and links to
/// its notebooks. Without the file, or for notebooks it does not name, there is one part for each folder.
/// </summary>
internal sealed partial class CourseMap
{
    /// <summary>The file's name.</summary>
    public const string FileName = "course.md";

    private CourseMap(string title, string introduction, IReadOnlyList<Part> parts)
    {
        Title = title;
        Introduction = introduction;
        Parts = parts;
    }

    /// <summary>The course's title.</summary>
    public string Title { get; }

    /// <summary>What is said about it, as Markdown.</summary>
    public string Introduction { get; }

    /// <summary>The parts in order; each has at least one notebook.</summary>
    public IReadOnlyList<Part> Parts { get; }

    /// <summary>The map of a folder's notebooks.</summary>
    public static CourseMap Read(string folder, IReadOnlyList<CourseNotebook> notebooks)
    {
        string file = Path.Combine(folder, FileName);
        string text = File.Exists(file) ? File.ReadAllText(file).Replace("\r\n", "\n") : "";
        string[] pieces = PartHeading().Split(text);
        Match title = Title1().Match(pieces[0]);
        var left = notebooks.Where(notebook => !notebook.IsExercise).ToList();
        var parts = new List<Part>();
        for (int i = 1; i + 1 < pieces.Length; i += 2)
        {
            CourseNotebook[] members = [.. NotebookLink().Matches(pieces[i + 1])
                .Select(link => left.FirstOrDefault(n => n.File == Path.GetFullPath(Path.Combine(folder, Uri.UnescapeDataString(link.Groups[1].Value)))))
                .OfType<CourseNotebook>()];
            left.RemoveAll(members.Contains);
            string sentence = ListItem().Replace(pieces[i + 1], "").Trim();
            if (members.Length > 0)
                parts.Add(new Part(pieces[i].Trim(), sentence, members));
        }
        if (left.Count > 0)
            parts.Add(new Part(parts.Count > 0 ? "More" : "Lectures", "", left));
        CourseNotebook[] alone = [.. notebooks.Where(n => n.IsExercise && !notebooks.Any(other => !other.IsExercise && other.Number is not null && other.Number == n.Number))];
        if (alone.Length > 0)
            parts.Add(new Part("Exercises", "", alone));
        return new CourseMap(title.Success ? title.Groups[1].Value.Trim() : Path.GetFileName(folder), title.Success ? pieces[0][(title.Index + title.Length)..].Trim() : "", parts);
    }

    /// <summary>A part of the course.</summary>
    /// <param name="Title">Its heading, as Markdown.</param>
    /// <param name="Sentence">What is said about it, as Markdown.</param>
    /// <param name="Notebooks">Its notebooks.</param>
    internal sealed record Part(string Title, string Sentence, IReadOnlyList<CourseNotebook> Notebooks);

    [GeneratedRegex(@"^##[ \t]+(.+?)[ \t]*$", RegexOptions.Multiline)]
    private static partial Regex PartHeading();

    [GeneratedRegex(@"^#[ \t]+(.+?)[ \t]*$", RegexOptions.Multiline)]
    private static partial Regex Title1();

    [GeneratedRegex(@"\]\(([^)\s]+\.ipynb)\)")]
    private static partial Regex NotebookLink();

    [GeneratedRegex(@"^[ \t]*[-*][ \t]+.*\n?", RegexOptions.Multiline)]
    private static partial Regex ListItem();
}
