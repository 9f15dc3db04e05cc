using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Descent.Grading.Sandboxing;
using Xunit;

namespace Descent.Grading.Tests;

/// <summary>
/// Harm, each tried twice: a function that returns the right result only where the harm was done. Without the sandbox it is
/// right, so it is the sandbox that keeps it from being so.
/// </summary>
public sealed class IsolationTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("descent-outside-").FullName;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public static TheoryData<string, string> Harms => new()
    {
        { "reads another student's work", "if (File.ReadAllText(\"FOLDER/other.ipynb\") != \"an answer\") throw new Exception();" },
        { "reads the judge's files through /proc", "if (!File.ReadAllText(\"/proc/JUDGE/cmdline\").Contains(\"Descent\")) throw new Exception();" },
        { "overwrites a file of the judge", "File.WriteAllText(\"FOLDER/other.ipynb\", \"another\"); if (File.ReadAllText(\"FOLDER/other.ipynb\") != \"another\") throw new Exception();" },
        { "sees other processes", "if (System.Diagnostics.Process.GetProcesses().Length < 5) throw new Exception();" },
        { "connects to the network", "using var client = new System.Net.Sockets.TcpClient(); client.Connect(\"127.0.0.1\", PORT);" },
        { "starts a program", "using var p = System.Diagnostics.Process.Start(\"/bin/sh\", [\"-c\", \"exit 0\"]); p.WaitForExit(); if (p.ExitCode != 0) throw new Exception();" },
        { "reads the system's settings", "File.ReadAllText(\"/etc/passwd\");" },
        { "fills the disk", "for (int i = 0; i < 3; i++) File.WriteAllBytes(\"/tmp/descent-DISK-\" + i, new byte[20 << 20]); for (int i = 0; i < 3; i++) File.Delete(\"/tmp/descent-DISK-\" + i);" },
        { "starts many threads", "var threads = Enumerable.Range(0, 200).Select(_ => new Thread(() => Thread.Sleep(500), 1 << 18) { IsBackground = true }).ToList(); threads.ForEach(t => t.Start());" },
        { "makes a namespace of its own", "[System.Runtime.InteropServices.DllImport(\"libc\")] static extern int unshare(int flags); [System.Runtime.InteropServices.DllImport(\"libc\")] static extern int fork(); [System.Runtime.InteropServices.DllImport(\"libc\")] static extern void _exit(int code); "
            + "[System.Runtime.InteropServices.DllImport(\"libc\")] static extern int waitpid(int process, out int status, int options); unshare(0); if (W is null) _exit(1); int child = fork(); if (child == 0) _exit(unshare(0x10000000) == 0 ? 0 : 1); waitpid(child, out int status, 0); if (status != 0) throw new Exception();" },
        { "uses native memory", "if (AppContext.GetData(\"used\") is null) unsafe { AppContext.SetData(\"used\", true); var p = (byte*)System.Runtime.InteropServices.NativeMemory.Alloc(600 << 20); new Span<byte>(p, 600 << 20).Fill(1); System.Runtime.InteropServices.NativeMemory.Free(p); }" },
    };

    [Theory, MemberData(nameof(Harms))]
    public async Task It_is_the_sandbox_that_holds_harm(string harm, string code)
    {
        File.WriteAllText(Path.Combine(folder, "other.ipynb"), "an answer");
        listener.Start();
        int connections = 0;
        var accepting = Task.Run(async () =>
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                Interlocked.Increment(ref connections);
            }
        });
        code = code.Replace("FOLDER", folder, StringComparison.Ordinal)
            .Replace("JUDGE", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("PORT", ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("DISK", Path.GetFileName(folder), StringComparison.Ordinal);
        var attack = Attack.Function(harm, code + "\nreturn " + Attack.Answer + ";");
        using var handIn = HandIn.Of("04-l2-regularization", exercise => exercise.RightAnswers[0], attack.Write);

        var limits = new SandboxLimits { Memory = 500 << 20, Heap = 256 << 20, FunctionTime = TimeSpan.FromSeconds(30) };
        var held = await new Grader(4, new GraderOptions { Limits = limits }).GradeAsync(handIn.Submission);
        Assert.True(held.Exercises[0].Kind is VerdictKind.Threw or VerdictKind.Died, $"{held.Exercises[0].Kind}: {held.Exercises[0].Message}");
        Assert.Equal(VerdictKind.Right, held.Exercises[1].Kind);
        Assert.Equal("an answer", File.ReadAllText(Path.Combine(folder, "other.ipynb")));
        Assert.Equal(0, connections);

        var options = new GraderOptions { AllowUnsandboxed = true, Limits = limits };
        var free = await new Grader(4, options, Sandbox.None(limits)).GradeAsync(handIn.Submission);
        Assert.True(free.Exercises[0].Kind == VerdictKind.Right, $"{free.Exercises[0].Kind}: {free.Exercises[0].Message}");
    }

    [Fact]
    public async Task A_kernel_killed_from_outside_costs_one_retry()
    {
        // The size of its files tells this sandbox from others that run at the same time.
        var limits = new SandboxLimits { Files = (32 << 20) + 4096 + (Environment.ProcessId % 1000) };
        using var handIn = HandIn.Of("04-l2-regularization", exercise => exercise.RightAnswers[0], notebook =>
            HandIn.Write(notebook, "l2-cost", $"System.Threading.Thread.Sleep(3000);\n{Attack.Signature} => {Attack.Answer};"));
        var grading = new Grader(4, new GraderOptions { Limits = limits }).GradeAsync(handIn.Submission);

        int killed = 0;
        while (killed == 0 && !grading.IsCompleted)
        {
            await Task.Delay(20);
            // The trial of the sandbox has the same limits: the kernel is the one that names the kernel.
            foreach (var process in Process.GetProcessesByName("bwrap").Where(process => IsOurs(process.Id, limits.Files)))
            {
                killed = process.Id;
                process.Kill();
            }
        }

        var result = await grading;
        Assert.NotEqual(0, killed);
        Assert.Equal((1, 2), (result.Retries, result.Kernels));
        Assert.All(result.Exercises, exercise => Assert.Equal(VerdictKind.Right, exercise.Kind));
    }

    public void Dispose()
    {
        listener.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static bool IsOurs(int process, long size)
    {
        try
        {
            string command = File.ReadAllText($"/proc/{process}/cmdline");
            return command.Contains($"\0{size}\0", StringComparison.Ordinal) && command.Contains("Descent.Kernel.dll", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
