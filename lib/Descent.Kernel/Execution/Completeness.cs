using System.Text.Json.Nodes;
using Descent.Kernel.Scripting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Descent.Kernel.Execution;

/// <summary>Whether code can be run as it stands, or its author is still in the middle of it.</summary>
internal static class Completeness
{
    public static JsonObject Reply(string code)
    {
        foreach (var part in CellSource.Parts(code).Where(part => part.Kind == CellPartKind.Code))
        {
            var tree = CSharpSyntaxTree.ParseText(part.Text, ScriptSession.ParseOptions);
            if (!SyntaxFactory.IsCompleteSubmission(tree))
                return new() { ["status"] = "incomplete", ["indent"] = "" };
            if (tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
                return new() { ["status"] = "invalid" };
        }
        return new() { ["status"] = "complete" };
    }
}
