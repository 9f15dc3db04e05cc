using System.Reflection;
using System.Text.RegularExpressions;

namespace Descent.Kernel.Scripting;

/// <summary>The name of a method as its author wrote it, without the names that the compiler makes up.</summary>
internal static partial class FrameNames
{
    /// <summary>The method's name, or null for the top level of a cell.</summary>
    public static string? Of(MethodBase method)
    {
        var type = method.DeclaringType;
        var name = method.Name;
        // An async method or an iterator is a class <Name>d__3 of its own.
        if (name == "MoveNext" && type is not null && Made().Match(type.Name) is { Success: true } machine)
        {
            name = machine.Groups["name"].Value;
            type = type.DeclaringType;
        }
        while (type is not null && type.Name.StartsWith('<'))
            type = type.DeclaringType;
        if (Made().Match(name) is { Success: true } made)
            name = made.Groups["local"] is { Success: true } local ? local.Value : made.Groups["name"].Value;
        if (name is "<Initialize>" or "<Factory>" && IsSubmission(type))
            return null;
        var parameters = string.Join(", ", method.GetParameters().Select(parameter => TypeNames.Of(parameter.ParameterType)));
        var owner = type is null || IsSubmission(type) ? "" : TypeNames.Of(type);
        return name is ".ctor" or ".cctor" ? $"new {owner}({parameters})" : $"{(owner == "" ? "" : owner + ".")}{name}({parameters})";
    }

    private static bool IsSubmission(Type? type) =>
        type?.Name.StartsWith(ReadableNames.SubmissionPrefix, StringComparison.Ordinal) == true;

    // <Outer>d__1, <Outer>b__1_0 (a lambda), <Outer>g__Local|1_0
    [GeneratedRegex(@"^<(?<name><?\w+>?)>(d__|b__|g__(?<local>\w+)\|)")]
    private static partial Regex Made();
}
