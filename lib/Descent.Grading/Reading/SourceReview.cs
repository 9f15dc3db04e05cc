using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Descent.Grading.Reading;

/// <summary>
/// Reads the source of a graded function for what a teacher would want to know: calls of the library's own answer, and
/// things that no graded function needs. It changes no points: what is called there is not there to be called.
/// </summary>
internal static class SourceReview
{
    private static readonly HashSet<string> strange =
    [
        "Assembly", "AssemblyLoadContext", "Activator", "AppDomain", "DllImport", "LibraryImport", "NativeLibrary", "Marshal", "Unsafe", "Process", "ProcessStartInfo",
        "File", "Directory", "FileStream", "Socket", "TcpClient", "HttpClient", "WebClient", "Environment", "RuntimeHelpers", "ModuleInitializer", "StackTrace",
        "BindingFlags", "MethodInfo", "FieldInfo", "DynamicMethod", "GC", "Formatter", "KernelInvocationContext", "Calls", "LearnerFunction", "Wire",
    ];

    /// <summary>What there is to report about a function and the cells that it needs.</summary>
    public static IEnumerable<string> Of(ExercisePlan plan)
    {
        var written = plan.Cells.Where(cell => cell.Number > 0).Select(cell => cell.Code).ToList();
        HashSet<string> own = [.. written.SelectMany(code => code.Declares), .. written.SelectMany(code => code.Root.DescendantNodes()).Select(Declared).OfType<string>()];
        // The exercise's own name is the function's, also where a type of the library has it too.
        string[] answers = [.. written.SelectMany(code => TypeNames(code.Root)).Where(name => !own.Contains(name)).Distinct().Order()];
        if (answers.Length > 0)
            yield return $"The source uses {string.Join(", ", answers)} of the library, which has the answer ready-made; the sandbox does not have it.";

        string[] odd = [.. written.SelectMany(code => code.Root.DescendantNodes().OfType<SimpleNameSyntax>()).Select(name => name.Identifier.ValueText)
            .Where(name => strange.Contains(name) && !own.Contains(name)).Distinct().Order()];
        if (odd.Length > 0) yield return $"The source uses {string.Join(", ", odd)}, which no graded function needs: have a look at it.";
        if (written.Any(code => code.Root.DescendantTokens().Any(token => token.Value is string text && (text.Contains("Descent.", StringComparison.Ordinal) || text.Contains("/proc/", StringComparison.Ordinal)))))
            yield return "The source names parts of the library or of the system in a text, as one does who looks for them: have a look at it.";
    }

    // Names where a type stands: new X(…), X.Member, a cast, a declaration.
    private static IEnumerable<string> TypeNames(CompilationUnitSyntax root) => root.DescendantNodes().OfType<SimpleNameSyntax>()
        .Where(name => KeptOut.Types.Contains(name.Identifier.ValueText))
        .Where(name => name.Parent is MemberAccessExpressionSyntax access ? access.Expression == name || access.Expression.ToString().StartsWith("Descent.", StringComparison.Ordinal)
            : name.Parent is ObjectCreationExpressionSyntax or QualifiedNameSyntax or VariableDeclarationSyntax or TypeArgumentListSyntax or CastExpressionSyntax or TypeOfExpressionSyntax or ParameterSyntax)
        .Select(name => name.Identifier.ValueText);

    private static string? Declared(Microsoft.CodeAnalysis.SyntaxNode node) => node switch
    {
        ParameterSyntax parameter => parameter.Identifier.ValueText,
        VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
        SingleVariableDesignationSyntax variable => variable.Identifier.ValueText,
        ForEachStatementSyntax loop => loop.Identifier.ValueText,
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        _ => null,
    };
}
