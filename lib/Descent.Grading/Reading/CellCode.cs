using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Descent.Grading.Reading;

/// <summary>What a cell's code declares for other cells, and which names it uses: from its syntax alone, without running it.</summary>
internal sealed class CellCode
{
    private static readonly CSharpParseOptions options = new(LanguageVersion.CSharp14, DocumentationMode.None, SourceCodeKind.Script);

    private CellCode(string source, CompilationUnitSyntax root)
    {
        Source = source;
        Root = root;
        Functions = root.Members.OfType<MethodDeclarationSyntax>().Select(method => method.Identifier.ValueText).ToHashSet();
        Declares = Functions.Concat(root.Members.SelectMany(Names)).ToHashSet();
        Extensions = root.Members.OfType<MethodDeclarationSyntax>()
            .Where(method => method.ParameterList.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) == true)
            .Select(method => method.Identifier.ValueText).ToHashSet();
        Uses = [.. root.Members.SelectMany(FreeNames).Distinct()];
        Members = root.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Select(access => access.Name.Identifier.ValueText).ToHashSet();
        Usings = [.. root.Usings.Select(directive => directive.NormalizeWhitespace().ToString())];
        IsWhole = !root.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    /// <summary>The code: the cell's text, its lines in their places, without what is for the notebook alone.</summary>
    public string Source { get; }

    /// <summary>Its syntax.</summary>
    public CompilationUnitSyntax Root { get; }

    /// <summary>The functions that it declares.</summary>
    public IReadOnlySet<string> Functions { get; }

    /// <summary>The names that other cells can use: functions, variables, types.</summary>
    public IReadOnlySet<string> Declares { get; }

    /// <summary>The functions that it declares as extension methods.</summary>
    public IReadOnlySet<string> Extensions { get; }

    /// <summary>The names that it uses and that are not parameters or variables of the same function.</summary>
    public IReadOnlyList<string> Uses { get; }

    /// <summary>The names that stand behind a dot: extension methods may be among them.</summary>
    public IReadOnlySet<string> Members { get; }

    /// <summary>Its using directives.</summary>
    public IReadOnlyList<string> Usings { get; }

    /// <summary>Whether it parses without an error: not so for half of a cell that was split.</summary>
    public bool IsWhole { get; }

    /// <summary>Reads a cell's text.</summary>
    /// <param name="text">The text; lines that import the setup file are dropped, since the judge has run its own.</param>
    public static CellCode Parse(string text)
    {
        string source = string.Join('\n', Lines(text));
        // A tree that is nested without end would overflow the parser's caller.
        return new CellCode(source, (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(source, options).GetRoot());
    }

    /// <summary>The same cell without the using directives that a condition names, its lines in their places.</summary>
    public CellCode Without(Func<UsingDirectiveSyntax, bool> dropped)
    {
        char[] text = Source.ToCharArray();
        bool any = false;
        foreach (var directive in Root.Usings.Where(dropped))
        {
            any = true;
            for (int i = directive.Span.Start; i < directive.Span.End; i++)
                if (text[i] != '\n') text[i] = ' ';
        }

        return any ? Parse(new string(text)) : this;
    }

    private static IEnumerable<string> Lines(string text)
    {
        bool isCode = true;
        foreach (string line in text.Split('\n'))
        {
            string directive = line.Trim();
            if (directive is "#!csharp" or "#!c#") isCode = true;
            else if (directive is "#!markdown" or "#!html" or "#!javascript") isCode = false;
            bool isDropped = !isCode || directive is "#!csharp" or "#!c#" or "#!time"
                || (directive.StartsWith("#!import", StringComparison.Ordinal) && directive.Trim('"').EndsWith("setup.cs", StringComparison.Ordinal));
            yield return isDropped ? "" : line;
        }
    }

    private static IEnumerable<string> Names(MemberDeclarationSyntax member) => member switch
    {
        BaseTypeDeclarationSyntax type => [type.Identifier.ValueText],
        DelegateDeclarationSyntax type => [type.Identifier.ValueText],
        PropertyDeclarationSyntax property => [property.Identifier.ValueText],
        BaseFieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => variable.Identifier.ValueText),
        // var (a, b) = …, and out var x.
        GlobalStatementSyntax { Statement: ExpressionStatementSyntax statement } =>
            statement.DescendantNodes(node => node is not AnonymousFunctionExpressionSyntax).OfType<SingleVariableDesignationSyntax>().Select(name => name.Identifier.ValueText),
        _ => [],
    };

    private static IEnumerable<string> FreeNames(MemberDeclarationSyntax member)
    {
        var own = member.DescendantNodesAndSelf().Select(node => node switch
        {
            ParameterSyntax parameter => parameter.Identifier.ValueText,
            VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
            SingleVariableDesignationSyntax variable => variable.Identifier.ValueText,
            ForEachStatementSyntax loop => loop.Identifier.ValueText,
            LocalFunctionStatementSyntax function => function.Identifier.ValueText,
            TypeParameterSyntax parameter => parameter.Identifier.ValueText,
            _ => null,
        }).ToHashSet();
        return member.DescendantNodes().OfType<SimpleNameSyntax>()
            .Where(name => name.Parent is not (NameColonSyntax or QualifiedNameSyntax) && !(name.Parent is MemberAccessExpressionSyntax access && access.Name == name))
            .Select(name => name.Identifier.ValueText)
            .Where(name => !own.Contains(name));
    }
}
