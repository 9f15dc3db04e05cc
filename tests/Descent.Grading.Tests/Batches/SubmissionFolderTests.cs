using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Descent.Grading.Batches;
using Xunit;

namespace Descent.Grading.Tests.Batches;

/// <summary>What is found in a folder of submissions, whatever lies in it.</summary>
public sealed class SubmissionFolderTests : IDisposable
{
    private const long Largest = 1 << 20;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("ann/02-backpropagation.ipynb", "ann", false)]
    [InlineData("ann/week 2/deep/er/work.ipynb", "ann", false)]
    [InlineData("Ann Lee_4711_assignsubmission_file_/work.ipynb", "Ann Lee_4711", false)]
    [InlineData("Zoë Müller/work.ipynb", "Zoë Müller", false)]
    [InlineData("ann.ipynb", "ann", false)]
    [InlineData("ann_02-backpropagation.ipynb", "ann", false)]
    [InlineData("ann.lee@example.org_11-adam.IPYNB", "ann.lee@example.org", false)]
    [InlineData("leeann_4711_99_11-adam-1.ipynb", "leeann_4711", false)]
    [InlineData("leeann_LATE_4711_99_11-adam.ipynb", "leeann_4711", true)]
    [InlineData("ann.zip", "ann", false)]
    public void A_name_tells_the_student(string path, string student, bool late)
    {
        folder.Write(path);
        SubmissionFolder found = SubmissionFolder.Find(folder.Path);
        StudentFiles files = Assert.Single(found.Students);
        Assert.Equal((student, late, folder[path]), (files.Student, files.Late, Assert.Single(files.Paths)));
        Assert.Empty(found.Unmapped);
    }

    [Fact]
    public void What_belongs_to_nobody_is_said_and_what_systems_leave_behind_is_not()
    {
        folder.Write("11-adam.ipynb");
        folder.Write("notes.txt");
        folder.Write("...ipynb");
        folder.Write("..hidden/work.ipynb");
        folder.Write(".DS_Store");
        folder.Write("__MACOSX/ann/work.ipynb");
        folder.Write("._ann.ipynb");
        folder.Write("bob/.ipynb_checkpoints/work-checkpoint.ipynb");
        folder.Write("bob/work.ipynb");
        File.CreateSymbolicLink(folder["carl.ipynb"], folder["bob/work.ipynb"]);
        Directory.CreateSymbolicLink(folder["dora"], folder["bob"]);
        File.CreateSymbolicLink(folder["bob/passwd.ipynb"], "/etc/passwd");
        Directory.CreateSymbolicLink(folder["bob/loop"], folder.Path);
        Directory.CreateDirectory(folder["bob/folder.ipynb"]);

        SubmissionFolder found = SubmissionFolder.Find(folder.Path);
        StudentFiles bob = Assert.Single(found.Students);
        Assert.Equal([folder["bob/work.ipynb"]], bob.Paths);
        Assert.Equal(
        [
            "folder.ipynb: a folder, not a file",
            "loop: a symbolic link, which is not followed",
            "passwd.ipynb: a symbolic link, which is not followed",
        ], bob.Notes);
        Assert.Equal(
            ["...ipynb", "..hidden", "11-adam.ipynb", "carl.ipynb", "dora", "notes.txt"],
            found.Unmapped.Select(line => line.Split(':')[0]));
    }

    [Fact]
    public void Names_that_are_almost_the_same_are_told_and_those_that_are_spelt_in_another_way_are_the_same()
    {
        folder.Write("Ada/02-backpropagation.ipynb");
        folder.Write("ada_11-adam.ipynb");
        folder.Write("Zo\u00EB/02-backpropagation.ipynb");
        folder.Write("Zoe\u0308_11-adam.ipynb");
        SubmissionFolder found = SubmissionFolder.Find(folder.Path);
        // A system without Unicode's tables knows no other spelling.
        string[] zoes = [.. new[] { "Zo\u00EB", "Zoe\u0308".Normalize() }.Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(["Ada", .. zoes, "ada"], found.Students.Select(files => files.Student));
        Assert.Equal(4, found.Students.Sum(files => files.Paths.Count));
        Assert.Equal("Ada, ada: names that are almost the same, taken for 2 students", Assert.Single(found.Unmapped));
    }

    [Fact]
    public void Whoever_of_the_list_has_nothing_is_missing()
    {
        folder.Write("ann/work.ipynb");
        folder.Write("eve_work.ipynb");
        Directory.CreateDirectory(folder["fred"]);
        SubmissionFolder found = SubmissionFolder.Find(folder.Path, ["ann", "bob", "fred"]);
        Assert.Equal(
            [("ann", true), ("bob", false), ("eve", true), ("fred", false)],
            found.Students.Select(files => (files.Student, files.HandedIn)));
        Assert.Contains("eve: is not in the list", Assert.Single(found.Unmapped));
    }

    [Fact]
    public void Files_that_cannot_be_graded_are_problems_and_the_others_are_read()
    {
        folder.Write("ann/good.ipynb", "good");
        folder.Write("ann/empty.ipynb", "");
        folder.Write("ann/large.ipynb", new string(' ', (int)Largest + 1));
        folder.Write("ann/broken.zip", "PK, but not a zip");
        if (!OperatingSystem.IsWindows())
            Process.Start("mkfifo", folder["ann/pipe.ipynb"])!.WaitForExit();
        using StudentNotebooks notebooks = Read();
        Assert.Equal("good.ipynb", Assert.Single(notebooks.Notebooks).Name);
        List<string> problems =
        [
            "broken.zip: is not a zip that can be read",
            "empty.ipynb: the file is empty",
            "large.ipynb: has 1 MB; at most 1 MB are read",
            "pipe.ipynb: the file is empty",
        ];
        Assert.Equal(problems.Take(OperatingSystem.IsWindows() ? 3 : 4), notebooks.Problems);
    }

    [Fact]
    public void A_zip_is_unpacked_nowhere_but_in_its_own_folder()
    {
        using (ZipArchive zip = Zip("ann/work.zip"))
        {
            Add(zip, "a/work.ipynb", "work");
            Add(zip, "../../escaped.ipynb", "escaped");
            Add(zip, "..\\escaped.ipynb", "escaped");
            Add(zip, "/tmp/descent-escaped.ipynb", "escaped");
            Add(zip, "C:\\escaped.ipynb", "escaped");
            Add(zip, "__MACOSX/._work.ipynb", "litter");
            Add(zip, "readme.md", "text");
            Add(zip, "link.ipynb", "/etc/passwd").ExternalAttributes = unchecked((int)0xA1FF0000);
            Add(zip, "empty.ipynb", "");
        }
        string temporary;
        using (StudentNotebooks notebooks = Read())
        {
            var (name, path) = Assert.Single(notebooks.Notebooks);
            Assert.Equal(("work.zip/a/work.ipynb", "work"), (name, File.ReadAllText(path)));
            Assert.Equal(
            [
                "work.zip/../../escaped.ipynb: left out, since its name leads out of the zip",
                "work.zip/..\\escaped.ipynb: left out, since its name leads out of the zip",
                "work.zip//tmp/descent-escaped.ipynb: left out, since its name leads out of the zip",
                "work.zip/C:\\escaped.ipynb: left out, since its name leads out of the zip",
                "work.zip/link.ipynb: a symbolic link, which is not followed",
                "work.zip/empty.ipynb: the file is empty",
            ], notebooks.Problems);
            temporary = Path.GetDirectoryName(path)!;
        }
        Assert.False(Directory.Exists(temporary));
        Assert.DoesNotContain(Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories), path => path.Contains("escaped"));
        Assert.False(File.Exists("/tmp/descent-escaped.ipynb"));
    }

    [Fact]
    public void A_zip_that_grows_without_end_is_read_to_the_limit_whatever_it_says_of_its_size()
    {
        byte[] zeros = new byte[8 << 20];
        using (ZipArchive zip = Zip("ann/bomb.zip"))
        {
            for (int i = 0; i < 50; i++)
            {
                using Stream entry = zip.CreateEntry($"{i}.ipynb").Open();
                entry.Write(zeros);
            }
        }
        // The sizes that the zip says are made small: in each entry of its directory, at byte 24.
        byte[] bytes = File.ReadAllBytes(folder["ann/bomb.zip"]);
        byte[] size = BitConverter.GetBytes(zeros.Length);
        for (int at = bytes.AsSpan().IndexOf("PK\u0001\u0002"u8); at + 28 < bytes.Length; at++)
            if (bytes.AsSpan(at, 4).SequenceEqual("PK\u0001\u0002"u8) && bytes.AsSpan(at + 24, 4).SequenceEqual(size))
                BitConverter.GetBytes(10).CopyTo(bytes, at + 24);
        File.WriteAllBytes(folder["ann/bomb.zip"], bytes);

        using StudentNotebooks notebooks = Read();
        Assert.All(notebooks.Notebooks, notebook => Assert.InRange(new FileInfo(notebook.Path).Length, 0, Largest));
        Assert.True(notebooks.Notebooks.Count + notebooks.Problems.Count > 0);
    }

    [Fact]
    public void The_digest_tells_one_submission_from_another()
    {
        folder.Write("ann/work.ipynb", "one");
        string first = DigestNow();
        Assert.Equal(first, DigestNow());
        folder.Write("ann/work.ipynb", "two");
        string second = DigestNow();
        folder.Write("ann/more.ipynb", "");
        Assert.Equal(3, new[] { first, second, DigestNow() }.Distinct().Count());
    }

    private string DigestNow()
    {
        using StudentNotebooks notebooks = Read();
        return notebooks.Digest();
    }

    private StudentNotebooks Read() => new(Assert.Single(SubmissionFolder.Find(folder.Path).Students), Largest);

    private ZipArchive Zip(string name)
    {
        folder.Write(name);
        return new ZipArchive(File.Create(folder[name]), ZipArchiveMode.Create);
    }

    private static ZipArchiveEntry Add(ZipArchive zip, string name, string text)
    {
        ZipArchiveEntry entry = zip.CreateEntry(name);
        using Stream stream = entry.Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
        return entry;
    }
}
