using System.Diagnostics;
using System.Runtime.InteropServices;
using Descent.Data;
using Descent.Losses;
using Descent.Networks;
using Descent.Numerics;
using Descent.Optimizers;
using Descent.Regularizers;
using Descent.Training;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Descent.Tests;

/// <summary>A training ends in the same bits with one and two threads and whatever the width of the machine's vectors.</summary>
[Collection(typeof(Alone))]
public sealed class SameBitsTests
{
    private const string BitsFile = "DESCENT_TESTS_WRITE_BITS_TO";

    [Fact]
    public void With_one_and_two_threads()
    {
        byte[] Trained(int threads)
        {
            using var set = new Threads(threads);
            return TrainedBits();
        }

        Assert.Equal(Trained(1), Trained(2));
    }

    /// <summary>Runs itself in processes with narrower vectors; such a process only writes down the bits it came to.</summary>
    [Fact]
    public async Task Under_every_vector_width()
    {
        byte[] here = TrainedBits();
        if (Environment.GetEnvironmentVariable(BitsFile) is { } file)
        {
            File.WriteAllBytes(file, here);
            return;
        }

        string folder = Directory.CreateTempSubdirectory().FullName;
        foreach (string setting in (string[])["DOTNET_EnableAVX512", "DOTNET_EnableAVX2", "DOTNET_EnableHWIntrinsic"])
        {
            string bits = Path.Combine(folder, setting);
            var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
            if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(typeof(SameBitsTests).Assembly.Location);
            start.ArgumentList.Add("--filter-method");
            start.ArgumentList.Add($"{typeof(SameBitsTests).FullName}.{nameof(Under_every_vector_width)}");
            start.Environment[setting] = "0";
            start.Environment[BitsFile] = bits;
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            string output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0 && File.Exists(bits), $"{setting}=0 ended with {process.ExitCode}:\n{output}{await errors}");
            Assert.True(here.AsSpan().SequenceEqual(File.ReadAllBytes(bits)), $"{setting}=0 ends in other bits");
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Two networks, small and wide enough for threads, with every kind of step in them.</summary>
    private static byte[] TrainedBits()
    {
        var small = Network.Of(2).Dense(5, Activation.Tanh, keepProbability: 0.8).Dense(3, Activation.LeakyReLU).Dense(1, Activation.Sigmoid).Initialize(Initializer.He, seed: 3);
        var history = new Trainer(small, new BinaryCrossEntropy(), new AdamW()) { Epochs = 20, Regularizer = new L1L2(0.1, 0.1) }.Fit(Datasets.Moons(300, 0.2, seed: 3));

        var random = new NumPyRandom(1);
        var images = new Dataset(random.Rand(784, 200), Matrix<double>.Build.Dense(10, 200, (i, j) => i == j % 10 ? 1 : 0));
        var wide = Network.Of(784).Dense(64, Activation.ReLU).Dense(10, Activation.Softmax).Initialize(Initializer.He, seed: 3);
        var wideHistory = new Trainer(wide, new SoftmaxCrossEntropy(), new RMSProp()) { Epochs = 2, Regularizer = new L2(0.7) }.Fit(images);
        double[] all = [.. small.Parameters, .. history.Costs, .. wide.Parameters, .. wideHistory.Costs];
        return MemoryMarshal.AsBytes<double>(all).ToArray();
    }
}
