using System.Diagnostics;
using System.Text;
using Xunit;

namespace Descent.Grading.Tests;

/// <summary>Files that are no notebook of the course: each gets a result that says so, at once.</summary>
public sealed class FileTests : IDisposable
{
    private static readonly Grader grader = new(seed: 3);
    private readonly string folder = Directory.CreateTempSubdirectory("descent-files-").FullName;

    public static TheoryData<string, string> Files => new()
    {
        { "an empty file", "is empty" },
        { "white space", "is not JSON" },
        { "a picture", "is not JSON" },
        { "a number", "not a notebook" },
        { "deep lists", "is not JSON" },
        { "nbformat 3", "nbformat 3" },
        { "200 MB", "has 209.7 MB" },
        { "a symbolic link", "is a symbolic link" },
        { "a folder", "is a folder" },
        { "a pipe", "is empty" },
        { "nothing", "is not there" },
        { "another course", "holds no exercise" },
        { "half a file", "is not JSON" },
    };

    [Theory, MemberData(nameof(Files))]
    public async Task Get_a_result_that_says_what_they_are(string kind, string says)
    {
        string path = Path.Combine(folder, "notebook.ipynb");
        Make(kind, path);
        var result = await grader.GradeAsync(new Submission("a student", path));
        Assert.Contains(says, result.Problem, StringComparison.Ordinal);
        Assert.Equal((0, 0, 0), (result.Points, result.Exercises.Count, result.Kernels));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Make(string kind, string path)
    {
        switch (kind)
        {
            case "a symbolic link":
                File.WriteAllText(Path.Combine(folder, "other"), "{}");
                File.CreateSymbolicLink(path, Path.Combine(folder, "other"));
                break;
            case "a folder":
                Directory.CreateDirectory(path);
                break;
            case "a pipe":
                Process.Start("mkfifo", [path])!.WaitForExit();
                break;
            case "nothing":
                break;
            case "200 MB":
                using (var file = File.Create(path)) file.SetLength(200 << 20);
                break;
            default:
                File.WriteAllBytes(path, kind switch
                {
                    "an empty file" => [],
                    "white space" => " \n"u8.ToArray(),
                    "a picture" => [0x89, 0x50, 0x4E, 0x47, 0, 0xFF, 0xFE],
                    "a number" => "5"u8.ToArray(),
                    "deep lists" => Encoding.ASCII.GetBytes(new string('[', 2_000_000)),
                    "nbformat 3" => "{\"nbformat\": 3, \"worksheets\": []}"u8.ToArray(),
                    "half a file" => "{\"nbformat\": 4, \"cells\": [{\"cell_type\""u8.ToArray(),
                    _ => "{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {}, \"cells\": [{\"cell_type\": \"code\", \"id\": \"x\", \"source\": \"double Split(double x) => x;\"}]}"u8.ToArray(),
                });
                break;
        }
    }
}
