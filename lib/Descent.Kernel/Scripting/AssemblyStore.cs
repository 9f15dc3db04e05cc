using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace Descent.Kernel.Scripting;

/// <summary>
/// The assemblies of a session: what its cells were compiled to, what <c>#r</c> names, and what those need from their
/// own folders. Files are read into memory and never held open, so a rebuild while a session is open neither fails
/// nor changes the code that runs; a file that was rebuilt is loaded again by the next <c>#r</c> of a new session.
/// </summary>
internal sealed class AssemblyStore : AssemblyLoadContext
{
    private readonly ConcurrentDictionary<string, Assembly> loaded = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, PortableExecutableReference> references = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> files = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, byte[]> images = new(StringComparer.Ordinal);
    private volatile ImmutableList<string> folders = [];

    public AssemblyStore()
        : base("session")
    {
    }

    /// <summary>The DLL that an assembly of this name was read from, or null.</summary>
    public string? FileOf(string assemblyName) => files.GetValueOrDefault(assemblyName);

    /// <summary>The reference to a DLL for the compiler; from then on the DLL can be loaded too.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="BadImageFormatException">The file is no .NET assembly.</exception>
    public PortableExecutableReference Reference(string path)
    {
        path = Path.GetFullPath(path);
        return references.GetOrAdd(path, Create);
    }

    /// <summary>The reference to an assembly that lies beside one that was named by <c>#r</c>, or null.</summary>
    public PortableExecutableReference? Neighbour(string assemblyName) =>
        Find(assemblyName) is { } path ? Reference(path) : null;

    /// <summary>Loads what a cell was compiled to.</summary>
    public Assembly LoadCell(string name, Stream assembly, Stream symbols) =>
        loaded[name] = LoadFromStream(assembly, symbols);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var name = assemblyName.Name ?? "";
        if (loaded.TryGetValue(name, out var assembly))
            return assembly;
        if (PlatformAssemblies.Contains(name) || Find(name) is not { } path)
            return null;
        lock (loaded)
            return loaded.TryGetValue(name, out assembly) ? assembly : loaded[name] = LoadFile(path);
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        string[] names = [unmanagedDllName, unmanagedDllName + ".dll", $"lib{unmanagedDllName}.so", $"lib{unmanagedDllName}.dylib"];
        var path = folders.SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        return path is null ? 0 : LoadUnmanagedDllFromPath(path);
    }

    private PortableExecutableReference Create(string path)
    {
        var image = File.ReadAllBytes(path);
        using (var file = new PEReader(ImmutableCollections(image)))
        {
            if (!file.HasMetadata)
                throw new BadImageFormatException("It is not a .NET assembly.");
            var metadata = file.GetMetadataReader();
            if (!metadata.IsAssembly)
                throw new BadImageFormatException("It is not a .NET assembly.");
            files[metadata.GetString(metadata.GetAssemblyDefinition().Name)] = path;
        }
        images[path] = image;
        var folder = Path.GetDirectoryName(path)!;
        if (!folders.Contains(folder))
            folders = folders.Add(folder);
        return AssemblyMetadata.CreateFromImage(image).GetReference(filePath: path);
    }

    private static ImmutableArray<byte> ImmutableCollections(byte[] image) =>
        System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(image);

    private Assembly LoadFile(string path)
    {
        Reference(path);
        // What the compiler saw is what runs, even if the file has changed since.
        images.TryRemove(path, out var image);
        var symbols = Path.ChangeExtension(path, ".pdb");
        return LoadFromStream(
            new MemoryStream(image ?? File.ReadAllBytes(path)),
            File.Exists(symbols) ? new MemoryStream(File.ReadAllBytes(symbols)) : null);
    }

    private string? Find(string assemblyName) =>
        files.TryGetValue(assemblyName, out var file)
            ? file
            : folders.Select(folder => Path.Combine(folder, assemblyName + ".dll")).FirstOrDefault(File.Exists);
}
