using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Descent.Kernel.Scripting;

/// <summary>
/// Puts a look at whether the cell is to stop into every turn of the loops at a cell's top level, which the compiler's own
/// instrumentation leaves out. No line moves; how far columns moved is known.
/// </summary>
internal static class LoopChecks
{
    private const string Look = "global::Microsoft.DotNet.Interactive.Kernel.StopIfAsked();";

    /// <summary>What is to be inserted where, in order.</summary>
    public static IReadOnlyList<TextChange> In(SyntaxTree tree) =>
    [
        .. tree.GetRoot().DescendantNodes(node => node is not (LambdaExpressionSyntax or AnonymousMethodExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax)
                || node is GlobalStatementSyntax or FieldDeclarationSyntax)
            .Select(BodyOf).OfType<StatementSyntax>().SelectMany(Around).OrderBy(change => change.Span.Start),
    ];

    /// <summary>The column in the cell of a column of the code with the insertions.</summary>
    public static int ColumnBefore(SourceText original, IReadOnlyList<TextChange> changes, int line, int column)
    {
        foreach (var change in changes)
        {
            var at = original.Lines.GetLinePosition(change.Span.Start);
            if (at.Line == line - 1 && at.Character + 1 < column)
                column = Math.Max(at.Character + 1, column - change.NewText!.Length);
        }
        return column;
    }

    private static StatementSyntax? BodyOf(SyntaxNode node) => node switch
    {
        WhileStatementSyntax loop => loop.Statement,
        DoStatementSyntax loop => loop.Statement,
        ForStatementSyntax loop => loop.Statement,
        CommonForEachStatementSyntax loop => loop.Statement,
        _ => null,
    };

    private static IEnumerable<TextChange> Around(StatementSyntax body) => body is BlockSyntax block
        ? [new TextChange(new TextSpan(block.OpenBraceToken.Span.End, 0), Look)]
        : [new TextChange(new TextSpan(body.SpanStart, 0), "{" + Look), new TextChange(new TextSpan(body.Span.End, 0), "}")];
}
