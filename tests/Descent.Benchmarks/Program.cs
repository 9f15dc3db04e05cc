using Descent.Benchmarks;
using Descent.Benchmarks.Grading;

// Times Descent against what a user would otherwise pick, the kernel against what a learner would wait for, and the judge.
const string Help = """
    Usage: dotnet run --project tests/Descent.Benchmarks -- peers [moons] [digits] [products] [gradient-check]
           dotnet run --project tests/Descent.Benchmarks -- kernel
           dotnet run --project tests/Descent.Benchmarks -- grade [N]

      peers    the same work in Descent, NumPy, scikit-learn and PyTorch, alternating; without names, all of it
               (Debian: apt-get install python3-numpy libopenblas0-pthread python3-sklearn python3-torch)
      kernel   how long a learner waits for the first cell and for later ones, and what 2,000 cells cost in memory
      grade    how many submissions are graded a minute, in classes of N (60) that are generated, and what bounds it (Linux)
    """;

switch (args)
{
    case ["peers", .. var names] when names.All(PeerBenchmark.Names.Contains):
        return PeerBenchmark.Run(names);
    case ["kernel"]:
        return KernelBenchmark.Run();
    case ["grade"]:
        return await GradeBenchmark.RunAsync(60);
    case ["grade", var count] when int.TryParse(count, out int submissions) && submissions > 0:
        return await GradeBenchmark.RunAsync(submissions);
    default:
        Console.WriteLine(Help);
        return args is [] or ["--help"] ? 0 : 2;
}
