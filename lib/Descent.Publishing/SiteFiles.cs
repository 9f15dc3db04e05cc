using System.Collections.Concurrent;
using System.Text;

namespace Descent.Publishing;

/// <summary>Writes files of the site; one that already has these bytes is left alone. Safe for several threads at once.</summary>
public sealed class SiteFiles(string folder)
{
    private readonly ConcurrentDictionary<string, bool> written = new();

    /// <summary>The site's folder.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>The paths in the site that were added so far, sorted.</summary>
    public IReadOnlyList<string> Paths => [.. written.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Adds a text file, in UTF-8.</summary>
    public void Add(string path, string text) => Add(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Adds a file.</summary>
    /// <param name="path">Its path in the site, with <c>/</c>.</param>
    /// <param name="bytes">Its content.</param>
    public void Add(string path, byte[] bytes)
    {
        string target = Path.Combine(Folder, path.Replace('/', Path.DirectorySeparatorChar));
        if (!Path.GetFullPath(target).StartsWith(Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new PublishingException($"\"{path}\" would be written outside the site");
        if (!written.TryAdd(path, true))
            return;
        if (File.Exists(target) && File.ReadAllBytes(target).AsSpan().SequenceEqual(bytes))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        // Never half a file; but unlike a notebook it can be made again, so there is no waiting for the disk.
        string temporary = $"{target}.{Guid.NewGuid():n}.tmp";
        File.WriteAllBytes(temporary, bytes);
        File.Move(temporary, target, overwrite: true);
    }
}
