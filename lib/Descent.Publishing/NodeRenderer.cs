using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Descent.Publishing;

/// <summary>
/// Typesets formulas (KaTeX) and sanitizes HTML and SVG (sanitize-html) in one node process for a whole run. What was
/// asked before is answered from memory. Several threads may ask at once: questions go out while others wait.
/// </summary>
public sealed class NodeRenderer : ITypesetter, IDisposable
{
    /// <summary>So many characters of one output are put on a page; a longer one would make the page useless.</summary>
    public const int LongestOutput = 4_000_000;

    private static readonly JsonSerializerOptions plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly NodePackages packages;
    private readonly ConcurrentDictionary<(string Kind, string Text), Lazy<Answer>> known = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<Answer>> asked = new();
    private readonly Lock writing = new();
    private Process? node;
    private Task<string>? complaints;
    private int last;
    private volatile bool ended;

    /// <param name="packages">Where render.mjs and its packages are.</param>
    public NodeRenderer(NodePackages packages) => this.packages = packages;

    private readonly record struct Answer(string Html, string? Error);

    /// <inheritdoc/>
    /// <exception cref="PublishingException">node is missing or has ended.</exception>
    public string Math(string tex, bool display) =>
        Ask(display ? "display" : "inline", tex, () => new JsonObject { ["kind"] = "math", ["tex"] = tex, ["display"] = display });

    /// <inheritdoc/>
    /// <exception cref="PublishingException">node is missing or has ended.</exception>
    public string Html(string html) => Ask("html", html, () => new JsonObject { ["kind"] = "html", ["html"] = html });

    /// <inheritdoc/>
    /// <exception cref="PublishingException">node is missing or has ended.</exception>
    public string Svg(string svg) => Ask("svg", svg, () => new JsonObject { ["kind"] = "svg", ["svg"] = svg });

    private string Ask(string kind, string text, Func<JsonObject> question)
    {
        if (text.Length > LongestOutput)
            throw new TypesettingException($"it has {text.Length:N0} characters, and more than {LongestOutput:N0} are not put on a page");
        var answer = known.GetOrAdd((kind, text), _ => new Lazy<Answer>(() => Send(question()).GetAwaiter().GetResult())).Value;
        return answer.Error is null ? answer.Html : throw new TypesettingException(answer.Error);
    }

    private Task<Answer> Send(JsonObject question)
    {
        var answer = new TaskCompletionSource<Answer>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (writing)
        {
            node ??= Start();
            int id = ++last;
            question["id"] = id;
            asked[id] = answer;
            try
            {
                node.StandardInput.WriteLine(question.ToJsonString(plain));
                node.StandardInput.Flush();
            }
            catch (IOException)
            {
                ended = true; // the reader learns why
            }
            if (ended)
                Fail();
        }
        return answer.Task;
    }

    private Process Start()
    {
        var process = packages.Start("render.mjs");
        complaints = process.StandardError.ReadToEndAsync();
        _ = Task.Factory.StartNew(() => Read(process), TaskCreationOptions.LongRunning);
        return process;
    }

    private void Read(Process process)
    {
        while (process.StandardOutput.ReadLine() is { } line)
        {
            var answer = JsonNode.Parse(line)!;
            if (asked.TryRemove((int)answer["id"]!, out var waiting))
                waiting.SetResult(new Answer((string?)answer["html"] ?? "", (string?)answer["error"]));
        }
        ended = true;
        Fail();
    }

    private void Fail()
    {
        string said = complaints?.GetAwaiter().GetResult().Trim() ?? "";
        foreach (int id in asked.Keys)
            if (asked.TryRemove(id, out var waiting))
                waiting.SetException(new PublishingException($"node, which typesets the formulas, has ended{(said.Length > 0 ? $": {said}" : " without a word")}"));
    }

    /// <summary>Ends node.</summary>
    public void Dispose()
    {
        lock (writing)
        {
            if (node is null)
                return;
            try
            {
                node.StandardInput.Close();
            }
            catch (IOException)
            {
                // it has ended already
            }
            if (!node.WaitForExit(5000))
                node.Kill(entireProcessTree: true);
            node.Dispose();
            node = null;
        }
    }
}
