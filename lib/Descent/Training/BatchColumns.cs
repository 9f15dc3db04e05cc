using Descent.Data;
using Descent.Numerics;

namespace Descent.Training;

/// <summary>
/// The columns of one mini-batch, copied side by side into memory that is used again for every batch, and augmented where asked.
/// A batch of the whole set is the set itself, in its own order.
/// </summary>
internal sealed class BatchColumns
{
    private readonly double[] allX;
    private readonly double[] allY;
    private readonly int features;
    private readonly int outputs;
    private readonly double[] x;
    private readonly double[] y;
    private readonly Augmentation? augmentation;
    private readonly NumPyRandom? random;
    private int count;

    public BatchColumns(Dataset data, int batchSize, Augmentation? augmentation, long augmentationSeed)
    {
        this.augmentation = augmentation;
        random = augmentation == null ? null : new NumPyRandom(augmentationSeed);
        allX = data.X.AsColumnMajorArray();
        allY = data.Y.AsColumnMajorArray();
        features = data.Features;
        outputs = data.Outputs;
        bool whole = batchSize == data.Count && augmentation == null;
        x = whole ? allX : new double[features * batchSize];
        y = whole ? allY : new double[outputs * batchSize];
    }

    public ReadOnlySpan<double> X => x.AsSpan(0, features * count);

    public ReadOnlySpan<double> Y => y.AsSpan(0, outputs * count);

    public void Take(ReadOnlySpan<int> columns)
    {
        count = columns.Length;
        if (x == allX) return;
        Copy(allX, features, columns, x);
        Copy(allY, outputs, columns, y);
        if (random != null) augmentation?.Apply(x.AsSpan(0, features * count), random);
    }

    private static void Copy(double[] source, int rows, ReadOnlySpan<int> columns, double[] target)
    {
        int to = 0;
        foreach (int column in columns)
        {
            int from = column * rows, end = from + rows;
            if (rows > 8) Array.Copy(source, from, target, to, rows);
            else
                for (int k = to; from < end; k++, from++) target[k] = source[from];
            to += rows;
        }
    }
}
