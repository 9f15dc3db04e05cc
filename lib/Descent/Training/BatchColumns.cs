using Descent.Data;

namespace Descent.Training;

/// <summary>The columns of one mini-batch, copied side by side into memory that is used again for every batch.</summary>
internal sealed class BatchColumns
{
    private readonly double[] allX;
    private readonly double[] allY;
    private readonly int features;
    private readonly int outputs;
    private readonly double[] x;
    private readonly double[] y;
    private int count;

    public BatchColumns(Dataset data, int capacity)
    {
        allX = data.X.AsColumnMajorArray();
        allY = data.Y.AsColumnMajorArray();
        features = data.Features;
        outputs = data.Outputs;
        x = new double[features * capacity];
        y = new double[outputs * capacity];
    }

    public ReadOnlySpan<double> X => x.AsSpan(0, features * count);

    public ReadOnlySpan<double> Y => y.AsSpan(0, outputs * count);

    public void Take(ReadOnlySpan<int> columns)
    {
        count = columns.Length;
        Copy(allX, features, columns, x);
        Copy(allY, outputs, columns, y);
    }

    private static void Copy(double[] source, int rows, ReadOnlySpan<int> columns, double[] target)
    {
        for (int j = 0; j < columns.Length; j++)
        {
            int from = columns[j] * rows, to = j * rows;
            for (int i = 0; i < rows; i++) target[to + i] = source[from + i];
        }
    }
}
