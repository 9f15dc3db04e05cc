using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Descent.Grading.Reading;

/// <summary>What a cell has in the place of its graded function, by its syntax: the compiler would say only that there is nothing to call.</summary>
internal static class NoFunction
{
    /// <summary>It in words, and what to do; null where there is nothing like the function.</summary>
    public static string? InWords(ExercisePlan plan)
    {
        string name = plan.Exercise.Id;
        var root = plan.Cells[^1].Code.Root;
        int functions = root.Members.OfType<MethodDeclarationSyntax>().Count(method => method.Identifier.ValueText == name);
        if (functions > 1) return $"The cell defines {name} {functions} times, with different parameters: leave the one that is asked for.";
        foreach (var node in root.DescendantNodes())
            if (Of(node, name) is { } words) return words;
        return null;
    }

    private static string? Of(Microsoft.CodeAnalysis.SyntaxNode node, string name) => node switch
    {
        MemberDeclarationSyntax type when TypeName(type) == name =>
            $"{name} is a type here ({Keyword(type)} {name}), not a function. Write the function at the cell's outermost level, and give the type another name.",
        MethodDeclarationSyntax { Parent: BaseTypeDeclarationSyntax type } method when method.Identifier.ValueText == name =>
            $"{name} is inside the type {type.Identifier.ValueText}. Move it out, to the cell's outermost level: a function of a notebook needs no class around it.",
        LocalFunctionStatementSyntax inner when inner.Identifier.ValueText == name =>
            $"{name} is inside a pair of braces {{ }} or another function, where nothing outside can call it. Move it out, to the cell's outermost level.",
        MethodDeclarationSyntax { Parent: CompilationUnitSyntax } method when method.Identifier.ValueText != name && string.Equals(method.Identifier.ValueText, name, StringComparison.OrdinalIgnoreCase) =>
            $"The cell has {method.Identifier.ValueText}. Capital and small letters differ in C#: it must be called {name}.",
        _ => null,
    };

    private static string? TypeName(MemberDeclarationSyntax member) => member switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        DelegateDeclarationSyntax type => type.Identifier.ValueText,
        _ => null,
    };

    private static string Keyword(MemberDeclarationSyntax member) => member switch
    {
        TypeDeclarationSyntax type => type.Keyword.ValueText,
        DelegateDeclarationSyntax => SyntaxFacts.GetText(SyntaxKind.DelegateKeyword),
        _ => SyntaxFacts.GetText(SyntaxKind.EnumKeyword),
    };
}
