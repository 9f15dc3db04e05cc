using System.Runtime.CompilerServices;
using Descent.Data;
using Descent.Losses;
using Descent.Networks;
using Descent.Numerics;
using Descent.Regularizers;
using Descent.Training;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Diagnostics;

/// <summary>The gradient of a network's cost, by backpropagation and numerically, on one or several threads.</summary>
internal static class NetworkGradient
{
    // Below this many numbers to move through, starting threads costs more than it saves.
    private const long WorkForThreads = 1 << 14;

    // So many parameters at a time: shared work cannot be interrupted in the middle, and a whole check can take long.
    private const int AtOnce = 256;

    public static GradientCheck Check(
        Network network, Loss loss, Dataset data, Regularizer? regularizer, double epsilon, double threshold, IReadOnlyList<Matrix<double>>? gradient)
    {
        var record = new ForwardRecord(network, data);
        gradient ??= Backpropagate(network, loss, data, regularizer);
        if (gradient.Count != 2 * network.Layers.Count)
            throw new ArgumentException($"The gradient has {gradient.Count} matrices, expected {2 * network.Layers.Count}: dW1, db1, dW2, db2, … for {network.Layers.Count} layers.");

        var entries = new GradientEntry[network.ParameterCount];
        var places = Places(network, gradient, entries);
        int parts = (long)entries.Length * data.Count < WorkForThreads ? 1 : Workers.Count;
        var passes = new PerturbedPass[parts];
        for (int part = 0; part < parts; part++) passes[part] = new PerturbedPass(network, loss, data, regularizer, record);
        for (int first = 0; first < places.Length; first += AtOnce)
            Workers.Run(new Slopes(passes, places, entries, epsilon, new(first), Math.Min(first + AtOnce, places.Length)), parts);

        double cost = passes[0].Cost(0, 0, PerturbedPass.Bias, 0);
        return new GradientCheck(entries, cost, epsilon, threshold, 2 * entries.Length);
    }

    private static Matrix<double>[] Backpropagate(Network network, Loss loss, Dataset data, Regularizer? regularizer)
    {
        var backpropagation = new Backpropagation(network, loss, regularizer, data.Count);
        backpropagation.RunUnchecked(data);
        return [.. network.Layers.SelectMany<Dense, Matrix<double>>(layer => [backpropagation.dW(layer.Number), backpropagation.db(layer.Number)])];
    }

    // Layer by layer, W row by row and then b; an entry starts with its name and the derivative to check.
    private static (int Layer, int Unit, int Input)[] Places(Network network, IReadOnlyList<Matrix<double>> gradient, GradientEntry[] entries)
    {
        var places = new (int, int, int)[entries.Length];
        int p = 0;
        for (int l = 0; l < network.Layers.Count; l++)
        {
            Dense layer = network.Layers[l];
            Matrix<double> dW = gradient[2 * l], db = gradient[2 * l + 1];
            GradientCheck.RequireShape(dW, layer.Units, layer.Inputs, $"W{layer.Number}");
            GradientCheck.RequireShape(db, layer.Units, 1, $"b{layer.Number}");
            for (int i = 0; i < layer.Units; i++)
                for (int j = 0; j < layer.Inputs; j++, p++)
                {
                    places[p] = (l, i, j);
                    entries[p] = new GradientEntry($"W{layer.Number}[{i},{j}]", dW[i, j], 0);
                }

            for (int i = 0; i < layer.Units; i++, p++)
            {
                places[p] = (l, i, PerturbedPass.Bias);
                entries[p] = new GradientEntry($"b{layer.Number}[{i},0]", db[i, 0], 0);
            }
        }

        return places;
    }

    // Whoever is free takes the next parameter: a worker may wake late, and later layers cost less than earlier ones.
    private readonly struct Slopes(PerturbedPass[] passes, (int Layer, int Unit, int Input)[] places, GradientEntry[] entries, double epsilon, StrongBox<int> next, int end) : IWork
    {
        public void Execute(int part)
        {
            for (int p; (p = Interlocked.Increment(ref next.Value) - 1) < end;)
            {
                var (layer, unit, input) = places[p];
                double above = passes[part].Cost(layer, unit, input, epsilon), below = passes[part].Cost(layer, unit, input, -epsilon);
                entries[p] = entries[p] with { Numeric = (above - below) / (2 * epsilon) };
            }
        }
    }
}
