using Descent.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Exercises.Definitions;

/// <summary>He's start for ReLU layers: W = N·√(2/n_in).</summary>
public sealed class HeWeights : ExerciseOf<HeWeights.Function>
{
    /// <summary>The graded function.</summary>
    public delegate Matrix<double> Function(Matrix<double> N);

    public override string Title => "He's initial weights";

    public override string Notebook => "03-initialization";

    public override int Points => 4;

    public override int Lines => 1;

    public override IReadOnlyList<string> ParameterNotes => ["units × inputs, drawn from the normal distribution with mean 0 and variance 1"];

    public override string Returns => "W, units × inputs, with the variance that He asks for";

    public override IReadOnlyList<string> Hints =>
    [
        "A unit adds up its inputs. If there are four times as many of them, what must become of each weight, so that the sum keeps its size?",
        "Multiplying a random number by c multiplies its variance by c². Which dimension of N says how many inputs a unit has?",
        "The variance is to be 2/n, n the number of inputs of a unit; so W = N·√(2/n).",
    ];

    public override Answer Reference { get; } = Right(static N => N * Math.Sqrt(2.0 / N.ColumnCount));

    public override IReadOnlyList<Misconception> Misconceptions { get; } =
    [
        Wrong(
            "The 2/n counts the units (rows) instead of the inputs (columns). What a unit adds up are its inputs: n is N.ColumnCount.",
            static N => N * Math.Sqrt(2.0 / N.RowCount)),
        Wrong(
            "This is Xavier's start, √(1/n), made for tanh. A ReLU lets half of the signal through, so He doubles the variance: √(2/n).",
            static N => N * Math.Sqrt(1.0 / N.ColumnCount)),
        Wrong(
            "N is multiplied by the variance, 2/n. A factor c changes the variance by c²: multiply by its root, √(2/n).",
            static N => N * (2.0 / N.ColumnCount)),
        Wrong(
            "That is √2/n: the root covers the 2 only. It is the root of the whole fraction, √(2/n).",
            static N => N * Math.Sqrt(2) / N.ColumnCount),
        Wrong(
            "This is the notes' normalized start, variance 1/(n+1). It gives z the deviation 1 only if all inputs are 1, and does not know of ReLU's loss: use 2/n.",
            static N => N * Math.Sqrt(1.0 / (N.ColumnCount + 1))),
        Wrong(
            "This is Glorot's other form, √(2/(inputs + units)). He counts the inputs only: √(2/n).",
            static N => N * Math.Sqrt(2.0 / (N.ColumnCount + N.RowCount))),
        Wrong(
            "A fixed factor 0.01 does not know how many inputs there are: a deep network starves. The factor is √(2/n).",
            static N => N * 0.01),
        Wrong(
            "The weights come back as they were drawn. They need the factor √(2/n).",
            static N => N.Clone()),
        Wrong(
            "Integer division: 2 / N.ColumnCount is 0 in C# for more than two inputs, since both are whole numbers. Write 2.0 / N.ColumnCount.",
            static N => N * Math.Sqrt(2 / N.ColumnCount)),
    ];

    public override IReadOnlyList<Answer> RightAnswers { get; } =
    [
        Right(static N => N * Math.Sqrt(2.0 / N.ColumnCount)),
        Right(static N => N.Divide(Math.Sqrt(N.ColumnCount / 2.0))),
        Right(static N =>
        {
            var W = Matrix<double>.Build.Dense(N.RowCount, N.ColumnCount);
            for (int j = 0; j < N.RowCount; j++)
                for (int k = 0; k < N.ColumnCount; k++)
                    W[j, k] = N[j, k] * Math.Pow(2.0 / N.ColumnCount, 0.5);
            return W;
        }),
    ];

    public override IReadOnlyList<Property> Properties { get; } =
    [
        new(
            "The result is not N times a factor. The random numbers are drawn already: draw no others, and scale all of them alike.",
            static (arguments, result) =>
            {
                var (N, W) = ((Matrix<double>)arguments[0]!, (Matrix<double>)result!);
                return PlainValue.Agree(W, N * (W[0, 0] / N[0, 0]), 1e-6);
            }),
    ];

    protected override IEnumerable<object?[]> Cases(CaseGenerator random)
    {
        yield return [random.Matrix(2, 3)];
        yield return [random.Matrix(5, 4)];
        yield return [random.Matrix(3, random.Int(8, 12))];
    }
}
