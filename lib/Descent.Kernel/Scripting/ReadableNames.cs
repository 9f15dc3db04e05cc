using System.Text.RegularExpressions;

namespace Descent.Kernel.Scripting;

/// <summary>Takes the compiler's own names out of a text: a learner's class A is A, not Submission#3+A.</summary>
internal static partial class ReadableNames
{
    public const string SubmissionPrefix = "Submission#";

    public static string In(string text)
    {
        if (text.Contains(SubmissionPrefix, StringComparison.Ordinal))
            text = Submission().Replace(text, "");
        return text.Contains(" [", StringComparison.Ordinal) ? Twin().Replace(text, " (of $1)") : text;
    }

    [GeneratedRegex(@"Submission#[0-9]+[+.]?")]
    private static partial Regex Submission();

    // Where two classes have one name, the compiler adds where each comes from:
    // 'A [/notebooks/cell 3(1)]' or 'A [cell 3, Version=0.0.0.0, Culture=neutral, PublicKeyToken=null]'.
    [GeneratedRegex(@" \[(?:[^\[\]]*[/\\])?([^/\\\[\]]+)(?:\([0-9]+\)|, Version=0\.0\.0\.0[^\]]*)\]")]
    private static partial Regex Twin();
}
