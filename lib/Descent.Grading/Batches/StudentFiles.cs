namespace Descent.Grading.Batches;

/// <summary>What a student handed in: where it lies, not yet read.</summary>
/// <param name="Student">The student, as <see cref="NameRule"/> says.</param>
/// <param name="Paths">Notebooks and zips, as full paths; empty for a student of whom there is none.</param>
/// <param name="Late">Whether a name says that it came late.</param>
/// <param name="Notes">What was found there and left alone, in words.</param>
public sealed record StudentFiles(string Student, IReadOnlyList<string> Paths, bool Late, IReadOnlyList<string> Notes)
{
    /// <summary>Whether anything was handed in, be it of use or not.</summary>
    public bool HandedIn => Paths.Count + Notes.Count > 0;
}
