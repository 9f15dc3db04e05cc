using System.Text.Json.Nodes;
using Descent.Kernel.Messages;
using Descent.Kernel.Scripting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Descent.Kernel.Assistance;

/// <summary>What the word at the cursor may become: from the session's own variables, types and references.</summary>
internal static class Completion
{
    private const int MostSignatures = 200;
    private const int Ordinary = 1;

    private static readonly SymbolDisplayFormat format = SymbolDisplayFormat.MinimallyQualifiedFormat;

    private static readonly Match[] keywords =
    [
        .. SyntaxFacts.GetKeywordKinds().Select(SyntaxFacts.GetText)
            .Concat(["async", "await", "dynamic", "nameof", "record", "required", "var", "when", "where", "with", "yield"])
            .Where(word => word.Length > 1 && char.IsAsciiLetterLower(word[0])).Distinct()
            .Select(word => new Match(word, "keyword")),
    ];

    public static JsonObject Reply(ScriptSession session, Request request)
    {
        var code = request.String("code");
        var cursor = CursorPosition.ToIndex(code, request.Number("cursor_pos", int.MaxValue));
        var matches = Of(session, code, cursor, out var start);
        JsonArray types = [];
        foreach (var match in matches)
            types.Add(new JsonObject
            {
                ["text"] = match.Text,
                ["type"] = match.Kind,
                ["signature"] = match.Signature,
                ["start"] = CursorPosition.FromIndex(code, start),
                ["end"] = CursorPosition.FromIndex(code, cursor),
            });
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. matches.Select(match => JsonValue.Create(match.Text))]),
            ["cursor_start"] = CursorPosition.FromIndex(code, start),
            ["cursor_end"] = CursorPosition.FromIndex(code, cursor),
            // Where JupyterLab and others look for the kind of each match.
            ["metadata"] = new JsonObject { ["_jupyter_types_experimental"] = types },
        };
    }

    private static IReadOnlyList<Match> Of(ScriptSession session, string code, int cursor, out int start)
    {
        var line = code[(code.LastIndexOf('\n', Math.Max(cursor - 1, 0), cursor) + 1)..cursor];
        if (PathCompletion.Of(line, out var length) is { } paths)
        {
            start = cursor - length;
            return paths;
        }
        start = cursor;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[start - 1]))
            start--;
        var at = CodeAtCursor.In(session, code, cursor);
        if (IsInTextOrComment(at.Root, cursor))
            return [];
        var prefix = code[start..cursor];
        var symbols = Symbols(at, start, out var isMember);
        (Match Match, int Rank)[] found =
        [
            .. symbols.Where(symbol => symbol.CanBeReferencedByName && IsMeantFor(prefix, symbol.Name))
                .Where(symbol => symbol is not IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.Destructor })
                .GroupBy(symbol => symbol.Name, StringComparer.Ordinal)
                .Select(group => (new Match(group.Key, KindOf(group.First())), Rank(group.First(), prefix))),
            .. isMember ? [] : keywords.Where(match => IsMeantFor(prefix, match.Text)).Select(match => (match, Ordinary)),
        ];
        var matches = found.OrderBy(match => match.Rank).ThenBy(match => match.Match.Text, StringComparer.OrdinalIgnoreCase).Select(match => match.Match);
        if (found.Length > MostSignatures)
            return [.. matches];
        var declarations = symbols.ToLookup(symbol => symbol.Name, StringComparer.Ordinal);
        return [.. matches.Select(match => match with { Signature = Signature([.. declarations[match.Text]]) })];
    }

    /// <summary>The names that can stand at a position, which is the beginning of a word.</summary>
    private static IReadOnlyList<ISymbol> Symbols(CodeAtCursor at, int start, out bool isMember)
    {
        var before = start == 0 ? default : at.Root.FindToken(start - 1);
        isMember = before.IsKind(SyntaxKind.DotToken);
        if (!isMember)
            return at.Model.LookupSymbols(start);
        return before.Parent switch
        {
            MemberAccessExpressionSyntax access => Members(at, access.Expression, start),
            MemberBindingExpressionSyntax { Parent.Parent: ConditionalAccessExpressionSyntax access } => Members(at, access.Expression, start),
            MemberBindingExpressionSyntax { Parent: ConditionalAccessExpressionSyntax access } => Members(at, access.Expression, start),
            QualifiedNameSyntax name => Members(at, name.Left, start),
            _ => [],
        };
    }

    private static IReadOnlyList<ISymbol> Members(CodeAtCursor at, ExpressionSyntax owner, int start)
    {
        var info = at.Model.GetSymbolInfo(owner);
        var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        if (symbol is INamespaceOrTypeSymbol space)
            return space is INamespaceSymbol
                ? at.Model.LookupNamespacesAndTypes(start, space)
                : [.. at.Model.LookupStaticMembers(start, space), .. at.Model.LookupNamespacesAndTypes(start, space)];
        if (at.Model.GetTypeInfo(owner).Type is not { TypeKind: not TypeKind.Error } type)
            return [];
        if (owner.Parent is ConditionalAccessExpressionSyntax && type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
            type = ((INamedTypeSymbol)type).TypeArguments[0];
        return [.. at.Model.LookupSymbols(start, type, includeReducedExtensionMethods: true).Where(member => !member.IsStatic)];
    }

    private static bool IsInTextOrComment(SyntaxNode root, int cursor)
    {
        if (cursor == 0)
            return false;
        var trivia = root.FindTrivia(cursor - 1);
        if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || (trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) && cursor < trivia.Span.End))
            return true;
        var token = root.FindToken(cursor - 1);
        var isText = token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.NumericLiteralToken
            or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken;
        return isText && token.Span.Contains(cursor - 1)
            && (cursor < token.Span.End || token.IsKind(SyntaxKind.NumericLiteralToken) || token.ContainsDiagnostics
                || token.IsKind(SyntaxKind.InterpolatedStringTextToken));
    }

    private static bool IsMeantFor(string prefix, string name) =>
        name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && !name.StartsWith('<');

    /// <summary>The learner's own names first, then what begins exactly as typed; what every object has comes last.</summary>
    private static int Rank(ISymbol symbol, string prefix) =>
        KindOf(symbol) is "variable" or "parameter" or "function" ? 0
        : symbol.ContainingType?.SpecialType == SpecialType.System_Object ? Ordinary + 2
        : symbol is IMethodSymbol { IsExtensionMethod: true } || !symbol.Name.StartsWith(prefix, StringComparison.Ordinal) ? Ordinary + 1
        : Ordinary;

    private static string Signature(IReadOnlyList<ISymbol> symbols) =>
        symbols.Count == 0 ? ""
        : ReadableNames.In(symbols[0].ToDisplayString(format)) + (symbols.Count > 1 ? $" (+ {symbols.Count - 1})" : "");

    private static string KindOf(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.LocalFunction } => "function",
        IMethodSymbol { ContainingType.IsScriptClass: true } => "function",
        IMethodSymbol => "method",
        IPropertySymbol => "property",
        IEventSymbol => "event",
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } => "enummember",
        IFieldSymbol { ContainingType.IsScriptClass: true } or ILocalSymbol or IRangeVariableSymbol => "variable",
        IFieldSymbol => "field",
        IParameterSymbol => "parameter",
        INamespaceSymbol => "namespace",
        INamedTypeSymbol type => type.TypeKind.ToString().ToLowerInvariant(),
        _ => "other",
    };
}
