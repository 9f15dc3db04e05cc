using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Descent.Numerics;

namespace Descent.Benchmarks;

/// <summary>A Python process that does work when asked: a line with a request in, a line of JSON out.</summary>
internal sealed class Peer : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private readonly Process process;

    private Peer(Process process, string description)
    {
        this.process = process;
        Description = description;
    }

    /// <summary>Versions, threads and the kind of processor that its linear algebra was made for.</summary>
    public string Description { get; }

    /// <summary>Starts a peer on the inputs in <paramref name="folder"/>; null and a message if it is not installed.</summary>
    public static Peer? TryStart(string name, string folder)
    {
        if (!File.Exists(Python))
        {
            Console.WriteLine($"{name}: absent, there is no {Python} (apt-get install python3)");
            return null;
        }

        var start = new ProcessStartInfo(Python)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "peers.py"), name, folder },
        };
        string threads = Workers.Count.ToString(CultureInfo.InvariantCulture);
        start.Environment["OPENBLAS_NUM_THREADS"] = threads;
        start.Environment["OMP_NUM_THREADS"] = threads;
        // OpenBLAS shall choose by the processor that it finds.
        start.Environment.Remove("OPENBLAS_CORETYPE");
        var process = Process.Start(start)!;
        string first = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{name} said nothing.");
        using var json = JsonDocument.Parse(first);
        if (json.RootElement.TryGetProperty("absent", out var absent))
        {
            Console.WriteLine($"{name}: absent, {absent.GetString()}");
            process.Dispose();
            return null;
        }

        return new Peer(process, json.RootElement.GetProperty("description").GetString()!);
    }

    public Measurement Run(string request)
    {
        process.StandardInput.WriteLine(request);
        process.StandardInput.Flush();
        string answer = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The peer ended at '{request}'.");
        using var json = JsonDocument.Parse(answer);
        return new(json.RootElement.GetProperty("seconds").GetDouble(), json.RootElement.GetProperty("result").GetDouble());
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
