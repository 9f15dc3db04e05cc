using System.Text.RegularExpressions;

namespace Descent.Grading.Running;

/// <summary>
/// Keeps the numbers of hidden cases out of what a student reads: a class may hand in again and meet the same cases. The words of
/// an exception, and the last ones of a process, are the learner's own and may spell the arguments.
/// </summary>
internal static partial class HiddenCases
{
    private const int LongestLine = 200;

    /// <summary>An error's place, its kind, and its words where they are the system's own and spell nothing.</summary>
    /// <param name="failure">What the sandbox said: anything at all.</param>
    /// <param name="source">The learner's code, of which a line may be quoted.</param>
    public static string OfError(string failure, string source)
    {
        string[] lines = failure.Split('\n');
        string place = Place().Match(lines[0]) is { Success: true } found ? " in " + found.Value : "";
        string kind = Kind().Match(lines[0]) is { Success: true } named && IsOfTheSystem(named.Groups[1].Value) ? $" ({named.Groups[1].Value})" : "";
        string words = Known().Match(lines[0]) is { Success: true } known ? $": {known.Value}{kind}" : $"{kind}. The check in your notebook says more.";
        string quoted = lines[^1].Trim();
        bool isQuoted = lines.Length > 1 && quoted.Length is > 0 and <= LongestLine && source.Contains(quoted, StringComparison.Ordinal);
        return $"Your function stopped with an error{place}{words}{(isQuoted ? $"\n    {quoted}" : "")}";
    }

    /// <summary>How a process ended, without its last words.</summary>
    public static string OfEnd(string words) => LastWords().Replace(words, "");

    private static bool IsOfTheSystem(string name) =>
        typeof(object).Assembly.GetType("System." + name) is not null || typeof(object).Assembly.GetType("System.Collections.Generic." + name) is not null;

    [GeneratedRegex(@"\bline [0-9]{1,3}\b")]
    private static partial Regex Place();

    [GeneratedRegex(@" \((\w{1,40})\)$")]
    private static partial Regex Kind();

    [GeneratedRegex(@"Matrix dimensions must agree: op1 is [0-9]{1,2}x[0-9]{1,2}, op2 is [0-9]{1,2}x[0-9]{1,2}\.( In MathNet, \* is the matrix product; element by element it is A\.PointwiseMultiply\(B\)\.)?"
        + @"|The stack is full: a function calls itself without end\.|Index was out of range\.|Index was outside the bounds of the array\.|Object reference not set to an instance of an object\."
        + @"|Attempted to divide by zero\.|Arithmetic operation resulted in an overflow\.|Sequence contains no (matching )?elements?|Value cannot be null\."
        + @"|Specified argument was out of the range of valid values\.|Array dimensions exceeded supported range\.|Collection was modified; enumeration operation may not execute\.")]
    private static partial Regex Known();

    [GeneratedRegex(@" \(it said: .*\)", RegexOptions.Singleline)]
    private static partial Regex LastWords();
}
