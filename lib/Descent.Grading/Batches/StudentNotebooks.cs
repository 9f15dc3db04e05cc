using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Descent.Grading.Batches;

/// <summary>
/// The notebooks that a student handed in, ready to be graded one by one. Those in a zip are written to a temporary folder under
/// numbers, so that no name in the zip becomes a path; disposing of this deletes them.
/// </summary>
public sealed class StudentNotebooks : IDisposable
{
    /// <summary>The most that is unpacked of one student's zips, in bytes: 64 MB.</summary>
    public const long MostUnpacked = 64 << 20;

    private const int MostZipEntries = 1_000;
    private const int MostProblems = 50;
    private const int LongestName = 200;
    private readonly List<(string Name, string Path)> notebooks = [];
    private readonly List<string> problems = [];
    private readonly long largestNotebook;
    private readonly Lazy<DirectoryInfo> unpacked = new(() => Directory.CreateTempSubdirectory("descent-grade-"));
    private long unpackedBytes;

    /// <summary>Looks at a student's files. Whatever cannot be read becomes a problem.</summary>
    /// <param name="files">The files.</param>
    /// <param name="largestNotebook">The largest file that is read, in bytes.</param>
    public StudentNotebooks(StudentFiles files, long largestNotebook)
    {
        this.largestNotebook = largestNotebook;
        problems.AddRange(files.Notes);
        foreach (string path in files.Paths)
        {
            string name = Path.GetFileName(path);
            try
            {
                // A pipe or a socket has no length either, and to open one would wait for ever.
                if (new FileInfo(path).Length == 0)
                    problems.Add($"{name}: the file is empty");
                else if (name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
                    Unpack(name, path);
                else if (Fits(name, new FileInfo(path).Length))
                    notebooks.Add((name, path));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                problems.Add($"{name}: the file cannot be read");
            }
        }
    }

    /// <summary>The notebooks: a name for messages, and where it lies.</summary>
    public IReadOnlyList<(string Name, string Path)> Notebooks => notebooks;

    /// <summary>What is not graded, and why, in words.</summary>
    public IReadOnlyList<string> Problems =>
        problems.Count <= MostProblems ? problems : [.. problems.Take(MostProblems), $"and {problems.Count - MostProblems} more"];

    /// <summary>SHA-256 of all notebooks and problems: it tells this submission from a later one.</summary>
    public string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, path) in notebooks)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name + "\0"));
            try
            {
                using FileStream file = File.OpenRead(path);
                hash.AppendData(SHA256.HashData(file));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The judge will find the same, and say so.
            }
        }
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\0', problems)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (unpacked.IsValueCreated)
            unpacked.Value.Delete(recursive: true);
    }

    private void Unpack(string zip, string path)
    {
        try
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            if (archive.Entries.Count > MostZipEntries)
                problems.Add($"{zip}: of its {archive.Entries.Count} files only the first {MostZipEntries} were looked at");
            foreach (ZipArchiveEntry entry in archive.Entries.Take(MostZipEntries).Where(entry => IsNotebook(entry.FullName)))
            {
                string name = $"{zip}/{(entry.FullName.Length > LongestName ? entry.FullName[..LongestName] + "…" : entry.FullName)}";
                if (entry.FullName.Split('/', '\\').Contains("..") || entry.FullName[0] is '/' or '\\' || entry.FullName.Contains(':'))
                    problems.Add($"{name}: left out, since its name leads out of the zip");
                else if (((entry.ExternalAttributes >> 16) & 0xF000) == 0xA000)
                    problems.Add($"{name}: a symbolic link, which is not followed");
                else if (Fits(name, entry.Length))
                    Unpack(name, entry);
            }
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or ArgumentException or OverflowException)
        {
            problems.Add($"{zip}: is not a zip that can be read");
        }
    }

    private void Unpack(string name, ZipArchiveEntry entry)
    {
        if (unpackedBytes + entry.Length > MostUnpacked)
        {
            problems.Add($"{name}: left out, since the zip has more than {MostUnpacked >> 20} MB");
            return;
        }
        string path = Path.Combine(unpacked.Value.FullName, $"{notebooks.Count + 1}.ipynb");
        using (Stream from = entry.Open())
        using (FileStream to = File.Create(path))
        {
            // No further than the limits, whatever the zip says of itself; what is left out counts too.
            byte[] block = new byte[81920];
            for (int read; (read = from.Read(block)) > 0 && to.Length <= largestNotebook && unpackedBytes <= MostUnpacked; unpackedBytes += read)
                to.Write(block, 0, read);
            if (to.Length == 0)
                problems.Add($"{name}: the file is empty");
            else if (Fits(name, to.Length))
                notebooks.Add((name, path));
        }
    }

    private bool Fits(string name, long length)
    {
        if (length > largestNotebook)
            problems.Add($"{name}: has {length >> 20} MB; at most {largestNotebook >> 20} MB are read");
        return length <= largestNotebook;
    }

    // Without what systems add to a zip.
    private static bool IsNotebook(string path) => path.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase)
        && !path.Split('/', '\\').Any(part => part is "__MACOSX" or ".ipynb_checkpoints" || part.StartsWith("._", StringComparison.Ordinal));
}
