using System.Diagnostics;
using System.Text.Json;

namespace Descent.Benchmarks;

/// <summary>A kernel process, spoken to as the notebook runner does: a line of JSON for each Jupyter message.</summary>
internal sealed class KernelSession : IDisposable
{
    private readonly Process process;
    private int requests;

    public KernelSession(string kernel)
    {
        process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { kernel },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>The most memory that the process has held so far, in bytes.</summary>
    public long PeakMemory
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
    }

    /// <summary>Executes a cell and returns the seconds until the kernel is idle again.</summary>
    /// <exception cref="InvalidOperationException">The cell failed or the kernel ended.</exception>
    public double Execute(string code)
    {
        string id = $"cell-{++requests}";
        long start = Stopwatch.GetTimestamp();
        Send(id, "execute_request", new { code, silent = false, store_history = true, allow_stdin = false, stop_on_error = true });
        bool replied = false, idle = false;
        while (!replied || !idle)
        {
            using var message = JsonDocument.Parse(process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The kernel ended."));
            var root = message.RootElement;
            if (!root.TryGetProperty("parent_header", out var parent) ||
                !parent.TryGetProperty("msg_id", out var parentId) || parentId.GetString() != id) continue;
            var content = root.GetProperty("content");
            switch (root.GetProperty("header").GetProperty("msg_type").GetString())
            {
                case "execute_reply" when content.GetProperty("status").GetString() != "ok":
                    throw new InvalidOperationException($"'{code}' failed: {content}");
                case "execute_reply":
                    replied = true;
                    break;
                case "status":
                    idle = content.GetProperty("execution_state").GetString() == "idle";
                    break;
            }
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(5000)) process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private void Send(string id, string type, object content)
    {
        process.StandardInput.WriteLine(JsonSerializer.Serialize(new
        {
            channel = "shell",
            header = new { msg_id = id, msg_type = type, session = "benchmark", username = "", date = DateTime.UtcNow, version = "5.4" },
            parent_header = new { },
            metadata = new { },
            content,
        }));
        process.StandardInput.Flush();
    }
}
