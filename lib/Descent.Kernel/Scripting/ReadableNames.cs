using System.Text.RegularExpressions;

namespace Descent.Kernel.Scripting;

/// <summary>Takes the compiler's own names out of texts: a learner's class A is A, not Submission#3+A.</summary>
internal static partial class ReadableNames
{
    public const string SubmissionPrefix = "Submission#";

    /// <summary>Whatever a cell puts out: only what nobody else would write is changed.</summary>
    public static string In(string text) =>
        text.Contains(SubmissionPrefix, StringComparison.Ordinal) ? Submission().Replace(text, "") : text;

    /// <summary>A message of the compiler or of an exception, which may also tell two classes of one name apart.</summary>
    public static string InMessage(string text)
    {
        text = In(text);
        return text.Contains(" [", StringComparison.Ordinal) ? Twin().Replace(text, " (of $1)") : text;
    }

    [GeneratedRegex(@"Submission#[0-9]+[+.]?")]
    private static partial Regex Submission();

    // Where two classes have one name, the compiler adds where each comes from:
    // 'A [/notebooks/cell 3(1)]' or 'A [cell 3, Version=0.0.0.0, Culture=neutral, PublicKeyToken=null]'.
    [GeneratedRegex(@" \[(?:[^\[\]]*[/\\])?([^/\\\[\]]+)(?:\([0-9]+\)|, Version=0\.0\.0\.0[^\]]*)\]")]
    private static partial Regex Twin();
}
