using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Descent.Kernel.Assistance;

/// <summary>
/// What a library's author says about a name: from the XML file beside the DLL or, for .NET itself, from the SDK's
/// reference pack where there is one. A file is searched, not parsed: the largest has ten megabytes.
/// </summary>
internal static partial class Documentation
{
    // The files that describe what the implementation keeps in one assembly.
    private static readonly string[] coreFiles =
        ["System.Runtime", "System.Collections", "System.Threading", "System.Memory", "System.Runtime.InteropServices"];

    /// <summary>The documentation as Markdown; empty if there is none.</summary>
    public static string Of(ISymbol symbol, Compilation compilation)
    {
        var definition = symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol.OriginalDefinition;
        if (definition.GetDocumentationCommentId() is not { } id || definition.ContainingAssembly is not { } assembly
            || compilation.GetMetadataReference(assembly) is not PortableExecutableReference { FilePath: { } path })
            return "";
        var opening = Encoding.UTF8.GetBytes($"<member name=\"{id}\"");
        return Files(path).Select(file => Find(file, opening)).FirstOrDefault(text => text.Length > 0) ?? "";
    }

    private static IEnumerable<string> Files(string assembly)
    {
        var beside = Path.ChangeExtension(assembly, ".xml");
        if (File.Exists(beside))
            return [beside];
        // …/shared/Microsoft.NETCore.App/10.0.1/System.Linq.dll → …/packs/Microsoft.NETCore.App.Ref/10.0.1/ref/net10.0
        var framework = Path.GetDirectoryName(assembly)!;
        var packs = Path.GetFullPath(Path.Combine(framework, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
        if (!Directory.Exists(packs))
            return [];
        return Directory.GetDirectories(packs).OrderDescending(StringComparer.Ordinal).Take(1)
            .SelectMany(pack => Directory.GetDirectories(Path.Combine(pack, "ref")))
            .SelectMany(folder => coreFiles.Prepend(Path.GetFileNameWithoutExtension(assembly)).Select(name => Path.Combine(folder, name + ".xml")))
            .Where(File.Exists);
    }

    private static string Find(string file, byte[] opening)
    {
        try
        {
            var bytes = File.ReadAllBytes(file).AsSpan();
            var start = bytes.IndexOf(opening);
            if (start < 0)
                return "";
            var member = bytes[start..];
            var end = member.IndexOf("</member>"u8);
            return end < 0 ? "" : Markdown(XElement.Parse(Encoding.UTF8.GetString(member[..end]) + "</member>"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException)
        {
            return "";
        }
    }

    private static string Markdown(XElement member)
    {
        List<string> parts = [Text(member.Element("summary"))];
        parts.AddRange(member.Elements("param").Select(part => $"`{part.Attribute("name")?.Value}`: {Text(part)}"));
        if (member.Element("returns") is { } returns)
            parts.Add($"Returns {Text(returns)}");
        parts.Add(Text(member.Element("remarks")));
        return string.Join("\n\n", parts.Where(part => part.Length > 0));
    }

    private static string Text(XElement? element) =>
        element is null ? "" : Spaces().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "seealso" or "paramref" or "typeparamref" } link => $"`{Target(link)}`",
        XElement { Name.LocalName: "c" or "code" } code => $"`{code.Value.Trim()}`",
        XElement other => Text(other) + " ",
        _ => "",
    };

    private static string Target(XElement link)
    {
        var target = link.Attribute("cref")?.Value ?? link.Attribute("name")?.Value ?? link.Attribute("langword")?.Value ?? link.Value;
        // M:System.Math.Exp(System.Double) → Exp
        var end = target.IndexOf('(', StringComparison.Ordinal);
        var name = end < 0 ? target : target[..end];
        return name[(name.LastIndexOfAny(['.', ':']) + 1)..];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
