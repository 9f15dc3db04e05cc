using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Descent.Kernel.Scripting;

/// <summary>Looks at the <c>#r</c> lines of a cell before the compiler does, to say what is wrong in plain words.</summary>
internal static class ReferenceDirectives
{
    /// <exception cref="CompilationException">A <c>#r</c> names something that is not there.</exception>
    public static void Check(SyntaxTree tree, string source)
    {
        ImmutableArray<Problem> problems =
        [
            .. tree.GetCompilationUnitRoot().GetReferenceDirectives()
                .Select(directive => (directive.File, Problem: ProblemOf(directive.File.ValueText)))
                .Where(found => found.Problem is not null)
                .Select(found => new Problem(CompilerErrors.PlaceOf(found.File.GetLocation(), source), found.Problem!)),
        ];
        if (!problems.IsEmpty)
            throw new CompilationException(problems);
    }

    private static string? ProblemOf(string reference)
    {
        if (reference.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase))
            return $"#r \"{reference}\": packages from NuGet cannot be loaded here. Put the package's DLL beside the notebook "
                + "and name the file: #r \"Name.dll\".";
        if (ReferenceResolver.PathOf(reference) is not { } path)
            return MissingFile.Explain($"#r \"{reference}\"", reference);
        try
        {
            AssemblyName.GetAssemblyName(path);
            return null;
        }
        catch (BadImageFormatException)
        {
            return $"#r \"{reference}\": the file is not a .NET assembly.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"#r \"{reference}\": the file cannot be read: {e.Message}";
        }
    }
}
