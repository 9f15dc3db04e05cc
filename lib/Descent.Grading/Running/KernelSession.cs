using System.Text.Json;
using System.Text.Json.Nodes;
using Descent.Exercises.Checking;
using Descent.Exercises.Sandbox;
using Descent.Grading.Reading;
using Descent.Grading.Sandboxing;
using Descent.Notebooks;

namespace Descent.Grading.Running;

/// <summary>One kernel process in the sandbox, spoken to by messages.</summary>
internal sealed class KernelSession : IAsyncDisposable
{
    // Nothing of the learner's runs yet: only a machine that is very busy needs more than a second.
    private static readonly TimeSpan SetupTime = TimeSpan.FromSeconds(60);

    private readonly SandboxLimits limits;
    private readonly ControlGroup? group;
    private readonly KernelClient client;

    private KernelSession(SandboxLimits limits, ControlGroup? group, KernelClient client) =>
        (this.limits, this.group, this.client) = (limits, group, client);

    /// <summary>Whether the process has ended.</summary>
    public bool HasEnded => client.Process.Messages.Completion.IsCompleted;

    /// <summary>Starts a kernel.</summary>
    /// <exception cref="KernelException">It cannot be started.</exception>
    public static async Task<KernelSession> StartAsync(Sandbox sandbox, SandboxLimits limits)
    {
        var group = sandbox.MakeGroup();
        try
        {
            return new KernelSession(limits, group, await Launcher.Start(() => KernelClient.Start(sandbox.Folder, sandbox.Options(group))));
        }
        catch
        {
            group?.Dispose();
            throw;
        }
    }

    /// <summary>Imports the setup file, the judge's own.</summary>
    public Task<CellResult> SetUpAsync(CancellationToken cancellationToken) =>
        client.ExecuteAsync("#!import setup.cs", static _ => { }, cancellationToken, SetupTime);

    /// <summary>Runs a cell; what it prints is not looked at.</summary>
    public Task<CellResult> RunAsync(string code, CancellationToken cancellationToken) =>
        client.ExecuteAsync(code, static _ => { }, cancellationToken);

    /// <summary>Looks whether what cells have defined can be called. No hidden case is in the process yet: what it says now cannot spell one.</summary>
    public Task<(CellResult Result, AnswerReader Answers)> LookAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        TellAsync("Look", $"new string[] {{ {string.Join(", ", names.Select(name => $"\"{name}\""))} }}", names, limits.CellTime, cancellationToken);

    /// <summary>Calls functions that cells have defined, each on the cases of its exercise.</summary>
    public Task<(CellResult Result, AnswerReader Answers)> CallAsync(IReadOnlyList<Assessor> assessors, CancellationToken cancellationToken) =>
        // Each function is called twice over, and a loop takes a moment to end.
        TellAsync("Run", $"\"{Arguments(assessors)}\", {(int)limits.FunctionTime.TotalMilliseconds}", [.. assessors.Select(assessor => assessor.Exercise.Id)],
            (assessors.Count * ((2 * limits.FunctionTime) + TimeSpan.FromSeconds(2))) + limits.CellTime, cancellationToken);

    /// <summary>Whether the process was ended by somebody else, rather than by what it ran or by its limits.</summary>
    public async Task<bool> WasKilledAsync() => await client.Process.ExitCodeAsync() is 128 + 9 or 128 + 15 && !RanOutOfMemory && !client.Process.TookNothing;

    /// <summary>Whether it was ended because it used more memory than it may.</summary>
    public bool RanOutOfMemory => group?.RanOutOfMemory == true;

    /// <summary>Ends the process, whatever it is doing.</summary>
    public async ValueTask DisposeAsync()
    {
        client.Process.Kill();
        await client.DisposeAsync();
        group?.Dispose();
    }

    private async Task<(CellResult Result, AnswerReader Answers)> TellAsync(
        string method, string arguments, IEnumerable<string> names, TimeSpan time, CancellationToken cancellationToken)
    {
        string mark = Guid.NewGuid().ToString("n");
        var answers = new AnswerReader(mark);
        // Whatever a cell has called Descent, System or Matrix, these are ours.
        string code = $"global::Descent.Exercises.Sandbox.Calls.{method}(\"{mark}\", {arguments}, {string.Join(", ", names.Select(name => $"() => (object){name}"))});";
        var result = await client.ExecuteAsync(code, message =>
        {
            if (message.Type == "stream" && (string?)message.Content["name"] == "stdout") answers.Add((string?)message.Content["text"] ?? "");
        }, cancellationToken, time);
        return (result, answers);
    }

    private static string Arguments(IReadOnlyList<Assessor> assessors)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory))
        {
            json.WriteStartArray();
            foreach (var assessor in assessors)
            {
                var wire = new Wire();
                json.WriteStartArray();
                foreach (object?[] arguments in assessor.Cases) wire.Write(json, arguments);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        return Convert.ToBase64String(memory.GetBuffer(), 0, (int)memory.Length);
    }
}
