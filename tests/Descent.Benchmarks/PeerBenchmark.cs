using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Descent.Numerics;

namespace Descent.Benchmarks;

/// <summary>
/// Runs every piece of work in Descent and in its peers, in turns, so that a busy minute hits all of them alike; first once
/// each to warm up, and to see that both sides end at the same result. Times are medians.
/// </summary>
internal static class PeerBenchmark
{
    private const int FewestRounds = 3;
    private const int MostRounds = 15;

    /// <summary>Seconds for the peers of one piece of work: as many rounds as fit.</summary>
    private const double Patience = 30;

    public static readonly IReadOnlyList<string> Names = ["moons", "digits", "products", "gradient-check"];

    /// <summary>Exit code 1 if a peer did other work than Descent, 0 otherwise: a slow run is for the reader to judge.</summary>
    public static int Run(string[] names)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Descent on .NET {Environment.Version}, {RuntimeInformation.ProcessArchitecture}, vectors of {VectorBits} bits, {Workers.Count} threads, double"));
        using var inputs = new Inputs();
        List<Work> works = [];
        if (Wanted("moons")) works.AddRange(Works.Moons(inputs));
        if (Wanted("digits")) works.AddRange(Works.Digits(inputs));
        if (Wanted("products")) works.AddRange(Works.Products());
        if (Wanted("gradient-check")) works.AddRange(Works.GradientChecks(inputs));

        var peers = works.SelectMany(work => work.Targets).Select(target => target.Peer).Distinct()
            .ToDictionary(name => name, name => Peer.TryStart(name, inputs.Folder));
        foreach (var (name, peer) in peers)
            if (peer != null) Console.WriteLine($"{name}: {peer.Description}");

        bool same = true;
        Console.WriteLine();
        Console.WriteLine("| work | Descent | peer | its time | ratio | at least | goal | |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var work in works) same &= Compare(work, peers);
        foreach (var peer in peers.Values) peer?.Dispose();
        return same ? 0 : 1;

        bool Wanted(string name) => names.Length == 0 || names.Contains(name);
    }

    private static int VectorBits => Vector512.IsHardwareAccelerated ? 512 : Fma.IsSupported ? 256 : 128;

    private static bool Compare(Work work, Dictionary<string, Peer?> peers)
    {
        var targets = work.Targets.Where(target => peers[target.Peer] != null).ToArray();
        bool same = true;
        double firstRound = 0;
        foreach (var target in targets)
        {
            var (seconds, result) = peers[target.Peer]!.Run(work.Request);
            firstRound += seconds;
            if (Math.Abs(result - target.Result) <= target.Tolerance * Math.Abs(target.Result)) continue;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{work.Name}: {target.Peer} ends at {result}, Descent at {target.Result}: not the same work"));
            same = false;
        }

        WarmUp(work);
        List<double> ours = [];
        var theirs = targets.ToDictionary(target => target, _ => new List<double>());
        int rounds = (int)Math.Clamp(Patience / firstRound, FewestRounds, MostRounds);
        for (int round = 0; round < rounds; round++)
        {
            Settle();
            ours.Add(work.Descent().Seconds);
            foreach (var target in targets)
            {
                Settle();
                theirs[target].Add(peers[target.Peer]!.Run(work.Request).Seconds);
            }
        }

        foreach (var target in work.Targets) PrintRow(work, target, Median(ours), theirs.GetValueOrDefault(target));
        return same;
    }

    /// <summary>Long enough for the runtime to have compiled its best, which it does in the background.</summary>
    private static void WarmUp(Work work)
    {
        long start = Stopwatch.GetTimestamp();
        do work.Descent();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < 2);
    }

    /// <summary>OpenBLAS's threads look out for more work for tens of milliseconds: they would take a core from the next side.</summary>
    private static void Settle() => Thread.Sleep(200);

    private static void PrintRow(Work work, Target target, double ours, List<double>? times)
    {
        double theirs = times == null ? double.NaN : Median(times), ratio = theirs / ours;
        string verdict = times == null ? "absent"
            : ratio >= target.Goal ? "goal" : ratio >= target.AtLeast ? "at least" : "below";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {work.Name} | {ours * 1e3:F2} ms | {target.Peer} | {theirs * 1e3:F2} ms | {ratio:F2}× | {target.AtLeast}× | {target.Goal}× | {verdict} |"));
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
