namespace Descent.Benchmarks;

internal static class KernelBenchmark
{
    public static int Run() => 1;
}
