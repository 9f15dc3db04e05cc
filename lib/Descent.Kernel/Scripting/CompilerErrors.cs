using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Descent.Kernel.Scripting;

/// <summary>Says what the compiler found wrong in words that fit a notebook.</summary>
internal static partial class CompilerErrors
{
    public static ImmutableArray<Problem> Of(IEnumerable<Diagnostic> diagnostics, string source) =>
    [
        .. diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => new Problem(PlaceOf(diagnostic.Location, source), Words(diagnostic), diagnostic.Id))
            .OrderBy(problem => problem.Place.Source != source)
            .ThenBy(problem => problem.Place.Line)
            .ThenBy(problem => problem.Place.Column)
            .Distinct(),
    ];

    public static Place PlaceOf(Location location, string source)
    {
        var span = location.GetLineSpan();
        return new Place(
            span.Path is { Length: > 0 } path ? Path.GetFileName(path) : source,
            span.StartLinePosition.Line + 1,
            span.StartLinePosition.Character + 1);
    }

    private static string Words(Diagnostic diagnostic)
    {
        var message = ReadableNames.InMessage(diagnostic.GetMessage(CultureInfo.InvariantCulture));
        return diagnostic.Id switch
        {
            "CS7009" => "#r must come before the code of the cell.",
            "CS7010" or "CS8098" => "#load must come before the code of the cell.",
            "CS1109" => "In a notebook an extension method stands outside of any class: static int Twice(this int x) => 2 * x;",
            "CS0119" when TypeForValue().Match(message) is { Success: true } type => $"{type.Groups[1].Value} is a type here, not a function or a variable. "
                + "Where a function or a variable has that name too, the type hides it: give the type another name, and run the other's cell again.",
            "CS7021" => "A notebook cell cannot declare a namespace: write the types without it.",
            _ => message,
        };
    }

    [GeneratedRegex("^'([^']+)' is a type, which is not valid in the given context$")]
    private static partial Regex TypeForValue();
}
