using System.Runtime.InteropServices;
using Descent.Data;
using Descent.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Benchmarks;

/// <summary>A folder of plain numbers from which both sides start: the same examples and the same first parameters.</summary>
internal sealed class Inputs : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("descent-benchmarks-").FullName;

    public void Write(string name, Dataset data, Network network)
    {
        Write($"{name}.X", data.X);
        Write($"{name}.Y", data.Y);
        foreach (var layer in network.Layers)
        {
            Write($"{name}.W{layer.Number}", layer.W);
            Write($"{name}.b{layer.Number}", layer.b);
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Rows, columns, then the elements row by row, each as a double.</summary>
    private void Write(string name, Matrix<double> matrix)
    {
        double[] numbers = [matrix.RowCount, matrix.ColumnCount, .. matrix.ToRowMajorArray()];
        File.WriteAllBytes(Path.Combine(Folder, name), MemoryMarshal.AsBytes<double>(numbers));
    }
}
