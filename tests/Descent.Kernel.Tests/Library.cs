using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Descent.Kernel.Tests;

/// <summary>Small libraries for cells to load.</summary>
internal static class Library
{
    private static readonly MetadataReference[] framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Compiles code to a DLL in the kernel's folder.</summary>
    public static MetadataReference Build(KernelUnderTest kernel, string path, string code, params MetadataReference[] references)
    {
        var compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(path),
            [CSharpSyntaxTree.ParseText(code)],
            [.. framework, .. references],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var full = kernel.WriteFile(path, "");
        using (var file = File.Create(full))
        {
            var result = compilation.Emit(file);
            Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        }
        return MetadataReference.CreateFromImage(File.ReadAllBytes(full));
    }
}
