using System.Text;

namespace Descent.Notebooks;

/// <summary>Files that are replaced whole: a reader sees the old text or the new one, never half of it.</summary>
public static class WholeFile
{
    /// <summary>
    /// Writes the text (UTF-8, no byte order mark) beside the file and then renames it over the file, which is atomic.
    /// Keeps the file's permissions, follows a symbolic link, and leaves nothing behind when it fails.
    /// </summary>
    /// <exception cref="UnauthorizedAccessException">The file is read-only: renaming over it would not mind.</exception>
    public static void Replace(string path, string text) => Replace(path, new UTF8Encoding(false, true).GetBytes(text));

    /// <inheritdoc cref="Replace(string, string)"/>
    public static void Replace(string path, ReadOnlySpan<byte> bytes)
    {
        var file = new FileInfo(path);
        string target = file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        if (File.Exists(target) && new FileInfo(target).IsReadOnly)
            throw new UnauthorizedAccessException($"{path} is read-only.");
        string temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Guid.NewGuid():n}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }
            if (!OperatingSystem.IsWindows() && File.Exists(target))
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
