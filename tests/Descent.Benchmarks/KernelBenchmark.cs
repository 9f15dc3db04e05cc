using System.Diagnostics;
using System.Globalization;

namespace Descent.Benchmarks;

/// <summary>
/// What a learner waits for: the first cell of a fresh kernel, its process's start included; a later small cell; and 2,000 of
/// them in one session, with the memory they cost. Times are medians.
/// </summary>
internal static class KernelBenchmark
{
    private const int FreshKernels = 5;
    private const int Cells = 2000;

    /// <summary>Exit code 2 if the kernel is not built; a slow run is for the reader to judge.</summary>
    public static int Run()
    {
        if (FindKernel() is not { } kernel)
        {
            Console.WriteLine("There is no lib/bin/kernel/Descent.Kernel.dll above this program: run `dotnet build` first.");
            return 2;
        }

        List<double> first = [], alone = [];
        for (int i = 0; i < FreshKernels; i++)
        {
            long start = Stopwatch.GetTimestamp();
            using var fresh = new KernelSession(kernel);
            alone.Add(fresh.Execute("1 + 1"));
            first.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        List<double> cells = [];
        using var session = new KernelSession(kernel);
        for (int i = 0; i < Cells; i++) cells.Add(session.Execute($"var x{i} = {i} + 1;\nx{i}"));

        Console.WriteLine("| what | measured | must hold |");
        Console.WriteLine("|---|---|---|");
        Row("first cell of a fresh kernel, from the start of its process", $"{Median(first) * 1e3:F0} ms", "1000 ms");
        Row("first cell of a fresh kernel, from its request", $"{Median(alone) * 1e3:F0} ms", "1000 ms");
        Row("later small cell", $"{Median(cells[1..101]) * 1e3:F1} ms", "50 ms");
        Row($"each of {Cells} cells", $"{Median(cells) * 1e3:F1} ms", "100 ms");
        Row($"memory after {Cells} cells, at most", $"{session.PeakMemory / 1e6:F0} MB", "500 MB");
        return 0;
    }

    private static void Row(string what, FormattableString measured, string limit) =>
        Console.WriteLine($"| {what} | {measured.ToString(CultureInfo.InvariantCulture)} | under {limit} |");

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string? FindKernel()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "lib", "bin", "kernel", "Descent.Kernel.dll");
            if (File.Exists(path)) return path;
        }

        return null;
    }
}
