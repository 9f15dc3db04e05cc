using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Descent.Kernel.Scripting;

/// <summary>
/// The C# of one session: a chain of submissions, each compiled after and seeing the ones before.
/// </summary>
/// <remarks>
/// Built on the compiler's own script compilations rather than on the Script API above them: variables then stay also
/// when a cell is aborted, assemblies can be named after their cells, and methods can be compiled with a check of the
/// stack, so that an endless recursion is an exception and not the end of the process. References and usings are
/// given to the first submission only; the others inherit them, which is what keeps a long session small.
/// </remarks>
internal sealed class ScriptSession
{
    private static readonly string[] usings =
    [
        "System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq",
        "Microsoft.DotNet.Interactive.Kernel",
    ];

    private static readonly EmitOptions deafOptions = new(
        debugInformationFormat: DebugInformationFormat.PortablePdb,
        instrumentationKinds: [InstrumentationKind.StackOverflowProbing]);

    private static readonly EmitOptions stoppableOptions =
        deafOptions.WithInstrumentationKinds([InstrumentationKind.StackOverflowProbing, InstrumentationKind.ModuleCancellation]);

    private readonly AssemblyStore store = new();
    private readonly SourceTexts sources = new();
    private readonly CellStop stop = new();
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly CSharpCompilationOptions firstOptions;
    private readonly CSharpCompilationOptions laterOptions;
    private object?[] variables = new object?[64];
    private bool hasOwnTokens;

    public ScriptSession()
    {
        laterOptions = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            concurrentBuild: false, // to hand the few methods of a cell to other threads takes longer than to compile them
            allowUnsafe: true,
            metadataReferenceResolver: new ReferenceResolver(store),
            sourceReferenceResolver: new SourceResolver(),
            assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default);
        firstOptions = laterOptions.WithUsings(usings);
    }

    public static CSharpParseOptions ParseOptions { get; } =
        new(LanguageVersion.CSharp14, DocumentationMode.None, SourceCodeKind.Script);

    /// <summary>The last submission, whose names and those before it the next one sees.</summary>
    public CSharpCompilation? Last { get; private set; }

    public AssemblyStore Assemblies => store;

    public SourceTexts Sources => sources;

    public CellSymbols Symbols { get; } = new();

    /// <summary>Ends what the cells of this session are running.</summary>
    public CellStop Stop => stop;

    /// <summary>The compilation of a tree as the next submission.</summary>
    public CSharpCompilation Next(string assemblyName, SyntaxTree tree)
    {
        var className = $"{ReadableNames.SubmissionPrefix}{names.Count}";
        return Last is null
            ? CSharpCompilation.CreateScriptCompilation(
                assemblyName, tree, PlatformAssemblies.References, firstOptions.WithScriptClassName(className), returnType: typeof(object))
            : CSharpCompilation.CreateScriptCompilation(
                assemblyName, tree, null, laterOptions.WithScriptClassName(className), Last, typeof(object));
    }

    /// <summary>Compiles and loads a piece of code.</summary>
    /// <param name="source">What errors call the code: "cell 3", or the name of an imported file.</param>
    /// <exception cref="CompilationException">The code is not right.</exception>
    public Submission Compile(string code, string source, CancellationToken token)
    {
        var text = SourceText.From(code, Encoding.UTF8);
        var tree = CSharpSyntaxTree.ParseText(text, ParseOptions, source, token);
        sources.Add(source, code);
        ReferenceDirectives.Check(tree, source);
        var name = UniqueName(source);
        var changes = LoopChecks.In(tree);
        var compilation = Next(name, changes.Count == 0 ? tree : CSharpSyntaxTree.ParseText(text.WithChanges(changes), ParseOptions, source, token));
        // Only #r and usings: there is nothing to run.
        var isEmpty = compilation.SyntaxTrees.All(part => part.GetCompilationUnitRoot(token).Members.Count == 0);
        // The compiler gives every call that takes a token the one to stop by, also in place of the author's own.
        hasOwnTokens |= code.Contains("CancellationToken", StringComparison.Ordinal);
        var options = hasOwnTokens ? deafOptions : stoppableOptions;
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var diagnostics = isEmpty
            ? compilation.GetDiagnostics(token)
            : compilation.Emit(assembly, symbols, manifestResources: [Text(source, code)], options: options, cancellationToken: token).Diagnostics;
        if (CompilerErrors.Of(diagnostics, source) is { IsEmpty: false } problems)
        {
            // In the author's own code, so that every column is right.
            problems = changes.Count == 0 ? problems : CompilerErrors.Of(Next(name, tree).GetDiagnostics(token), source) is { IsEmpty: false } own ? own : problems;
            names.Remove(name);
            throw new CompilationException(problems);
        }
        if (isEmpty)
            return new Submission(compilation, null);
        assembly.Position = symbols.Position = 0;
        var loaded = store.LoadCell(name, assembly, symbols);
        Symbols.Add(loaded, [.. symbols.ToArray()], (at, column) => LoopChecks.ColumnBefore(text, changes, at, column));
        stop.Add(loaded);
        var type = loaded.GetType(compilation.Options.ScriptClassName!);
        var factory = type?.GetMethod("<Factory>", BindingFlags.Static | BindingFlags.Public);
        return new Submission(compilation, factory?.CreateDelegate<Func<object?[], Task<object?>>>());
    }

    /// <summary>
    /// Begins to run a submission. From here on its variables and types are the session's, whether or not it ends well.
    /// </summary>
    public Task<object?> Start(Submission submission)
    {
        if (names.Count + 2 > variables.Length)
            Array.Resize(ref variables, 2 * variables.Length);
        Last = submission.Compilation;
        return submission.Run?.Invoke(variables) ?? Task.FromResult<object?>(null);
    }

    /// <summary>
    /// Forgets a submission that failed before it had variables, such as one that needs a DLL which cannot be loaded:
    /// the next ones could not use its names.
    /// </summary>
    public void ForgetIfNotStarted(Submission submission)
    {
        var className = submission.Compilation.Options.ScriptClassName;
        if (Last == submission.Compilation && !variables.Any(holder => holder?.GetType().Name == className))
            Last = submission.Compilation.ScriptCompilationInfo!.PreviousScriptCompilation;
    }

    /// <summary>Whether the code ends with an expression that has a value, which is then the value of the cell.</summary>
    public static bool HasValue(CSharpCompilation compilation)
    {
        var tree = compilation.SyntaxTrees[^1];
        var last = tree.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().LastOrDefault();
        return last?.Statement is ExpressionStatementSyntax { SemicolonToken.IsMissing: true } statement
            && compilation.GetSemanticModel(tree).GetTypeInfo(statement.Expression).ConvertedType
                is { SpecialType: not SpecialType.System_Void };
    }

    /// <summary>A cell's own text goes with its assembly, so that code which runs cells' functions can quote their lines.</summary>
    private static ResourceDescription Text(string source, string code) =>
        new(source, () => new MemoryStream(Encoding.UTF8.GetBytes(code)), isPublic: true);

    private string UniqueName(string source)
    {
        var name = source;
        for (var part = 2; !names.Add(name); part++)
            name = $"{source} part {part}";
        return name;
    }
}
