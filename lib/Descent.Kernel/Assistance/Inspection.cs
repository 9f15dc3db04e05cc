using System.Text.Json.Nodes;
using Descent.Kernel.Messages;
using Descent.Kernel.Scripting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Descent.Kernel.Assistance;

/// <summary>What the name at the cursor is: its declaration and its documentation.</summary>
internal static class Inspection
{
    public static JsonObject Reply(ScriptSession session, Request request)
    {
        var code = request.String("code");
        var cursor = CursorPosition.ToIndex(code, request.Number("cursor_pos", int.MaxValue));
        var at = CodeAtCursor.In(session, code);
        var symbols = SymbolsAt(at, cursor);
        var reply = new JsonObject
        {
            ["status"] = "ok",
            ["found"] = symbols.Count > 0,
            ["data"] = new JsonObject(),
            ["metadata"] = new JsonObject(),
        };
        if (symbols.Count == 0)
            return reply;
        var declaration = ReadableNames.In(Declaration(symbols[0]));
        var others = symbols.Count == 1 ? "" : $"\n\n(+ {symbols.Count - 1} overloads)";
        var documentation = Documentation.Of(symbols[0], at.Compilation);
        var text = documentation.Length == 0 ? "" : "\n\n" + documentation;
        reply["data"] = new JsonObject
        {
            ["text/plain"] = declaration + others + text,
            ["text/markdown"] = $"```csharp\n{declaration}\n```{others}{text}",
        };
        return reply;
    }

    private static IReadOnlyList<ISymbol> SymbolsAt(CodeAtCursor at, int cursor)
    {
        var token = at.Root.FindToken(cursor);
        if (!token.IsKind(SyntaxKind.IdentifierToken) && cursor > 0 && at.Root.FindToken(cursor - 1) is var before && before.Span.End >= cursor)
            token = before;
        if (token.Parent is null || !token.FullSpan.IntersectsWith(cursor))
            return [];
        if (token.IsKind(SyntaxKind.IdentifierToken) || SyntaxFacts.IsPredefinedType(token.Kind()) || token.Text == "var")
            return Named(at.Model, token.Parent);
        // Between the brackets of a call: what is called.
        return token.Parent.FirstAncestorOrSelf<ArgumentListSyntax>() is { Parent: { } call } ? Named(at.Model, call) : [];
    }

    private static IReadOnlyList<ISymbol> Named(SemanticModel model, SyntaxNode node)
    {
        if (model.GetDeclaredSymbol(node) is { } declared)
            return [declared];
        var info = model.GetSymbolInfo(node);
        if (info.Symbol is { } symbol)
            return [symbol];
        if (!info.CandidateSymbols.IsEmpty)
            return info.CandidateSymbols;
        return node is InvocationExpressionSyntax call ? Named(model, call.Expression) : model.GetMemberGroup(node);
    }

    private static string Declaration(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol type => $"{type.TypeKind.ToString().ToLowerInvariant()} {type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat)}",
        INamespaceSymbol space => $"namespace {space.ToDisplayString()}",
        ILocalSymbol local => $"{Short(local.Type)} {local.Name}",
        IFieldSymbol { ContainingType.IsScriptClass: true } variable => $"{Short(variable.Type)} {variable.Name}",
        _ => symbol.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
    };

    private static string Short(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
