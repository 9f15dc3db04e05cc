using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Descent.Publishing;

/// <summary>Colours C# by its syntax tree: <c>&lt;span class="k"&gt;</c> for keywords, and so on. Nothing needs to compile.</summary>
/// <remarks>
/// Classes: k keyword, t type, m method, s string, n number, c comment, d directive, p parameter's or property's name before a colon or =.
/// Without references a name is judged by where it stands, and by its capital where that does not say.
/// </remarks>
public static class CodeHighlighter
{
    private static readonly CSharpParseOptions options = new(LanguageVersion.CSharp14, kind: SourceCodeKind.Script);

    /// <summary>The code as HTML that goes into <c>&lt;pre&gt;&lt;code&gt;</c>.</summary>
    public static string Highlight(string code)
    {
        // Kernel directives are no C#: they keep their place as comments of the same length.
        string[] lines = code.Split('\n');
        string parsed = string.Join('\n', lines.Select(line => line.StartsWith("#!", StringComparison.Ordinal) ? "//" + line[2..] : line));
        SyntaxNode root = CSharpSyntaxTree.ParseText(SourceText.From(parsed), options).GetRoot();
        var html = new StringBuilder(code.Length * 2);
        int at = 0;
        foreach (SyntaxToken token in root.DescendantTokens(descendIntoTrivia: false))
        {
            Trivia(token.LeadingTrivia);
            Write(token.Span, Class(token));
            Trivia(token.TrailingTrivia);
        }
        Write(TextSpan.FromBounds(at, code.Length), null);
        return html.ToString();

        void Trivia(SyntaxTriviaList list)
        {
            foreach (SyntaxTrivia trivia in list)
                Write(trivia.FullSpan, Class(trivia, code));
        }

        void Write(TextSpan span, string? kind)
        {
            if (span.Start < at || span.IsEmpty)
                return;
            string text = Html.Escape(code[span.Start..span.End]);
            html.Append(kind is null ? text : $"<span class=\"{kind}\">{text}</span>");
            at = span.End;
        }
    }

    private static string? Class(SyntaxTrivia trivia, string code) => trivia.Kind() switch
    {
        SyntaxKind.SingleLineCommentTrivia when code[trivia.SpanStart] == '#' => "d",
        SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
            or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia => "c",
        _ when trivia.IsDirective => "d",
        _ => null,
    };

    private static string? Class(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.NumericLiteralToken => "n",
        SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.InterpolatedStringStartToken
            or SyntaxKind.InterpolatedStringEndToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedVerbatimStringStartToken
            or SyntaxKind.InterpolatedRawStringEndToken or SyntaxKind.InterpolatedSingleLineRawStringStartToken
            or SyntaxKind.InterpolatedMultiLineRawStringStartToken or SyntaxKind.SingleLineRawStringLiteralToken
            or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.Utf8StringLiteralToken => "s",
        SyntaxKind.IdentifierToken => Name(token),
        _ when SyntaxFacts.IsKeywordKind(token.Kind()) => "k",
        _ => null,
    };

    private static string? Name(SyntaxToken token) => token.Parent switch
    {
        IdentifierNameSyntax { IsVar: true } => "k",
        BaseTypeDeclarationSyntax or TypeParameterSyntax or DelegateDeclarationSyntax => "t",
        MethodDeclarationSyntax or LocalFunctionStatementSyntax => "m",
        ConstructorDeclarationSyntax => "t",
        SimpleNameSyntax { Parent: NameColonSyntax or NameEqualsSyntax } => "p",
        SimpleNameSyntax { Parent: AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment } name when assignment.Left == name => "p",
        SimpleNameSyntax { Parent: InvocationExpressionSyntax } => "m",
        SimpleNameSyntax { Parent: MemberAccessExpressionSyntax access } name when access.Name == name =>
            access.Parent is InvocationExpressionSyntax ? "m" : null,
        SimpleNameSyntax { Parent: MemberBindingExpressionSyntax { Parent: InvocationExpressionSyntax } } => "m",
        // Network.Of: what is left of a dot, with a capital, is a type; so are the names where only a type can stand.
        SimpleNameSyntax { Parent: MemberAccessExpressionSyntax } name => IsTypeName(name.Identifier.ValueText) ? "t" : null,
        SimpleNameSyntax name when IsInTypePosition(name) => "t",
        _ => null,
    };

    private static bool IsTypeName(string name) => name.Length > 1 && char.IsUpper(name[0]);

    private static bool IsInTypePosition(SimpleNameSyntax name) => name.Parent switch
    {
        CastExpressionSyntax cast => cast.Type == name,
        ForEachStatementSyntax each => each.Type == name,
        PropertyDeclarationSyntax property => property.Type == name,
        _ => name.Parent is VariableDeclarationSyntax or ParameterSyntax or ObjectCreationExpressionSyntax or TypeArgumentListSyntax or ArrayTypeSyntax
            or NullableTypeSyntax or BaseTypeSyntax or MethodDeclarationSyntax or CatchDeclarationSyntax or LocalFunctionStatementSyntax
            or TupleElementSyntax or TypeOfExpressionSyntax or DeclarationPatternSyntax or DeclarationExpressionSyntax or TypeConstraintSyntax
            or DefaultExpressionSyntax,
    };
}
