using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using Descent.Exercises;
using Descent.Exercises.Checking;
using Descent.Grading.Reading;
using Descent.Grading.Sandboxing;
using Descent.Notebooks;
using Xunit;

namespace Descent.Grading.Tests;

/// <summary>There is nothing to steal.</summary>
public sealed class SandboxContentTests
{
    private static readonly string bin = Path.GetDirectoryName(Path.GetDirectoryName(KernelProcess.Find(AppContext.BaseDirectory)))!;

    [Fact]
    public async Task What_the_sandbox_can_read_is_the_system_the_kernel_and_a_library_without_answers()
    {
        var printed = new StringBuilder();
        var sandbox = Sandbox.Find(new SandboxLimits());
        Assert.True(sandbox.IsIsolated);
        await using (var kernel = KernelClient.Start(sandbox.Folder, sandbox.Options(null)))
        {
            // Every file outside the system's own folders, and what the process can learn of the one that started it.
            var result = await kernel.ExecuteAsync(
                """
                #!import setup.cs
                using System.IO;
                foreach (string top in Directory.GetFileSystemEntries("/").Where(top => top is not ("/proc" or "/usr" or "/lib" or "/lib64" or "/dotnet")))
                {
                    if (File.Exists(top)) Console.WriteLine("file " + top);
                    else foreach (string file in Directory.GetFiles(top, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }))
                        Console.WriteLine("file " + file);
                }
                foreach (string name in new[] { "/usr/bin", "/usr/local", "/usr/share", "/home", "/root", "/work", "/sys", "/var" })
                    if (Directory.Exists(name)) Console.WriteLine("folder " + name);
                foreach (string process in Directory.GetDirectories("/proc").Where(name => char.IsDigit(Path.GetFileName(name)[0])))
                    Console.WriteLine("process " + File.ReadAllText(process + "/cmdline").Replace('\0', ' '));
                foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables()) Console.WriteLine($"variable {variable.Key}");
                """,
                message =>
                {
                    if (message.Type is "stream" or "error") printed.Append((string?)message.Content["text"] ?? (string?)message.Content["evalue"]);
                },
                TestContext.Current.CancellationToken,
                TimeSpan.FromSeconds(60));
            Assert.True(result.Outcome == CellOutcome.Succeeded, result.Message);
        }

        string[] lines = printed.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var files = Of("file ").Where(file => !file.StartsWith("/dev/", StringComparison.Ordinal) && !file.StartsWith("/tmp/", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            [.. Directory.GetFiles(Path.Combine(bin, "kernel")).Select(file => "/kernel/" + Path.GetFileName(file))],
            files.Where(file => file.StartsWith("/kernel/", StringComparison.Ordinal)).ToHashSet());
        Assert.Equal(
            [
                "/course/lib/bin/Descent.dll", "/course/lib/bin/Descent.Exercises.dll", "/course/lib/bin/MathNet.Numerics.dll",
                "/course/lib/bin/System.Numerics.Tensors.dll", "/course/notebooks/exercises/setup.cs",
            ],
            files.Where(file => file.StartsWith("/course/", StringComparison.Ordinal) && !file.StartsWith("/course/data/", StringComparison.Ordinal)).ToHashSet());
        Assert.DoesNotContain(files, file => !file.StartsWith("/kernel/", StringComparison.Ordinal) && !file.StartsWith("/course/", StringComparison.Ordinal)
            && file is not ("/etc/ld.so.cache" or "/limits/prlimit"));
        Assert.Empty(Of("folder "));
        Assert.All(Of("process "), process => Assert.True(process.Length == 0 || process.Contains("bwrap", StringComparison.Ordinal) || process.Contains("Descent.Kernel", StringComparison.Ordinal), process));
        Assert.All(Of("variable "), name => Assert.True(name.StartsWith("DOTNET_", StringComparison.Ordinal) || name is "HOME" or "TMPDIR" or "LANG" or "PWD", name));

        IEnumerable<string> Of(string kind) => lines.Where(line => line.StartsWith(kind, StringComparison.Ordinal)).Select(line => line[kind.Length..].Trim());
    }

    [Fact]
    public void No_file_of_the_sandbox_holds_an_answer_a_sentence_or_a_hint()
    {
        string[] needles = [.. Catalogue.All.SelectMany(exercise => exercise.Misconceptions.Select(misconception => misconception.Sentence)
            .Concat(exercise.Hints).Append(exercise.Reference.Source).Concat(exercise.RightAnswers.Select(answer => answer.Source)))];
        Assert.True(needles.Length > 100);
        foreach (string file in Directory.GetFiles(Path.Combine(bin, "sandbox"), "*", SearchOption.AllDirectories).Concat(Directory.GetFiles(Path.Combine(bin, "kernel"))))
        {
            byte[] content = File.ReadAllBytes(file);
            foreach (string needle in needles)
            {
                Assert.True(content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(needle)) < 0, $"{file} holds: {needle}");
                Assert.True(content.AsSpan().IndexOf(Encoding.Unicode.GetBytes(needle)) < 0, $"{file} holds: {needle}");
            }
        }
    }

    [Theory, InlineData("Descent.dll"), InlineData("Descent.Exercises.dll")]
    public void Its_library_has_no_type_that_is_an_answer(string name)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(bin, "sandbox", "lib", "bin", name)));
        var metadata = file.GetMetadataReader();
        string[] types = [.. metadata.TypeDefinitions.Select(handle => metadata.GetTypeDefinition(handle)).Where(type => !type.IsNested).Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")];
        Assert.NotEmpty(types);
        Assert.DoesNotContain(types, type => KeptOut.Namespaces.Contains(type[..Math.Max(0, type.LastIndexOf('.'))]));
        Assert.DoesNotContain(types, type => type is "Descent.Data.Split" or "Descent.Data.Standardizer" or "Descent.Exercises.Catalogue" or "Descent.Exercises.Exercise"
            or "Descent.Exercises.Checking.Assessor" or "Descent.Exercises.Checking.CaseGenerator" or "Descent.Exercises.Misconception");
    }

    [Fact]
    public void Its_Check_and_its_signatures_are_those_of_the_exercises()
    {
        var library = System.Reflection.Assembly.Load(File.ReadAllBytes(Path.Combine(bin, "sandbox", "lib", "bin", "Descent.Exercises.dll")));
        foreach (var exercise in Catalogue.All)
        {
            Assert.NotNull(library.GetType("Descent.Exercises.Check")!.GetMethod(exercise.Id, [typeof(Delegate)]));
            var signature = library.GetType("Descent.Exercises.Sandbox.Signatures")!.GetNestedType(exercise.Id, System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic)!.GetMethod("Invoke")!;
            Assert.Null(SignatureCheck.Problem(exercise.Id, exercise.Signature, signature));
            Assert.Equal(Words.Signature(exercise.Signature, exercise.Id), Words.Signature(signature, exercise.Id));
        }
    }
}
