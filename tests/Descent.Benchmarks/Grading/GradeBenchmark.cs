using System.Diagnostics;
using System.Globalization;
using Descent.Exercises;
using Descent.Grading;
using Descent.Grading.Batches;
using Descent.Grading.Gradebooks;
using Descent.Grading.Reports;

namespace Descent.Benchmarks.Grading;

/// <summary>
/// How fast a class is graded and what bounds it; whether everybody gets what is deserved; what the judge itself costs for
/// classes of 1,000 and 5,000, of which nothing reaches a kernel. Processor times are the whole machine's: let it do nothing else.
/// </summary>
internal static class GradeBenchmark
{
    private static readonly int[] largeClasses = [1_000, 5_000];

    /// <summary>Grades a typical class of that size, then one with all that can be handed in, then the large ones.</summary>
    /// <returns>1 if somebody got other points than deserved.</returns>
    public static async Task<int> RunAsync(int count)
    {
        int cores = Environment.ProcessorCount;
        Console.WriteLine("| what | submissions | a minute | first and last third | processor time, each | of it the judge's | cores in use | judge's memory at most |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        bool fair = await GradeAsync("typical notebooks, one at a time", Math.Min(count, 20), 1, (folder, n) => GeneratedClass.Write(folder, n, typical: true));
        fair &= await GradeAsync($"typical notebooks, {cores} at a time", count, cores, (folder, n) => GeneratedClass.Write(folder, n, typical: true));
        fair &= await GradeAsync($"all kinds, hostile ones too, {cores} at a time", count, cores, (folder, n) => GeneratedClass.Write(folder, n));
        foreach (int large in largeClasses)
            fair &= await GradeAsync("no notebooks: the judge alone, with all reports", large, cores, Unreadable);
        return fair ? 0 : 1;
    }

    private static async Task<bool> GradeAsync(string what, int count, int jobs, Func<string, int, IReadOnlyDictionary<string, int>> write)
    {
        string root = Directory.CreateTempSubdirectory("descent-benchmark-").FullName;
        try
        {
            string source = Directory.CreateDirectory(Path.Combine(root, "submitted")).FullName;
            string output = Directory.CreateDirectory(Path.Combine(root, "grades")).FullName;
            IReadOnlyDictionary<string, int> deserved = write(source, count);
            var (before, start) = (ProcessorTime(), Stopwatch.GetTimestamp());
            using Gradebook gradebook = Gradebook.Create(output, Catalogue.All);
            var batch = new Batch(gradebook, new Grader(gradebook.Seed));
            SubmissionFolder found = SubmissionFolder.Find(source);
            batch.Plan(found);
            var times = new Times();
            await batch.RunAsync(found, jobs, times);
            ReportFolder.Write(gradebook, output);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var (judge, machine) = (ProcessorTime().Judge - before.Judge, ProcessorTime().Machine - before.Machine);
            Row($"| {what} | {count} | {count / seconds * 60:F0} | {times.AMinute(0, count / 3):F0}, {times.AMinute(count - (count / 3), count):F0} | {machine / count:F2} s | {judge / count:F3} s | {machine / seconds:F1} of {Environment.ProcessorCount} | {PeakMegabytes()} MB |");

            var unfair = deserved.Where(pair => gradebook.Find(pair.Key)!.Points != pair.Value).ToList();
            foreach (var (student, points) in unfair)
                Console.WriteLine($"{student} deserves {points} points and got {gradebook.Find(student)!.Points}: {string.Join("; ", gradebook.Find(student)!.Grades.Where(grade => grade.Result.Kind is not (VerdictKind.Missing or VerdictKind.Right)).Select(grade => $"{grade.Result.Exercise}: {grade.Result.Message}"))}");
            return unfair.Count == 0;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static Dictionary<string, int> Unreadable(string folder, int count)
    {
        for (int i = 0; i < count; i++)
            File.WriteAllText(Path.Combine(folder, $"student{i:00000}_work.ipynb"), "no notebook");
        return [];
    }

    private static void Row(FormattableString row) => Console.WriteLine(row.ToString(CultureInfo.InvariantCulture));

    // Linux, in hundredths of a second: this process's (fields 14 and 15 of /proc/self/stat), and the whole machine's without idling
    // and waiting for disks (/proc/stat), since nobody is told the time of what ran inside bubblewrap.
    private static (double Judge, double Machine) ProcessorTime()
    {
        static double Seconds(IEnumerable<string> fields) => fields.Sum(field => double.Parse(field, CultureInfo.InvariantCulture)) / 100;
        string[] own = File.ReadAllText("/proc/self/stat").Split(") ")[1].Split(' ');
        string[] all = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (Seconds(own[11..13]), Seconds([.. all[1..4], .. all[6..8]]));
    }

    private static long PeakMegabytes() =>
        long.Parse(File.ReadLines("/proc/self/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(':')[1].Replace("kB", "").Trim(), CultureInfo.InvariantCulture) / 1000;
}
