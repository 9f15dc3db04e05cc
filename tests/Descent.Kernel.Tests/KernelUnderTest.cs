using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Descent.Kernel.Tests;

/// <summary>
/// A kernel process and the messages it sends. A line of its output that is not a message fails the test, whatever
/// the test is about.
/// </summary>
public sealed class KernelUnderTest : IDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(120);

    private readonly BlockingCollection<JsonNode?> messages = [];
    private readonly ConcurrentQueue<string> lastWords = [];
    private readonly Process process;

    public KernelUnderTest()
        : this([])
    {
    }

    internal KernelUnderTest(params (string Name, string Value)[] environment)
    {
        Folder = Directory.CreateTempSubdirectory("kernel-test-").FullName;
        var start = new ProcessStartInfo("dotnet", [PathOfKernel()])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) => lastWords.Enqueue(line.Data ?? "");
        process.BeginErrorReadLine();
        new Thread(Read) { IsBackground = true }.Start();
    }

    /// <summary>The current directory of the kernel, as a notebook's folder is.</summary>
    public string Folder { get; }

    public int ProcessId => process.Id;

    /// <summary>Waits until the kernel has ended and returns its exit code.</summary>
    public int ExitCode
    {
        get
        {
            if (!process.WaitForExit(patience))
                throw new TimeoutException("The kernel does not end.");
            process.WaitForExit();
            return process.ExitCode;
        }
    }

    /// <summary>What the process itself, not a cell, wrote to standard error. Complete once it has ended.</summary>
    public string LastWords => ExitCode == 0 ? "" : string.Join('\n', lastWords);

    public string WriteFile(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void SendLine(string line)
    {
        process.StandardInput.WriteLine(line);
        process.StandardInput.Flush();
    }

    /// <summary>Sends a request and returns its id.</summary>
    public string Send(string type, JsonObject content, string channel = "shell")
    {
        var id = Guid.NewGuid().ToString();
        SendLine(new JsonObject
        {
            ["channel"] = channel,
            ["header"] = new JsonObject
            {
                ["msg_id"] = id,
                ["msg_type"] = type,
                ["session"] = "test",
                ["username"] = "",
                ["date"] = "",
                ["version"] = "5.4",
            },
            ["parent_header"] = new JsonObject(),
            ["metadata"] = new JsonObject(),
            ["content"] = content,
        }.ToJsonString());
        return id;
    }

    public string SendCell(string code, bool silent = false, bool storeHistory = true, bool allowInput = false, bool stopOnError = true) =>
        Send("execute_request", new JsonObject
        {
            ["code"] = code,
            ["silent"] = silent,
            ["store_history"] = storeHistory,
            ["allow_stdin"] = allowInput,
            ["stop_on_error"] = stopOnError,
        });

    public void Interrupt() => Send("interrupt_request", [], "control");

    public CellRun Run(string code) => Finish(SendCell(code));

    /// <summary>Sends a request and returns the content of its reply.</summary>
    public JsonNode Ask(string type, JsonObject content, string channel = "shell") =>
        Finish(Send(type, content, channel)).Message(type.Replace("_request", "_reply", StringComparison.Ordinal))["content"]!;

    /// <summary>Collects the answers to a request until its status is idle, or the kernel has ended.</summary>
    public CellRun Finish(string id) => Collect(id, message =>
        message["header"]!["msg_type"]!.ToString() == "status" && message["content"]!["execution_state"]!.ToString() == "idle");

    /// <summary>Collects the answers to a request up to the first of a type.</summary>
    public CellRun Until(string id, string type) => Collect(id, message => message["header"]!["msg_type"]!.ToString() == type);

    /// <summary>The next message, whatever it answers.</summary>
    public JsonNode? Next() =>
        messages.TryTake(out var message, patience) ? message : throw new TimeoutException("The kernel says nothing.");

    public void CloseInput() => process.StandardInput.Close();

    public void Kill() => process.Kill();

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static string PathOfKernel()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "lib", "bin", "kernel", "Descent.Kernel.dll") is var path && File.Exists(path))
                return path;
        throw new FileNotFoundException("lib/bin/kernel/Descent.Kernel.dll is not built.");
    }

    private CellRun Collect(string id, Func<JsonNode, bool> isLast)
    {
        List<JsonNode> mine = [];
        while (Next() is { } message)
        {
            if (message["parent_header"]?["msg_id"]?.ToString() != id)
                continue;
            mine.Add(message);
            if (isLast(message))
                return new CellRun(mine, KernelEnded: false);
        }
        messages.Add(null);
        return new CellRun(mine, KernelEnded: true);
    }

    private void Read()
    {
        while (process.StandardOutput.ReadLine() is { } line)
        {
            JsonNode message;
            try
            {
                message = JsonNode.Parse(line)!;
                _ = message["channel"]!.ToString() + message["header"]!["msg_type"] + message["parent_header"] + message["content"];
            }
            catch (Exception e)
            {
                message = new JsonObject { ["header"] = new JsonObject { ["msg_type"] = $"NOT A MESSAGE ({e.Message}): {line}" } };
            }
            messages.Add(message);
        }
        messages.Add(null);
    }
}
