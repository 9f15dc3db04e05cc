using MathNet.Numerics.LinearAlgebra;

namespace Descent.Exercises.Checking;

/// <summary>
/// Draws the arguments of a check's cases. Numbers have two decimals, so that a failing example can be read, and
/// are never exactly 0, where the slope of a ReLU is a matter of convention.
/// </summary>
/// <param name="seed">Any number; the same seed gives the same cases.</param>
public sealed class CaseGenerator(int seed)
{
    private readonly Random random = new(seed);

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Int(int least, int most) => random.Next(least, most + 1);

    /// <summary>A number with two decimals between two bounds, not 0.</summary>
    public double Number(double least, double most)
    {
        var number = Math.Round(least + ((most - least) * random.NextDouble()), 2);
        return number == 0 ? 0.01 : number;
    }

    /// <summary>A matrix of numbers between −2 and 2.</summary>
    public Matrix<double> Matrix(int rows, int columns) => Matrix(rows, columns, -2, 2);

    /// <summary>A matrix of numbers between two bounds.</summary>
    public Matrix<double> Matrix(int rows, int columns, double least, double most) =>
        Matrix<double>.Build.Dense(rows, columns, (_, _) => Number(least, most));

    /// <summary>Numbers between two bounds.</summary>
    public double[] Numbers(int count, double least, double most) =>
        [.. Enumerable.Range(0, count).Select(_ => Number(least, most))];

    /// <summary>A 1×m row of labels 0 and 1, with both in it where m allows.</summary>
    public Matrix<double> Labels(int examples)
    {
        var labels = Matrix<double>.Build.Dense(1, examples, (_, _) => Int(0, 1));
        labels[0, 0] = 1;
        labels[0, examples - 1] = 0;
        return labels;
    }

    /// <summary>Labels of several classes: one 1 in each column.</summary>
    public Matrix<double> OneHot(int classes, int examples)
    {
        var labels = Matrix<double>.Build.Dense(classes, examples);
        for (var i = 0; i < examples; i++)
        {
            labels[Int(0, classes - 1), i] = 1;
        }

        return labels;
    }

    /// <summary>
    /// The numbers 0 … n−1 in an order that is neither theirs nor its own inverse, where n is at least 3: a mistake
    /// in how the order is used shows.
    /// </summary>
    public int[] Order(int n)
    {
        var order = Enumerable.Range(0, n).ToArray();
        do
        {
            random.Shuffle(order);
        }
        while (n >= 3 && Enumerable.Range(0, n).All(i => order[order[i]] == i));
        return order;
    }
}
