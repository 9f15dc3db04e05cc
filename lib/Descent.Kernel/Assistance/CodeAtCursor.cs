using Descent.Kernel.Scripting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Descent.Kernel.Assistance;

/// <summary>A cell as it is being written, seen as the next one of the session.</summary>
internal sealed class CodeAtCursor
{
    private CodeAtCursor(SyntaxNode root, SemanticModel model, Compilation compilation)
    {
        Root = root;
        Model = model;
        Compilation = compilation;
    }

    public SyntaxNode Root { get; }

    public SemanticModel Model { get; }

    public Compilation Compilation { get; }

    /// <summary>Nothing is emitted or kept; positions are those of the cell.</summary>
    /// <param name="cursor">Where a member's name is about to be written, if one is.</param>
    public static CodeAtCursor In(ScriptSession session, string code, int cursor = -1)
    {
        var text = CellSource.OnlyCode(code);
        // The dot that was just typed does not reach for a word of the next line.
        if (cursor > 0 && cursor < text.Length && text[cursor - 1] == '.' && text[cursor] is '\n' or '\r')
            text = $"{text.AsSpan(0, cursor)};{text.AsSpan(cursor + 1)}";
        var tree = CSharpSyntaxTree.ParseText(text, ScriptSession.ParseOptions, "cell");
        var compilation = session.Next("assistance", tree);
        return new CodeAtCursor(tree.GetRoot(), compilation.GetSemanticModel(tree), compilation);
    }
}
