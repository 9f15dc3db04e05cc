using Descent.Benchmarks;

// Times Descent against what a user would otherwise pick, and the kernel against what a learner would wait for.
const string Help = """
    Usage: dotnet run --project tests/Descent.Benchmarks -- peers [moons] [digits] [products] [gradient-check]
           dotnet run --project tests/Descent.Benchmarks -- kernel

      peers    the same work in Descent, NumPy, scikit-learn and PyTorch, alternating; without names, all of it
               (Debian: apt-get install python3-numpy libopenblas0-pthread python3-sklearn python3-torch)
      kernel   how long a learner waits for the first cell and for later ones, and what 2,000 cells cost in memory
    """;

switch (args)
{
    case ["peers", .. var names] when names.All(PeerBenchmark.Names.Contains):
        return PeerBenchmark.Run(names);
    case ["kernel"]:
        return KernelBenchmark.Run();
    default:
        Console.WriteLine(Help);
        return args is [] or ["--help"] ? 0 : 2;
}
