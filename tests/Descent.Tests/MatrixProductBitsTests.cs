using System.Diagnostics;
using Descent.Numerics;
using Xunit;

namespace Descent.Tests;

/// <summary>Neither the processor's vectors nor the number of threads change a bit of a product or a training.</summary>
[Collection(nameof(Workers))]
public sealed class MatrixProductBitsTests
{
    [Fact]
    public void One_thread_and_all_of_them_compute_the_same_bits()
    {
        int before = Workers.Count;
        try
        {
            // In a child process: also the bits of its parent, which had wider vectors or more cores.
            string expected = Environment.GetEnvironmentVariable(MatrixProductBits.ExpectedVariable) ?? MatrixProductBits.Compute();
            Assert.Equal(expected, MatrixProductBits.Compute());
            Workers.Count = 1;
            Assert.Equal(expected, MatrixProductBits.Compute());
        }
        finally
        {
            Workers.Count = before;
        }
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX512", "0")]
    [InlineData("DOTNET_EnableAVX2", "0")]
    [InlineData("DOTNET_PROCESSOR_COUNT", "1")]
    public void Another_processor_computes_the_same_bits(string variable, string value)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Descent.Tests.exe" : "Descent.Tests"))
        {
            ArgumentList = { "--filter-method", $"{typeof(MatrixProductBitsTests).FullName}.{nameof(One_thread_and_all_of_them_compute_the_same_bits)}" },
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        // The child reports to this test alone, not to whoever runs this one.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("TESTINGPLATFORM", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        start.Environment[variable] = value;
        start.Environment[MatrixProductBits.ExpectedVariable] = MatrixProductBits.Compute();
        using var child = Process.Start(start)!;
        child.StandardInput.Close();
        string output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        Assert.True(child.ExitCode == 0, output);
        Assert.Contains("succeeded: 1", output);
    }
}
