namespace Descent.Numerics;

/// <summary>
/// Copies an operand into the order in which the tiles read it: strip after strip, so that the caches and the page tables
/// meet one stream instead of many. A strip height of 0 leaves it to <see cref="ProductStrips.Height"/>.
/// </summary>
internal readonly unsafe struct OperandPacking(
    Operand source, int rows, int inner, int rowsPerPart, int stripHeight, double* target) : IWork
{
    private readonly Operand source = source;
    private readonly double* target = target;

    public int Parts => (rows + rowsPerPart - 1) / rowsPerPart;

    /// <summary>Where the strip that starts at <paramref name="row"/> lies.</summary>
    public static double* Strip(double* packed, int row, int inner) => packed + (nint)row * inner;

    public void Execute(int part)
    {
        int start = part * rowsPerPart, end = Math.Min(start + rowsPerPart, rows);
        if (source.StrideI == 1)
        {
            CopyColumns(start, end);
            return;
        }

        for (int i = start, height; i < end; i += height)
        {
            height = Height(end - i);
            source.From(i, 0).CopyStrip(height, inner, Strip(target, i, inner));
        }
    }

    /// <summary>All strips together, column after column: so every page of the source is met once.</summary>
    private void CopyColumns(int start, int end)
    {
        for (int k = 0; k < inner; k++)
        {
            double* column = source.Start + k * source.StrideK;
            for (int i = start, height; i < end; i += height)
            {
                height = Height(end - i);
                new ReadOnlySpan<double>(column + i, height).CopyTo(new(Strip(target, i, inner) + (nint)k * height, height));
            }
        }
    }

    private int Height(int rowsLeft) => stripHeight == 0 ? ProductStrips.Height(rowsLeft) : Math.Min(stripHeight, rowsLeft);
}
