using System.Text;
using MathNet.Numerics.LinearAlgebra;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace Descent.Exercises.Tests;

/// <summary>Runs cells one after another, compiled as a notebook kernel compiles them.</summary>
internal sealed class Cells
{
    private static readonly ScriptOptions Options = ScriptOptions.Default
        .AddReferences(typeof(Matrix<double>).Assembly, typeof(Check).Assembly, typeof(Descent.Networks.Network).Assembly)
        .AddReferences(typeof(System.Runtime.CompilerServices.DynamicAttribute).Assembly, typeof(Microsoft.CSharp.RuntimeBinder.Binder).Assembly)
        .AddImports("System", "System.Linq", "System.Collections.Generic", "System.Threading.Tasks", "MathNet.Numerics.LinearAlgebra", "Descent.Exercises")
        .WithLanguageVersion(LanguageVersion.CSharp14)
        .WithEmitDebugInformation(true)
        .WithFilePath("cell")
        .WithFileEncoding(Encoding.UTF8);

    private ScriptState<object>? state;

    /// <summary>Runs a cell and returns its value.</summary>
    public async Task<object?> Run(string cell)
    {
        state = state is null ? await CSharpScript.RunAsync(cell, Options) : await state.ContinueWithAsync(cell);
        return state.ReturnValue;
    }
}
