using Descent.Optimizers;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Exercises.Definitions;

/// <summary>One step of the library's own optimizer, from a state that is given.</summary>
internal static class LibraryStep
{
    /// <summary>Takes step number <paramref name="steps"/> of an optimizer.</summary>
    /// <param name="optimizer">A new optimizer.</param>
    /// <param name="weights">The parameters before the step.</param>
    /// <param name="gradient">Their gradient, of the same shape.</param>
    /// <param name="steps">t of the step, from 1.</param>
    /// <param name="memories">What the optimizer remembers before the step.</param>
    public static ParameterArray Take(
        Optimizer optimizer, Matrix<double> weights, Matrix<double> gradient, int steps, params Matrix<double>[] memories)
    {
        var parameters = new ParameterArray("W", weights.ToColumnMajorArray(), gradient.ToColumnMajorArray());
        optimizer.Start([parameters]);

        // Only counting the steps leads to t; what they did is overwritten by the state.
        for (int t = 1; t < steps; t++) optimizer.Step();
        weights.ToColumnMajorArray().CopyTo(parameters.Values, 0);
        for (int k = 0; k < memories.Length; k++) memories[k].ToColumnMajorArray().CopyTo(parameters.Memory[k], 0);
        optimizer.Step();
        return parameters;
    }

    /// <summary>Numbers in the shape of a matrix.</summary>
    public static Matrix<double> Matrix(Matrix<double> shape, double[] values) =>
        Matrix<double>.Build.Dense(shape.RowCount, shape.ColumnCount, values);
}
